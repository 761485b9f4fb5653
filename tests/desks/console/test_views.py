"""The console's pages over HTTP: who gets them, what they start with, where the commands go."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from beatbook.contract.access import Principal
from beatbook.core import clock
from beatbook.desks.console import grammar, queries
from beatbook.duties.calls import commands as calls
from beatbook.ground.journal import cursor
from tests.cast import CASTLE_STREET, NOON, Cast

BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"
EXAMPLE = {"call.number": "A26-000001", "unit.id": "7", "unit.call": "A26-000001"}


def signed_in(cast: Cast, username: str) -> Client:
    cast.enter(cast.principals[username])
    client = Client()
    client.force_login(cast.members[username], BACKEND)
    return client


@pytest.fixture
def client(cast: Cast) -> Client:
    return signed_in(cast, "tess")


def data(page: bytes, name: str) -> dict:
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>'.encode(), page)
    assert found
    return json.loads(found[1])


def take_call(cast: Cast, by: Principal, agency: str) -> str:
    cast.enter(by)
    call = calls.take_call(
        agency=cast.agencies[agency],
        call_type=cast.call_type("NOISE", agency),
        location=CASTLE_STREET,
        by=by,
        at=NOON,
    )
    return call.incident.number


def test_the_page_starts_with_the_calls_one_may_see_and_no_others(
    client: Client, cast: Cast
) -> None:
    mine = take_call(cast, cast.tess, "AB")
    take_call(cast, cast.cory, "MB")
    state = data(client.get("/dispatch/").content, "state")
    assert [patch["key"] for patch in state["calls"]] == [mine]
    assert {patch["row"]["agency"] for patch in state["units"]} == {"AB"}


def test_who_begins_again_gets_the_rows_of_the_page_alone(client: Client, cast: Cast) -> None:
    take_call(cast, cast.tess, "AB")
    take_call(cast, cast.cory, "MB")
    cast.enter(cast.tess)
    for page, snapshot in [("/dispatch/", "console_snapshot"), ("/wall/", "wall_snapshot")]:
        shown = data(client.get(page).content, "state")
        fresh = client.get(reverse(snapshot)).json()
        assert cursor.open(fresh.pop("cursor")) == cursor.open(shown.pop("cursor"))
        assert fresh.pop("clock")["rate"] == shown.pop("clock")["rate"]
        assert fresh == shown


def test_a_snapshot_costs_the_same_queries_however_full_the_board(
    client: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    take_call(cast, cast.tess, "AB")
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("console_snapshot"))
    for _ in range(5):
        take_call(cast, cast.tess, "AB")
    with django_assert_num_queries(len(few)):
        client.get(reverse("console_snapshot"))


def test_the_cursor_is_read_before_the_rows(client: Client, cast: Cast) -> None:
    state = data(client.get("/dispatch/").content, "state")
    assert cursor.open(state["cursor"]) == cursor.latest_position()


def test_the_page_brings_its_clock_as_it_runs_now(cast: Cast) -> None:
    training = clock.OperationalClock(10.0, clock.real_now(), NOON)
    state = queries.page_state(training)
    assert state["clock"]["rate"] == 10.0
    assert state["clock"]["operational"].startswith("2026-06-15T16:00")


def test_a_center_is_given_the_agencies_it_takes_calls_for(cast: Cast) -> None:
    cast.enter(cast.cory)
    book = queries.book(cast.cory)
    assert [agency["code"] for agency in book["agencies"]] == ["AB", "AC", "MB"]
    assert sorted(book["grants"]) == ["AB", "AC", "MB"]
    codes = [one["code"] for one in book["types"]]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    "page", ["console", "console_commands", "console_figures", "console_snapshot"]
)
@pytest.mark.parametrize("username", ["nora", "jun", "carl", "audrey"])
def test_the_desk_is_for_who_dispatches(cast: Cast, page: str, username: str) -> None:
    assert signed_in(cast, username).get(reverse(page)).status_code == 403


def test_signed_out_one_is_asked_to_sign_in(cast: Cast) -> None:
    assert Client().get("/dispatch/").url == "/sign-in/?next=/dispatch/"


def test_the_median_is_unknown_until_a_unit_was_sent(client: Client, cast: Cast) -> None:
    assert client.get("/dispatch/figures.json").json() == {"median_to_dispatch_s": None}


STEPS = [(verb.code, step) for verb in grammar.VERBS for form in verb.forms for step in form.steps]


@pytest.mark.parametrize(("verb", "step"), STEPS, ids=[verb for verb, _ in STEPS])
def test_every_command_has_a_view_that_answers_it(verb: str, step: grammar.Step) -> None:
    path = re.sub(r"\{([\w.]+)\}", lambda found: EXAMPLE.get(found[1], "7"), step.url)
    assert resolve(path).func.permission
    assert step.method == "POST"


def test_every_command_is_also_a_button(client: Client) -> None:
    page = client.get("/dispatch/").content.decode()
    assert set(re.findall(r'data-verb="([^"]+)"', page)) == {verb.code for verb in grammar.VERBS}


@pytest.mark.parametrize("panel", ["calls", "units", "map"])
def test_each_part_has_an_address_of_its_own(client: Client, panel: str) -> None:
    answer = client.get(f"/dispatch/{panel}/")
    assert (answer.status_code, answer.context["panel"]) == (200, panel)
    assert f'data-panel="{panel}"' in answer.content.decode()


def test_the_wall_tells_nothing_that_only_a_record_holds(client: Client, cast: Cast) -> None:
    cast.enter(cast.tess)
    calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=CASTLE_STREET,
        caller="Zebulon Barker",
        callback="555-0177",
        note="the gate code is 4711",
        by=cast.tess,
        at=NOON,
    )
    page = client.get("/wall/").content.decode()
    page += client.get("/wall/snapshot.json").content.decode()
    assert CASTLE_STREET.text in page
    assert not [word for word in ("Barker", "555-0177", "4711") if word in page]
    assert {"alerts", "checks"}.isdisjoint(client.get("/wall/snapshot.json").json())
    assert {"alerts", "checks"}.isdisjoint(data(page.encode(), "state"))
    assert signed_in(cast, "jun").get("/wall/").status_code == 200
