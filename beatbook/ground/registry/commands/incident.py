"""Incidents, and who and what had a part in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _

from beatbook.contract import registry as events
from beatbook.contract.access import Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import OPEN, Point, Subject
from beatbook.core import vehicles
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import cells
from beatbook.ground.registry.addresses import address_key
from beatbook.ground.registry.models import Incident, Involvement, Person, Vehicle
from beatbook.ground.registry.names import person_key
from beatbook.ground.registry.vocabulary import IncidentKind, InvolvementRole


class OutOfSight(Refused):
    """The incident is restricted, or another agency's: whoever cannot see it does not change it."""


LONGEST_PLATE = 16


@dataclass(frozen=True)
class Location:
    """Where it happened, as said, and as found on the map if it was found."""

    text: str
    point: Point | None = None
    beat: str = ""
    address: str = ""
    """The text without the unit and what else was said beside it, where that is known."""


def subject(incident: Incident) -> Subject:
    return Subject("incident", str(incident.pk))


@journal.command
def open_incident(
    *,
    agency: Agency,
    kind: IncidentKind,
    headline: str,
    location: Location,
    need_to_know: str = OPEN,
    by: Principal,
    at: datetime,
) -> Incident:
    """A new incident under the next call number of the agency and its local year."""
    year = agency.local(at).year
    serial = _next_serial(agency, year)
    incident = Incident.objects.create(
        agency=agency,
        kind=kind,
        year=year,
        serial=serial,
        number=f"{agency.prefix}{year % 100:02}-{serial:06}",
        need_to_know=need_to_know,
        headline=headline,
        opened_at=at,
        **_where(location),
    )
    journal.record(
        events.IncidentOpened(number=incident.number, kind=kind),
        subject=subject(incident),
        agency_id=agency.pk,
        by=by,
        at=at,
        need_to_know=need_to_know,
    )
    return incident


def imagined(agency: Agency, location: Location, at: datetime) -> Incident:
    """An incident as it would be there, never saved: for what is asked before one is opened."""
    return Incident(agency=agency, opened_at=at, **_where(location))


@journal.command
def close_incident(*, incident: Incident, by: Principal, at: datetime) -> Incident:
    """Close it. The caller holds the incident's lock; closing twice is the caller's refusal."""
    incident.closed_at = at
    incident.version += 1
    incident.save(update_fields=["closed_at", "version"])
    journal.record(
        events.IncidentClosed(number=incident.number),
        subject=subject(incident),
        agency_id=incident.agency_id,
        by=by,
        at=at,
        need_to_know=incident.need_to_know,
    )
    return incident


@journal.command
def reopen_incident(*, incident: Incident, by: Principal, at: datetime) -> Incident:
    """Open it again under its old number. The caller holds the incident's lock, and says why."""
    incident.closed_at = None
    incident.version += 1
    incident.save(update_fields=["closed_at", "version"])
    journal.record(
        events.IncidentReopened(number=incident.number),
        subject=subject(incident),
        agency_id=incident.agency_id,
        by=by,
        at=at,
        need_to_know=incident.need_to_know,
    )
    return incident


def lock(incident_id: int) -> Incident:
    """Take the incident's row lock: the first lock of every command that touches an incident.

    Raises ``OutOfSight``.
    """
    incident = Incident.objects.select_for_update().filter(pk=incident_id).first()
    if incident is None:
        raise OutOfSight(_("You may not see this call, so you cannot change it."))
    return incident


def touch(incident: Incident) -> None:
    """Something that screens show of this incident changed: raise its version."""
    Incident.objects.filter(pk=incident.pk).update(version=F("version") + 1)
    incident.version += 1


def move(incident: Incident, location: Location) -> None:
    """Another location. The duty that corrects it records why."""
    for name, value in _where(location).items():
        setattr(incident, name, value)
    incident.save(update_fields=["location", "address_key", "lat", "lon", "cell", "beat"])


def rename(incident: Incident, headline: str, *, need_to_know: str) -> None:
    """Another headline, and the class that goes with it. The duty that corrects it records why."""
    incident.headline, incident.need_to_know = headline, need_to_know
    incident.save(update_fields=["headline", "need_to_know"])


def involve_person(*, incident: Incident, name: str, phone: str, role: InvolvementRole) -> None:
    """Tie a person, as told, to an incident; known ones are found by phone and name."""
    person, _ = Person.objects.get_or_create(
        agency_id=incident.agency_id,
        name=name,
        phone=phone,
        defaults={"name_key": person_key(name)},
    )
    Involvement.objects.create(
        agency_id=incident.agency_id, incident=incident, role=role, person=person
    )


def involve_vehicle(*, incident: Incident, plate: str, state: str, description: str) -> None:
    """Tie a vehicle, as described, to an incident."""
    vehicle, _ = Vehicle.objects.get_or_create(
        agency_id=incident.agency_id,
        plate=plate.upper().replace(" ", "")[:LONGEST_PLATE],
        state=state.upper(),
        defaults={
            "description": description,
            "plate_key": vehicles.plate_key(plate)[:LONGEST_PLATE],
        },
    )
    Involvement.objects.create(
        agency_id=incident.agency_id,
        incident=incident,
        role=InvolvementRole.VEHICLE,
        vehicle=vehicle,
    )


def _where(location: Location) -> dict[str, object]:
    point = location.point
    return {
        "location": location.text,
        "address_key": address_key(location.address or location.text),
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "cell": cells.cell(point) if point else None,
        "beat": location.beat,
    }


def _next_serial(agency: Agency, year: int) -> int:
    """Drawn from a sequence of its own: takers never queue, and a number is never drawn twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_next_serial(%s, %s)", [agency.pk, year])
        row = cursor.fetchone()
        assert row is not None
        return int(row[0])
