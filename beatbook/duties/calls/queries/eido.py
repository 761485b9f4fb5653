"""A call as NENA's Emergency Incident Data Object (EIDO JSON 1.0), for another center's CAD.

Each component carries the same prologue; components name one another by ``$id``, made from the
call's own number, so that the same thing has the same id in every version that is sent.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from beatbook.contract.values import MemberClass
from beatbook.duties.calls.models import Call, Counterpart, Note, Transfer
from beatbook.duties.calls.queries import exchange, relation
from beatbook.duties.calls.vocabulary import Source, Status
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import letters
from beatbook.ground.force.models import Assignment, UnitState
from beatbook.ground.force.vocabulary import nena

VERSION = "1.0"
WITHOUT_CODE = "ADMIN"
"""Of the registry, for a type that an agency gave no common code: its own words stand beside."""
RESOURCES, OTHERS = {MemberClass.SWORN.value: "PatrolUnit"}, "CivilServiceOfficer"
"""Of the registry of resources: the nearest to who is aboard."""
EMERGENCY = (Source.TRANSFER, Source.OTHER_AGENCY)
CALLED = (*EMERGENCY, Source.PHONE, Source.TELEPHONE_REPORT, Source.ALARM)
PIDF = """<presence xmlns="urn:ietf:params:xml:ns:pidf" \
xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10" xmlns:gml="http://www.opengis.net/gml" \
entity="{entity}"><tuple id="here"><status><gp:geopriv>\
<gp:location-info><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>{lat} {lon}</gml:pos>\
</gml:Point></gp:location-info><gp:usage-rules/></gp:geopriv></status></tuple></presence>"""


def of_call(call: Call, sent: list[Assignment], *, issuer: str, at: datetime) -> dict[str, Any]:
    """The object as it is now. ``issuer`` is the host name of this installation; ``sent`` are all
    the call's assignments. Struck notes are left out, and so is who called: that is told by voice.
    """
    made = _Maker(issuer, call, at)
    working = _working(sent)
    notes = list(call.notes.filter(struck_at=None).order_by("pk"))
    return made.component("", call.incident.version) | {
        "eidoVersion": VERSION,
        "issuingElementIdentification": issuer,
        "agencyComponent": [
            _agency(made, call.agency, "Dispatching"),
            *(_agency(made, one, "Dispatched") for one in _helping(call, working)),
        ],
        "incidentComponent": _incident(made, call, sent, notes),
        "callComponent": _called(made, call),
        "dispatchComponent": [_dispatched(made, one) for one in working],
        "emergencyResourceComponent": _resources(made, working),
        "locationComponent": [_location(made, call)],
        "notesComponent": [_note(made, note) for note in notes]
        + [_handed(made, one) for one in exchange.transfers_of(call)],
        "mergeComponent": [
            made.component("merge", one.pk)
            | {
                "incidentTrackingIdentifier": f"{issuer}:call:{one.incident.number}",
                "incidentMergeDirectionCode": "REPLACING",
            }
            for one in relation.merged_into(call)
        ],
        "linkComponent": [
            made.component("link", one.pk)
            | {
                "incidentTrackingIdentifier": f"{issuer}:call:{one.incident.number}",
                "linkDirectionCode": "RELATED",
            }
            for one in relation.linked_to(call)
        ]
        + [_elsewhere(made, one) for one in exchange.counterparts_of(call)],
    }


class _Maker:
    """Components of one call, each with its prologue."""

    def __init__(self, issuer: str, call: Call, at: datetime) -> None:
        self.issuer, self.name, self.at = issuer, f"{issuer}:call:{call.incident.number}", at
        self.owner = self.agency(call.agency)

    def id(self, kind: str, key: object) -> str:
        return f"{self.name}:{kind}:{key}" if kind else f"{self.name}:{key}"

    def agency(self, agency: Agency) -> dict[str, str]:
        """The reference to an agency, whose name is the same on every call."""
        return {"$ref": f"{self.issuer}:agency:{agency.code}"}

    def component(self, kind: str, key: object, at: datetime | None = None) -> dict[str, Any]:
        return {
            "$id": self.id(kind, key),
            "lastUpdateTimeStamp": (at or self.at).isoformat(),
            "updatedByAgencyReference": self.owner,
        }

    def reference(self, kind: str, key: object) -> dict[str, str]:
        return {"$ref": self.id(kind, key)}


def _agency(made: _Maker, agency: Agency, role: str) -> dict[str, Any]:
    named = made.agency(agency)
    return made.component("agency", agency.code) | {
        "$id": named["$ref"],
        "agencyRoleDescriptionRegistryText": [role],
        "agencyType": ["police"],
        "incidentOwningAgencyIndicator": named == made.owner,
    }


def _working(sent: list[Assignment]) -> list[UnitState]:
    """The units that are on the call now, in the order they were sent, as they stand."""
    there = [one.unit_id for one in sent if one.cleared_at is None]
    states = UnitState.objects.select_related("unit__agency").in_bulk(there)
    return [states[unit] for unit in there if unit in states]


def _helping(call: Call, working: list[UnitState]) -> list[Agency]:
    """The other agencies whose units are on the call."""
    found = {one.unit.agency_id: one.unit.agency for one in working}
    return [found[key] for key in sorted(found) if key != call.agency_id]


def _dispatched(made: _Maker, state: UnitState) -> dict[str, Any]:
    return made.component("dispatch", state.unit_id) | {
        "agencyReference": made.agency(state.unit.agency),
        "emergencyResourceReference": [made.reference("unit", state.unit_id)],
    }


def _resources(made: _Maker, working: list[UnitState]) -> list[dict[str, Any]]:
    own = {agency: letters.of_agency(agency) for agency in {one.unit.agency for one in working}}
    return [_resource(made, one, own[one.unit.agency]) for one in working]


def _resource(made: _Maker, state: UnitState, own: Mapping[str, str]) -> dict[str, Any]:
    """A unit by the registries of statuses, and in its agency's letters. Who crews it is not told,
    and what it carries has no code there: both are required, and empty."""
    primary, secondary = nena(state.status, sendable=state.sendable, meal=state.meal)
    return made.component("unit", state.unit_id) | {
        "emergencyResourceName": state.unit.callsign,
        "emergencyResourceTypeCommonRegistryText": RESOURCES.get(state.unit.member_class, OTHERS),
        "emergencyResourceTypeInternalText": state.unit.kind,
        "resourceAttributeRegistryText": [],
        "primaryUnitStatusRegistryText": primary,
        "secondaryUnitStatusRegistryText": [secondary],
        "unitStatusInternal": [own.get(state.status, state.status)],
        "agentReference": [],
    }


def _incident(
    made: _Maker, call: Call, sent: list[Assignment], notes: list[Note]
) -> dict[str, Any]:
    incident = made.component("incident", call.pk) | {
        "internalIncidentId": call.incident.number,
        "incidentTypeCommonRegistryText": call.call_type.eido or WITHOUT_CODE,
        "incidentTypeInternalCode": call.call_type.code,
        "incidentTypeInternalText": call.call_type.name,
        "incidentStatusCommonRegistryText": _statuses(call, sent),
        "incidentStatusInternalText": [call.get_status_display()],
        "incidentPriorityInternalText": str(call.priority),
        "locationReference": [made.reference("location", call.pk)],
        "notesReference": [made.reference("note", note.pk) for note in notes],
    }
    if call.incident.beat:
        incident["beatOrDispatchGroupText"] = call.incident.beat
    if call.disposition:
        incident["dispositionComponent"] = [
            made.component("disposition", one.code, call.closed_at)
            | {
                "dispositionCommonRegistryCode": one.eido,
                "dispositionPrimaryIndicator": one.pk == call.disposition_id,
                "dispositionDescriptionText": one.name,
            }
            for one in call.endings
        ]
    return incident


def _called(made: _Maker, call: Call) -> list[dict[str, Any]]:
    """When somebody called, if somebody did: here, or the center that it came from."""
    if call.source not in CALLED:
        return []
    times = [one.received_at for one in exchange.counterparts_of(call) if one.received_at]
    return [
        made.component("called", call.pk)
        | {
            "callStartTimestamp": min([call.received_at, *times]).isoformat(),
            "callStateRegistryText": "callEnd",
            "standardPrimaryCallType": "emergency" if call.source in EMERGENCY else "nonEmergency",
            "direction": "incoming",
        }
    ]


def _elsewhere(made: _Maker, one: Counterpart) -> dict[str, Any]:
    """The same incident as another center has it."""
    named = one.told.get("tracking") or f"{one.center.sends_as}:{one.number}"
    return made.component("counterpart", one.pk) | {
        "incidentTrackingIdentifier": named,
        "linkDirectionCode": "RELATED",
    }


def _statuses(call: Call, sent: list[Assignment]) -> list[str]:
    """By the registry of incident statuses: how the call stands, and how far its units are."""
    if call.status == Status.CLOSED:
        return ["Closed"]
    there = [one for one in sent if one.cleared_at is None]
    found = ["Active"]
    if there:
        found.append("ResourcesAssigned")
    if any(one.en_route_at for one in there):
        found.append("ResourcesEnroute")
    if any(one.on_scene_at for one in there):
        found.append("ResourcesOnscene")
    return found


def _location(made: _Maker, call: Call) -> dict[str, Any]:
    location = made.component("location", call.pk) | {
        "locationTypeDescriptionRegistryText": "CurrentIncident",
        "locationDescriptionText": call.incident.location,
    }
    point = call.incident.point
    if point:
        entity = escape(made.name, {'"': "&quot;"})
        location["locationByValue"] = PIDF.format(entity=entity, lat=point.lat, lon=point.lon)
    return location


def _handed(made: _Maker, one: Transfer) -> dict[str, Any]:
    """The standard has no component for it: to whom the call went, and what was said."""
    return made.component("transfer", one.pk, one.said_at) | {
        "notesActionComments": html.escape(f"Transferred to {one}: {one.said}")
    }


def _note(made: _Maker, note: Note) -> dict[str, Any]:
    """Notes are HTML there, and plain words here."""
    return made.component("note", note.pk, note.at) | {
        "notesActionComments": html.escape(note.text)
    }
