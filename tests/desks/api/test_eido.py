"""A call as NENA's EIDO JSON describes it: every component has its prologue."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.contract.access import Permission
from beatbook.core import clock
from beatbook.duties.calls import commands as calls
from beatbook.duties.calls.queries import eido as documents
from beatbook.ground.force import commands as force
from beatbook.ground.force import queries as force_queries
from beatbook.ground.registry.commands import Location
from tests.cast import NOON
from tests.desks.api.test_api import ALL, Machine, token

PLACE = Location("8 Mill Lane")
REQUIRED_OF_A_RESOURCE = {
    "agentReference",
    "emergencyResourceTypeCommonRegistryText",
    "primaryUnitStatusRegistryText",
    "resourceAttributeRegistryText",
    "secondaryUnitStatusRegistryText",
}


@pytest.fixture
def machine(cast):
    return Machine(token(cast.ab, *ALL, Permission.CALL_NOTE))


@pytest.fixture
def told(machine):
    taken = {"call_type": "NOISE", "location": "8 Mill <Lane>", "notes": "drums & <horns>"}
    where = {"lat": 41.5, "lon": -69.2, "caller": "Zebulon Barker"}
    status, body = machine.post("/calls", taken | where)
    assert status == 201, body
    number = body["number"]

    def read():
        return number, machine.get(f"/calls/{number}/eido")[1]

    return read


def components(value):
    if isinstance(value, dict):
        if "$id" in value:
            yield value
        value = list(value.values())
    for each in value if isinstance(value, list) else []:
        yield from components(each)


def test_what_the_schema_requires_is_there_and_references_lead_somewhere(told):
    number, eido = told()
    assert (eido["eidoVersion"], eido["issuingElementIdentification"]) == ("1.0", "testserver")
    found = list(components(eido))
    ids = {one["$id"] for one in found}
    assert len(ids) == len(found) == 6
    for one in found:
        assert one["lastUpdateTimeStamp"]
        assert one["updatedByAgencyReference"]["$ref"] in ids
    incident = eido["incidentComponent"]
    assert incident["locationReference"][0]["$ref"] in ids
    assert incident["notesReference"][0]["$ref"] in ids
    assert (incident["internalIncidentId"], incident["incidentTypeCommonRegistryText"]) == (
        number,
        "NOISE",
    )


def test_place_and_words_are_as_typed_and_nobody_is_named(told):
    _, eido = told()
    [where], [note] = eido["locationComponent"], eido["notesComponent"]
    assert where["locationDescriptionText"] == "8 Mill <Lane>"
    point = ElementTree.fromstring(where["locationByValue"]).find(".//{*}pos")
    assert point.text == "41.5 -69.2"
    assert note["notesActionComments"] == "drums &amp; &lt;horns&gt;"
    assert "Barker" not in str(eido)


def test_how_far_it_is_and_how_it_ended(told, machine):
    number, _ = told()
    machine.post(f"/calls/{number}/assignment", {"units": ["2B10"], "status": "OS"})
    assert told()[1]["incidentComponent"]["incidentStatusCommonRegistryText"] == [
        "Active",
        "ResourcesAssigned",
        "ResourcesOnscene",
    ]
    machine.post(f"/calls/{number}/closure", {"disposition": "WARNING"})
    incident = told()[1]["incidentComponent"]
    assert incident["incidentStatusCommonRegistryText"] == ["Closed"]
    [ending] = incident["dispositionComponent"]
    assert ending["dispositionPrimaryIndicator"] is True
    assert ending["dispositionCommonRegistryCode"].isdigit()


class TestUnits:
    @pytest.fixture
    def units(self, told, machine):
        number, _ = told()

        def now(callsign="2B10", status=None):
            if status == "DP":
                machine.post(f"/calls/{number}/assignment", {"units": [callsign]})
            elif status:
                machine.post(f"/units/{callsign}/status", {"status": status})
            return told()[1]

        return now

    def test_those_on_the_call_have_their_statuses_by_both_registries(self, units):
        eido = units(status="DP")
        [unit] = eido["emergencyResourceComponent"]
        assert set(unit) >= REQUIRED_OF_A_RESOURCE
        assert unit["emergencyResourceName"] == "2B10"
        assert statuses(unit) == ("NotAvailable", ["Dispatched"], ["DP"])
        [unit] = units(status="OS")["emergencyResourceComponent"]
        assert statuses(unit) == ("NotAvailable", ["OnScene"], ["OS"])

    def test_one_that_can_be_sent_from_there_is_conditionally_available(self, units, cast):
        units(status="DP")
        cast.enter(cast.tess)
        told = {"by": cast.tess, "at": clock.real_now()}
        force.set_sendable(unit=cast.unit("2B10"), sendable=True, **told)
        [unit] = units()["emergencyResourceComponent"]
        assert statuses(unit) == ("ConditionallyAvailable", ["Dispatched"], ["DP"])

    def test_the_agencys_own_letters_stand_beside_the_registries(self, units, cast):
        cast.enter(cast.ada)
        force.set_letters(agency=cast.ab, letters={"DP": "10X"}, by=cast.ada, at=NOON)
        [unit] = units(status="DP")["emergencyResourceComponent"]
        assert statuses(unit) == ("NotAvailable", ["Dispatched"], ["10X"])

    def test_it_is_said_who_sent_it_and_every_reference_leads_somewhere(self, units):
        eido = units(status="DP")
        [sent], [unit] = eido["dispatchComponent"], eido["emergencyResourceComponent"]
        assert sent["emergencyResourceReference"] == [{"$ref": unit["$id"]}]
        ids = [one["$id"] for one in components(eido)]
        assert len(ids) == len(set(ids))
        assert {one["$ref"] for one in references(eido)} <= set(ids)

    def test_nobody_is_there_before_it_is_sent_or_after_it_left(self, units, told, machine):
        assert units()["emergencyResourceComponent"] == []
        units(status="DP")
        units(status="OS")
        number, _ = told()
        machine.post(f"/calls/{number}/closure", {"disposition": "WARNING"})
        assert units()["emergencyResourceComponent"] == []

    def test_each_more_costs_no_more_questions(self, units):
        units(status="DP")
        with CaptureQueriesContext(connection) as one:
            units()
        units("2C10", "DP")
        with CaptureQueriesContext(connection) as two:
            assert len(units()["emergencyResourceComponent"]) == 2
        assert len(two) == len(one)

    def test_the_agency_of_a_unit_from_next_door_is_named(self, cast):
        cast.enter(by := cast.system("AB", "MB"))
        taken = calls.take_call(
            agency=cast.ab, call_type=cast.call_type("NOISE"), location=PLACE, by=by, at=NOON
        )
        nora = cast.unit("M1A1")
        calls.assign_units(call=taken, units=[nora], by=by, at=NOON)
        sent = force_queries.assignments_of(taken.pk)
        told = documents.of_call(taken, sent, issuer="ab.example", at=NOON)
        ours, theirs = told["agencyComponent"]
        assert ours["incidentOwningAgencyIndicator"] is True
        assert theirs["incidentOwningAgencyIndicator"] is False
        assert theirs["agencyRoleDescriptionRegistryText"] == ["Dispatched"]
        assert told["dispatchComponent"][0]["agencyReference"] == {"$ref": theirs["$id"]}


def statuses(unit):
    primary, secondary = "primaryUnitStatusRegistryText", "secondaryUnitStatusRegistryText"
    return unit[primary], unit[secondary], unit["unitStatusInternal"]


def references(value):
    if isinstance(value, dict):
        if "$ref" in value:
            yield value
        value = list(value.values())
    for each in value if isinstance(value, list) else []:
        yield from references(each)
