"""A machine takes a call, asks who should go, sends a unit, follows it and closes the call."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beatbook.contract.access import Permission
from beatbook.contract.values import MemberClass, UnitKind
from beatbook.core import clock
from beatbook.duties.calls.models import Call
from beatbook.ground.agency import commands, queries
from beatbook.ground.force import commands as force
from beatbook.ground.journal import scope
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.vocabulary import AlertKind
from tests.cast import NOON

ALL = (
    Permission.CALL_READ,
    Permission.CALL_TAKE,
    Permission.CALL_DISPATCH,
    Permission.CALL_CLOSE,
    Permission.CALL_OVERRIDE,
    Permission.CASE_NUMBER_DRAW,
    Permission.CASE_NUMBER_VOID,
    Permission.UNIT_READ,
    Permission.UNIT_STATUS,
)


def token(agency, *permissions, lifetime=timedelta(hours=1)):
    with scope.within([agency.pk]):
        _, secret = commands.create_token(
            agency=agency,
            name="records bridge",
            permissions=permissions,
            lifetime=lifetime,
            by=queries.system("test", [agency]),
            at=clock.real_now(),
        )
    return secret


class Machine:
    def __init__(self, secret):
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})

    def get(self, path, **query):
        answer = self.client.get(f"/api/v1{path}", query)
        return answer.status_code, answer.json()

    def post(self, path, body, **headers):
        answer = self.client.post(
            f"/api/v1{path}", body, content_type="application/json", headers=headers
        )
        return answer.status_code, answer.json()


@pytest.fixture
def machine(cast):
    return Machine(token(cast.ab, *ALL))


@pytest.fixture
def number(machine):
    status, body = machine.post("/calls", {"call_type": "noise", "location": "the old mill"})
    assert status == 201
    return body["number"]


def test_a_call_from_taking_to_closing(machine, number):
    assert machine.post(f"/calls/{number}/assignment", {"units": ["2b10"]})[0] == 200
    assert machine.post("/units/2B10/status", {"status": "OS"})[0] == 200
    status, body = machine.post(f"/calls/{number}/closure", {"disposition": "WARNING"})
    assert (status, body["message"]) == (200, f"{number} closed: Written warning.")
    _, detail = machine.get(f"/calls/{number}")
    assert [line["text"] for line in detail["chronology"]] == [
        "took the call: Noise complaint at the old mill",
        "assigned 2B10 as the primary unit",
        "2B10 on scene",
        "released 2B10",
        "closed the call: Written warning",
    ]


def test_the_list_is_newest_first_and_pages_by_key(machine):
    numbers = [
        machine.post("/calls", {"call_type": "NOISE", "location": "here"})[1]["number"]
        for _ in range(5)
    ]
    _, first = machine.get("/calls", size=3)
    _, second = machine.get("/calls", size=3, after=first["next"])
    seen = [call["number"] for call in first["calls"] + second["calls"]]
    assert (seen, second["next"]) == (numbers[::-1], None)


def test_every_unit_on_duty_is_ranked_with_its_reason(machine, number):
    _, ranked = machine.get(f"/calls/{number}/recommendation")
    assert len(ranked) == 24
    volunteer = next(one for one in ranked if one["callsign"] == "3V10")
    assert (volunteer["able"], volunteer["reason"]) == (
        False,
        "volunteer: must not go to this kind of call · the place is not on the map yet",
    )


def test_who_must_not_go_goes_only_for_a_reason(machine, number):
    status, body = machine.post(f"/calls/{number}/assignment", {"units": ["3V10"]})
    assert (status, body["field"]) == (422, "override")
    wanted = {"units": ["3V10"], "override": "L"}
    assert machine.post(f"/calls/{number}/assignment", wanted)[0] == 200
    _, detail = machine.get(f"/calls/{number}")
    assert [line["text"] for line in detail["chronology"]][1:] == [
        "assigned 3V10 as the primary unit",
        "sent 3V10 against the rule (class:volunteer): life in danger",
    ]


def test_a_case_number_is_drawn_noted_and_voided(machine, number):
    path = f"/calls/{number}/case-numbers"
    status, drawn = machine.post(path, {})
    assert (status, drawn) == machine.post(path, {})
    assert drawn["message"] == f"{number} has the case number {drawn['case_number']}."
    _, noted = machine.post(path, {"case_number": "cr26-7", "issued_by": "Alder County Sheriff"})
    assert noted["case_number"] == "CR26-7 (Alder County Sheriff)"
    both = [drawn["case_number"], noted["case_number"]]
    assert machine.get("/calls")[1]["calls"][0]["case_numbers"] == both
    voiding = {"case_number": drawn["case_number"], "reason": "two calls about one thing"}
    assert machine.post(f"{path}/voiding", voiding)[0] == 200
    _, detail = machine.get(f"/calls/{number}")
    assert [(one["number"], one["voided_why"]) for one in detail["case_numbers"]] == [
        (drawn["case_number"], "two calls about one thing"),
        ("CR26-7", ""),
    ]


def test_a_case_number_of_nobody_or_that_is_not_there_is_refused(machine, number):
    path = f"/calls/{number}/case-numbers"
    status, body = machine.post(path, {"case_number": "CR26-7"})
    assert (status, body["field"]) == (422, "issued_by")
    status, body = machine.post(f"{path}/voiding", {"case_number": "26-9", "reason": "why not"})
    assert (status, body["message"]) == (422, f"{number} has no case number 26-9.")


def test_the_second_arrival_gets_the_first_answer(machine):
    body = {"call_type": "NOISE", "location": "here"}
    identity = str(uuid.uuid4())
    first = machine.post("/calls", body, **{"Command-Id": identity})
    second = machine.post("/calls", body, **{"Command-Id": identity})
    assert (first, Call.objects.count()) == (second, 1)


def test_another_body_under_the_same_id_is_a_conflict(machine):
    identity = str(uuid.uuid4())
    machine.post("/calls", {"call_type": "NOISE", "location": "here"}, **{"Command-Id": identity})
    status, body = machine.post(
        "/calls", {"call_type": "NOISE", "location": "there"}, **{"Command-Id": identity}
    )
    assert (status, Call.objects.count()) == (409, 1)
    assert body["message"].startswith("This command id was used before")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"call_type": "NOISE"}, "location: Field required."),
        ({"call_type": "NOPE", "location": "here"}, "There is no NOPE in this agency."),
        ({"call_type": "NOISE", "location": "  "}, "Where is it?"),
        ({"call_type": "NOISE", "location": "x", "lat": 91, "lon": 0}, "less than or equal to 90"),
    ],
)
def test_bad_input_is_refused_in_words(machine, body, sentence):
    status, answer = machine.post("/calls", body)
    assert status == 422
    assert sentence in answer["message"]
    assert not Call.objects.exists()


def test_an_unavailable_unit_is_not_sent(machine, number):
    machine.post("/units/2B10/status", {"status": "BZ", "reason": "report"})
    status, body = machine.post(f"/calls/{number}/assignment", {"units": ["2B10"]})
    assert (status, body["message"]) == (422, "2B10 is busy (report) and cannot be sent.")


def test_a_token_does_only_what_it_holds(cast, number):
    reader = Machine(token(cast.ab, Permission.CALL_READ))
    assert reader.get(f"/calls/{number}")[0] == 200
    status, body = reader.post("/calls", {"call_type": "NOISE", "location": "here"})
    assert (status, body["message"]) == (403, "This token does not hold call:take.")


def test_the_neighbor_s_token_finds_nothing(cast, number):
    neighbor = Machine(token(cast.mb, *ALL))
    assert neighbor.get(f"/calls/{number}")[0] == 404
    assert neighbor.get("/calls")[1]["calls"] == []
    assert neighbor.post("/units/2B10/status", {"status": "BZ", "reason": "x"})[0] == 404


def test_an_expired_token_and_a_session_are_no_way_in(cast):
    expired = Machine(token(cast.ab, *ALL, lifetime=timedelta(seconds=-1)))
    assert expired.get("/calls")[0] == 401
    browser = Client()
    browser.force_login(cast.members["tess"], "beatbook.ground.agency.sign_in.MemberBackend")
    assert browser.get("/api/v1/calls").status_code == 401


def test_it_describes_itself(client, db):
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) >= {"/api/v1/calls", "/api/v1/units", "/positions", "/feed"}


def queries_of(job):
    with CaptureQueriesContext(connection) as captured:
        assert job()[0] == 200
    return len(captured)


def test_a_list_of_calls_costs_the_same_for_one_and_for_many(machine, number):
    one = queries_of(lambda: machine.get("/calls"))
    for _ in range(4):
        machine.post("/calls", {"call_type": "NOISE", "location": "here"})
    assert queries_of(lambda: machine.get("/calls")) == one


def test_a_list_of_units_costs_the_same_for_many_and_for_more(machine, cast):
    many = queries_of(lambda: machine.get("/units"))
    cast.enter(cast.tess)
    force.create_unit(
        agency=cast.ab,
        callsign="9A99",
        kind=UnitKind.CAR,
        member_class=MemberClass.NON_SWORN,
        by=cast.rosa,
        at=NOON,
    )
    assert queries_of(lambda: machine.get("/units")) == many


TAKEN = {"call_type": "NOISE", "location": "here"}


def test_a_character_that_cannot_be_kept_is_refused_in_words(machine):
    status, problem = machine.post("/calls", TAKEN | {"location": "here\0"})
    assert (status, problem["message"]) == (
        422,
        "Something in the request cannot be kept, such as a character with the code 0.",
    )


def test_a_body_that_is_no_json_is_refused_like_everything_else(machine):
    answer = machine.client.post("/api/v1/calls", "NOISE", content_type="text/plain")
    assert (answer.status_code, answer.json()) == (
        400,
        {"message": "The body of the request cannot be read: send JSON.", "field": None},
    )


def test_a_command_id_that_is_none_is_named(machine):
    status, problem = machine.post("/calls", TAKEN, **{"Command-Id": "nope"})
    assert (status, problem["field"]) == (422, "Command-Id")


def test_a_unit_that_does_not_exist_is_named_before_any_is_sent(machine, number):
    status, problem = machine.post(f"/calls/{number}/assignment", {"units": ["2B10", "9Z99"]})
    assert (status, problem["message"]) == (422, "There is no unit 9Z99.")
    assert machine.get(f"/calls/{number}")[1]["units"] == []


def test_a_unit_tells_the_id_that_positions_are_sent_with(machine, cast):
    ids = {unit["callsign"]: unit["id"] for unit in machine.get("/units")[1]}
    cast.enter(cast.tess)
    assert ids["2B10"] == cast.unit("2B10").pk


class TestWhatNoOperationAnswers:
    """A program reads the answer, whatever went wrong."""

    @pytest.mark.parametrize("path", ["/cals", "/calls/", "/calls/1/2/3", "/"])
    def test_an_address_there_is_not(self, machine, path):
        assert machine.get(path) == (
            404,
            {
                "message": "There is nothing at this address. "
                "/api/v1/openapi.json describes every operation.",
                "field": None,
            },
        )

    def test_a_method_that_is_not_answered(self, machine):
        answer = machine.client.delete("/api/v1/calls")
        said = "This address does not answer DELETE, only GET, POST."
        assert (answer.status_code, answer.json()["message"]) == (405, said)
        assert answer.headers["Allow"] == "GET, POST"

    def test_a_body_beyond_all_measure(self, machine):
        body = {"call_type": "NOISE", "location": "here", "notes": "x" * 3_000_000}
        status, problem = machine.post("/calls", body)
        assert (status, problem["message"]) == (
            413,
            "The body is too large: at most 2,621,440 bytes.",
        )

    def test_a_person_still_gets_a_page(self, client, db):
        assert client.get("/nowhere/").headers["Content-Type"].startswith("text/html")


def test_alerts_in_force_are_read_and_the_neighbor_s_are_not(cast):
    particulars = registry.Particulars(text="White Civic", source="Sheriff", plate="4ABC123 CA")
    told = {"agency": cast.ab, "kind": AlertKind.BOLO, "by": cast.tess, "at": clock.real_now()}
    issued = registry.issue_alert(said=particulars, **told)
    status, [alert] = Machine(token(cast.ab, Permission.ALERT_READ)).get("/alerts")
    assert (status, alert["id"], alert["plate"]) == (200, issued.pk, "4ABC123")
    assert Machine(token(cast.mb, Permission.ALERT_READ)).get("/alerts") == (200, [])


class TestDanger:
    def test_a_call_is_raised_others_are_asked_and_it_is_taken_back(self, machine, cast):
        taken = {"call_type": "NOISE", "location": "Mill Lane"}
        path = f"/calls/{machine.post('/calls', taken)[1]['number']}"
        assert machine.post(f"{path}/flags", {"flag": "weapon"})[0] == 200
        came = {"service": "police", "state": "accepted", "who": "Unit 12", "number": "26-1"}
        assert machine.post(f"{path}/requests", came)[0] == 200
        [police] = machine.get(path)[1]["requests"]
        assert (police["state"], police["their_number"]) == ("accepted", "26-1")
        toy = {"flag": "weapon", "reason": "a toy"}
        assert "taken back" in machine.post(f"{path}/flags", toy)[1]["message"]
        canceled = {"service": "police", "state": "canceled"}
        assert machine.post(f"{path}/requests", canceled)[0] == 422
