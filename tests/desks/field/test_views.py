"""What an officer's page is delivered with: my unit, my agency's rows, my call and nothing else."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beatbook.desks.field import queries
from beatbook.duties.calls import commands
from beatbook.duties.calls.vocabulary import Plan
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import LastPosition
from beatbook.ground.journal import scope
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.vocabulary import PremiseNoteKind
from tests.cast import CASTLE_STREET, NOON


def phone(cast, username, **headers):
    cast.enter(cast.principals[username])
    client = Client(headers=headers)
    client.force_login(cast.members[username])
    return client


def page_of(cast, username):
    return phone(cast, username).get("/field/")


def data_of(page, name):
    found = re.search(
        rf'<script id="{name}" type="application/json">(.*?)</script>', page.text, re.S
    )
    assert found
    return json.loads(found[1])


def asked(cast, username, path):
    return phone(cast, username, Accept="application/json").get(path)


@pytest.fixture
def call(cast):
    """A call that 2B10 has been sent to."""
    taken = commands.take_call(
        agency=cast.ab,
        call_type=cast.call_type("VANDALISM"),
        location=CASTLE_STREET,
        note="Two people with backpacks.",
        by=cast.tess,
        at=NOON,
    )
    units = [cast.unit("2B10")]
    commands.assign_units(call=taken, units=units, by=cast.tess, at=NOON + timedelta(minutes=1))
    return taken


def test_my_page_begins_with_my_unit_the_rows_of_my_agency_and_a_cursor(cast, call):
    page = page_of(cast, "jun")
    state, book = data_of(page, "state"), data_of(page, "book")
    unit = next(one["row"] for one in state["units"] if one["row"]["callsign"] == "2B10")
    assert page.status_code == 200
    assert state["me"] == {"member": cast.jun.member_id, "unit": unit["id"]}
    assert state["cursor"]
    assert (unit["call"], unit["status"]) == (call.incident.number, "DP")
    assert [one["key"] for one in state["calls"]] == [call.incident.number]
    assert book["urls"]["status"] == f"/units/{unit['id']}/status/"
    assert book["order"]["on_call"]["DP"] == ["ER", "OS", "ST", "TR"]


def test_a_neighbor_sees_her_own_unit_and_nothing_of_the_other_agency(cast, call):
    page = page_of(cast, "nora")
    assert {one["row"]["agency"] for one in data_of(page, "state")["units"]} == {"MB"}
    assert data_of(page, "state")["calls"] == []
    for secret in ("2B10", call.incident.number, "North Castle", "Alder Bay"):
        assert secret not in page.text


def test_whoever_crews_no_unit_is_told_what_to_do(cast, call):
    page = page_of(cast, "rosa")
    assert page.status_code == 200
    assert "You are not on a unit" in page.text
    assert "Ask your sergeant or the dispatcher" in page.text
    assert data_of(page, "state")["me"]["unit"] is None
    assert data_of(page, "state")["calls"] == []


def test_a_sergeant_who_crews_a_unit_has_the_same_screen(cast):
    with scope.within([cast.ab.pk]):
        unit = cast.unit("4S10")
        rosa = cast.members["rosa"]
        force.put_on_duty(unit=unit, members=[rosa], by=cast.rosa, at=NOON + timedelta(hours=1))
    assert data_of(page_of(cast, "rosa"), "state")["me"]["unit"] == unit.pk


def test_a_role_without_a_unit_of_its_own_has_no_such_screen(cast):
    assert page_of(cast, "tess").status_code == 403
    assert Client().get("/field/").headers["Location"] == "/sign-in/?next=/field/"


def test_the_record_of_my_call_says_what_is_known_of_it(cast, call):
    answer = asked(cast, "jun", "/field/call.json").json()
    assert answer["number"] == call.incident.number
    assert [line["text"] for line in answer["chronology"] if line["kind"] == "note"] == [
        "Two people with backpacks."
    ]
    assert [sent["callsign"] for sent in answer["units"]] == ["2B10"]
    assert (answer["corner"], answer["usual"]) == ("", [])


def test_there_is_no_record_without_a_call_of_my_own(cast, call):
    for username in ("nora", "rosa"):
        assert asked(cast, username, "/field/call.json").status_code == 404
        assert asked(cast, username, "/field/route.json").status_code == 404


def test_without_a_map_or_a_position_the_way_says_why_there_is_none(cast, call):
    unit = cast.unit("2B10")
    answer = asked(cast, "jun", "/field/route.json").json()
    assert answer == {
        "ok": False,
        "message": "Your position is not known yet, or the call is not on the map.",
    }
    LastPosition.objects.create(
        unit=unit, agency=cast.ab, lat=41.5, lon=-69.2, at=NOON, received=NOON
    )
    answer = asked(cast, "jun", "/field/route.json").json()
    assert answer == {"ok": False, "message": "There is no map, so there are no travel times."}


def test_the_usual_endings_of_such_a_call_come_first(cast, call):
    for code in ("CANCELED", "PHONE", "PHONE"):
        ended = commands.take_call(
            agency=cast.ab,
            call_type=cast.call_type("VANDALISM"),
            location=CASTLE_STREET,
            by=cast.tess,
            at=NOON,
        )
        disposition = cast.disposition(code)
        commands.close_call(call=ended, disposition=disposition, by=cast.tess, at=NOON)
    other = commands.take_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=CASTLE_STREET,
        by=cast.tess,
        at=NOON,
    )
    police = cast.disposition("POLICE")
    commands.close_call(call=other, disposition=police, by=cast.tess, at=NOON)
    assert queries.usual_dispositions(call) == ["PHONE", "CANCELED"]


def test_the_page_costs_the_same_however_much_is_going_on(cast, call):
    page_of(cast, "jun")  # the beats are kept in memory from the first page on
    with CaptureQueriesContext(connection) as quiet:
        page_of(cast, "jun")
    cast.enter(cast.tess)
    for _ in range(8):
        commands.take_call(
            agency=cast.ab,
            call_type=cast.call_type("NOISE"),
            location=CASTLE_STREET,
            by=cast.tess,
            at=NOON,
        )
    with CaptureQueriesContext(connection) as busy:
        page_of(cast, "jun")
    assert len(busy) == len(quiet)
    assert len(busy) <= 52


def test_the_history_of_my_place_leaves_out_what_i_may_not_know(cast, call):
    """Earlier calls and notes; not the restricted call, and who called only to those who may."""
    told = {"agency": cast.ab, "location": CASTLE_STREET, "by": cast.tess, "at": NOON}
    registry.add_premise_note(
        kind=PremiseNoteKind.ACCESS, text="Gate 4471.", verified_on=NOON.date(), **told
    )
    noise = cast.call_type("NOISE")
    commands.take_call(
        call_type=noise, note="Drums.", caller="A. Romero", callback="555-0100", **told
    )
    runaway = commands.configure_call_type(
        agency=cast.ab,
        plan=Plan(
            code="RUNAWAY", name="Runaway", priority=2, target_s=300, need_to_know="juvenile"
        ),
        by=cast.ada,
        at=NOON,
    )
    cleared = cast.enter(cast.cleared("rosa", "juvenile"))
    commands.take_call(call_type=runaway, note="13 years old", **told | {"by": cleared})
    page = phone(cast, "jun").get("/field/place/").text
    assert "Gate 4471." in page
    assert "Noise complaint" in page
    assert "Drums." in page
    for secret in ("A. Romero", "555-0100", "13 years old"):
        assert secret not in page
    assert queries.place(cast.rosa, call)["names_callers"]
    assert phone(cast, "nora").get("/field/place/").status_code == 302


def test_the_history_of_a_place_costs_the_same_however_long_it_is(cast, call):
    told = {"agency": cast.ab, "location": CASTLE_STREET, "by": cast.tess, "at": NOON}
    client = phone(cast, "jun")
    counts = []
    for many in (1, 4):
        for _ in range(many):
            commands.take_call(call_type=cast.call_type("NOISE"), note="Drums.", **told)
        with CaptureQueriesContext(connection) as asked_for:
            client.get("/field/place/")
        counts.append(len(asked_for))
    assert counts[0] == counts[1]
