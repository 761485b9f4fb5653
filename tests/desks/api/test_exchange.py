"""Another center's CAD sends a call, as EIDO JSON or in our own shape."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatbook.contract.access import Permission
from beatbook.contract.values import Point
from beatbook.desks.api import arrivals
from beatbook.duties.calls import commands
from beatbook.duties.calls.queries import eido
from beatbook.ground.registry.commands import Location
from tests.cast import NOON
from tests.desks.api.test_api import ALL, Machine, token

OWN = {
    "center": "Alder County 911",
    "their_number": "2026-0004711",
    "location": "the old mill",
    "call_type": "NOISE",
    "received_at": "2026-06-15T11:57:00-04:00",
    "notes": ["drums", " "],
}
CARD = ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "Alder County 911"]]]
CIVIC = """<presence xmlns="urn:ietf:params:xml:ns:pidf"><civicAddress
 xmlns="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"><A3>Alder Bay</A3><PRD>N</PRD>
<RD>Castle</RD><STS>St</STS><HNO>1925</HNO></civicAddress></presence>"""


def document(**changes):
    return {
        "$id": "eido.county.example:4711:3",
        "lastUpdateTimeStamp": "2026-06-15T12:00:00-04:00",
        "updatedByAgencyReference": {"$ref": "county.example"},
        "agencyComponent": [{"$id": "county.example", "agencyJcard": json.dumps(CARD)}],
        "incidentComponent": {
            "$id": "incident.county.example:4711",
            "internalIncidentId": "2026-0004711",
            "incidentTypeCommonRegistryText": "NOISE",
            "incidentTypeInternalText": "Loud party",
            "incidentStatusCommonRegistryText": ["Active"],
            "locationReference": [{"$ref": "here"}],
        },
        "callComponent": [{"callStartTimestamp": "2026-06-15T11:57:00-04:00"}],
        "callbackComponent": [{"callBackInformationUri": ["tel:+14105550100"]}],
        "locationComponent": [
            {"$id": "there", "locationDescriptionText": "the tower"},
            {"$id": "here", "locationByValue": CIVIC},
        ],
        "notesComponent": [{"$id": "n1", "notesActionComments": "<p>drums &amp;<br>horns</p>"}],
    } | changes


@pytest.fixture
def machine(cast):
    return Machine(token(cast.ab, *ALL, Permission.CALL_NOTE))


class TestInOurShape:
    def test_it_is_taken_once_and_both_numbers_are_told(self, machine):
        status, body = machine.post("/exchange/calls", OWN)
        assert (status, body["outcome"], body["their_number"]) == (201, "taken", "2026-0004711")
        again = machine.post("/exchange/calls", OWN)
        assert (again[0], again[1]["outcome"], again[1]["number"]) == (
            200,
            "unchanged",
            body["number"],
        )
        _, call = machine.get(f"/calls/{body['number']}")
        assert call["location"] == "the old mill"
        assert call["lat"] is None

    def test_everything_that_is_wrong_is_named_by_its_path(self, machine):
        wrong = OWN | {"their_number": "", "lat": 91, "notes": ["fine", 7]}
        status, body = machine.post("/exchange/calls", wrong)
        assert status == 422
        assert [one["path"] for one in body["errors"]] == ["$.their_number", "$.lat", "$.notes[1]"]

    @pytest.mark.parametrize("path", ["/exchange/calls", "/exchange/eido"])
    def test_a_token_needs_to_take_calls_in_that_agency(self, cast, machine, path):
        wanted = {"/exchange/calls": OWN, "/exchange/eido": document()}[path]
        assert Machine(token(cast.ab, Permission.CALL_READ)).post(path, wanted)[0] == 403
        neighbor = Machine(token(cast.mb, *ALL, Permission.CALL_NOTE))
        theirs = neighbor.post(path, wanted)[1]["number"]
        assert neighbor.post("/exchange/calls", OWN | {"agency": "AB"})[0] == 404
        ours = machine.post(path, wanted)
        assert (ours[0], ours[1]["number"] == theirs) == (201, False)
        assert neighbor.get(f"/calls/{ours[1]['number']}")[0] == 404


class TestAsEido:
    def test_what_is_read_of_it(self):
        told = arrivals.read_eido(document())
        assert told == commands.Arrival(
            center="Alder County 911",
            number="2026-0004711",
            location="1925 N Castle St, Alder Bay",
            eido="NOISE",
            kind="Loud party",
            callback="+14105550100",
            status="Active",
            received_at=NOON - timedelta(minutes=3),
            sent_at=NOON,
            tracking="incident.county.example:4711",
            notes=(commands.Said(key="n1", text="drums &\nhorns"),),
        )

    def test_number_and_sender_are_enough(self):
        least = {
            "issuingElementIdentification": "cad.county.example",
            "incidentComponent": {"internalIncidentId": "7"},
        }
        told = arrivals.read_eido(least)
        assert (told.center, told.location) == ("cad.county.example", "unknown yet")

    @pytest.mark.parametrize(
        ("changes", "path"),
        [
            ({"incidentComponent": None}, "$.incidentComponent"),
            ({"incidentComponent": {}}, "$.incidentComponent.internalIncidentId"),
            (
                {"incidentComponent": {"internalIncidentId": 7}},
                "$.incidentComponent.internalIncidentId",
            ),
            ({"lastUpdateTimeStamp": "noon"}, "$.lastUpdateTimeStamp"),
            ({"lastUpdateTimeStamp": "2026-06-15T12:00:00"}, "$.lastUpdateTimeStamp"),
            ({"notesComponent": {}}, None),
            ({"notesComponent": "drums"}, "$.notesComponent"),
            ({"notesComponent": ["drums"]}, "$.notesComponent[0]"),
            (
                {"notesComponent": [{"notesActionComments": 7}]},
                "$.notesComponent[0].notesActionComments",
            ),
            (
                {"locationComponent": [{"locationByValue": "<here"}]},
                "$.locationComponent[0].locationByValue",
            ),
            (
                {"locationComponent": [{"locationByValue": "<a><pos>91 0</pos></a>"}]},
                "$.locationComponent[0].locationByValue",
            ),
            (
                {"locationComponent": [{"locationByValue": "<!DOCTYPE a><a/>"}]},
                "$.locationComponent[0].locationByValue",
            ),
            (
                {"callbackComponent": [{"callBackInformationUri": "tel:1"}]},
                "$.callbackComponent[0].callBackInformationUri",
            ),
            (
                {"updatedByAgencyReference": None, "agencyComponent": []},
                "$.updatedByAgencyReference",
            ),
        ],
        ids=str,
    )
    def test_what_is_wrong_is_named_by_its_path(self, changes, path):
        if path is None:
            assert arrivals.read_eido(document(**changes)).notes == ()
            return
        with pytest.raises(arrivals.Unreadable) as refusal:
            arrivals.read_eido(document(**changes))
        assert [one["path"] for one in refusal.value.errors] == [path]

    def test_it_is_refused_with_every_error(self, machine):
        wrong = document(lastUpdateTimeStamp="noon", notesComponent=["drums"])
        status, body = machine.post("/exchange/eido", wrong)
        assert status == 422
        assert sorted(one["path"] for one in body["errors"]) == [
            "$.lastUpdateTimeStamp",
            "$.notesComponent[0]",
        ]
        assert machine.post("/exchange/eido", [])[0] == 422

    def test_a_place_that_no_map_knows_is_kept_as_typed(self, machine):
        status, body = machine.post("/exchange/eido", document())
        assert status == 201
        _, call = machine.get(f"/calls/{body['number']}")
        assert (call["location"], call["callback"]) == ("1925 N Castle St, Alder Bay", "")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
DEGREES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    words=st.lists(WORDS, min_size=1, max_size=4)
    .map(" ".join)
    .filter(lambda text: len(text) < 300),
    notes=st.lists(WORDS, max_size=3),
    where=st.none() | DEGREES,
)
def test_what_we_send_as_eido_comes_back_the_same(cast, words, notes, where):
    """Our own document, sent to the neighbor, is the same call there."""
    cast.enter(cast.tess)
    told = {"by": cast.tess, "at": NOON}
    place = Location(words, Point(*where) if where else None)
    call = commands.take_call(
        agency=cast.ab, call_type=cast.call_type("NOISE"), location=place, **told
    )
    for text in notes:
        commands.add_note(call=call, text=text, **told)
    sent = json.loads(json.dumps(eido.of_call(call, [], issuer="ab.example", at=NOON)))
    back = arrivals.read_eido(sent)
    assert (back.number, back.location) == (call.incident.number, words)
    assert (back.lat, back.lon) == (where or (None, None))
    assert (back.call_type, back.eido, back.kind) == ("NOISE", "NOISE", "Noise complaint")
    assert [one.text for one in back.notes] == notes
    assert (back.received_at, back.sent_at) == (NOON, NOON)
    assert (back.center, back.status) == ("ab.example:agency:AB", "Active")


class TestWhatGoesBack:
    @pytest.fixture
    def came(self, machine):
        return machine.post("/exchange/calls", OWN)[1]["number"]

    def test_status_units_and_ending_by_their_number(self, machine, came):
        asked = {"center": "alder county 911", "number": OWN["their_number"]}
        status, told = machine.get("/exchange/calls", **asked)
        assert (status, told["number"], told["status"]) == (200, came, "received")
        machine.post(f"/calls/{came}/assignment", {"units": ["2B10"], "status": "OS"})
        told = machine.get("/exchange/calls", **asked)[1]
        [unit] = told["units"]
        assert (told["status"], unit["callsign"], unit["cleared_at"]) == ("on_scene", "2B10", None)
        machine.post(f"/calls/{came}/closure", {"disposition": "WARNING"})
        told = machine.get("/exchange/calls", **asked)[1]
        assert told["status"] == "closed"
        assert [one["code"] for one in told["dispositions"]] == ["WARNING"]

    def test_the_same_as_eido_names_their_incident(self, machine):
        number = machine.post("/exchange/eido", document())[1]["number"]
        asked = {"center": "Alder County 911", "number": "2026-0004711"}
        told = machine.get("/exchange/eido", **asked)[1]
        assert told["incidentComponent"]["internalIncidentId"] == number
        [link] = told["linkComponent"]
        assert link["incidentTrackingIdentifier"] == "incident.county.example:4711"
        [called] = told["callComponent"]
        assert arrivals.read_eido(told).received_at == NOON - timedelta(minutes=3), called

    def test_the_neighbor_and_another_center_find_nothing(self, cast, machine, came):
        asked = {"center": OWN["center"], "number": OWN["their_number"]}
        for path in ("/exchange/calls", "/exchange/eido"):
            assert Machine(token(cast.mb, *ALL)).get(path, **asked)[0] == 404
            assert machine.get(path, center="State Police", number=asked["number"])[0] == 404

    def test_a_call_is_handed_on(self, machine, came):
        said = {"center": "State Police", "means": "cad", "said": "theirs", "disposition": "POLICE"}
        status, body = machine.post(f"/calls/{came}/transfer", said)
        assert (status, body["message"]) == (
            200,
            f"{came} transferred to State Police, by CAD.",
        )
        asked = {"center": OWN["center"], "number": OWN["their_number"]}
        assert machine.get("/exchange/calls", **asked)[1]["status"] == "transferred"
        assert machine.post(f"/calls/{came}/transfer", said)[0] == 422
