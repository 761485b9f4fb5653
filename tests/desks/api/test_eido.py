"""A call as NENA's EIDO JSON describes it: every component has its prologue."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from beatbook.contract.access import Permission
from tests.desks.api.test_api import ALL, Machine, token


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
