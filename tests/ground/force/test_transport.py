"""Transports, with their miles, and the radio log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.ground.force import commands, queries
from beatbook.ground.force.models import Assignment, UnitState
from beatbook.ground.force.vocabulary import Status
from beatbook.ground.journal import chronology
from beatbook.ground.journal.models import Entry
from beatbook.ground.registry import commands as registry
from tests.cast import NOON

BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"
LATER = NOON + timedelta(minutes=4)
SAID = {"destination": "HOSP", "odometer": 41022, "who": "one adult"}


@pytest.fixture
def told(cast):
    return {"unit": cast.unit("2B10"), "by": cast.jun, "at": NOON}


@pytest.fixture
def on_scene(told, incident, cast):
    sent = told | {"by": cast.tess}
    return commands.assign(incident=incident, status=Status.ON_SCENE, **sent)


def said(incident):
    return [line.sentence for line in chronology.of(registry.subject(incident))]


def test_both_miles_are_stamped_and_read_back(on_scene, told, incident):
    commands.start_transport(**told, **SAID)
    assert UnitState.objects.get(unit=told["unit"]).status == Status.TRANSPORTING
    commands.end_transport(odometer=41030, **told | {"at": LATER})
    stands = Assignment.objects.get()
    assert (stands.odometer_from, stands.odometer_to) == (41022, 41030)
    assert (stands.transporting_at, stands.transport_arrived_at) == (NOON, LATER)
    assert said(incident)[-2:] == [
        "2B10 TR HOSP 41022 with one adult",
        "2B10 at HOSP 41030, 8 miles",
    ]


def test_said_twice_it_is_said_once(on_scene, told, recorded):
    for _ in range(2):
        commands.start_transport(**told, **SAID)
    for _ in range(2):
        commands.end_transport(odometer=41030, **told)
    names = recorded()
    assert [names.count(f"force.transport.{what}") for what in ("started", "ended")] == [1, 1]


def test_the_row_says_that_one_is_under_way(on_scene, told):
    commands.start_transport(**told, **SAID)
    [patch] = queries.board_rows([told["unit"].pk])
    assert patch["row"]["odometer_from"] == 41022
    commands.end_transport(odometer=41022, **told)
    [patch] = queries.board_rows([told["unit"].pk])
    assert patch["row"]["odometer_from"] is None


def test_what_cannot_be_is_refused(on_scene, told):
    with pytest.raises(commands.TransportUnclear, match="has not begun a transport"):
        commands.end_transport(odometer=1, **told)
    with pytest.raises(commands.TransportUnclear, match="Where to"):
        commands.start_transport(**told, **SAID | {"destination": " "})
    commands.start_transport(**told, **SAID)
    with pytest.raises(commands.TransportUnclear, match="began at 41022; it cannot end at 41000"):
        commands.end_transport(odometer=41000, **told)


def test_without_a_call_there_is_none(told):
    with pytest.raises(commands.NotAssigned):
        commands.start_transport(**told, **SAID)


@pytest.mark.parametrize("who", ["carl", "nora"])
def test_others_may_not(on_scene, told, cast, who):
    with pytest.raises(NotAllowed):
        commands.start_transport(**told | {"by": cast.principals[who]}, **SAID)


class TestRadioLog:
    def test_with_a_unit_on_a_call_it_is_in_the_call_s_chronology(self, on_scene, cast, incident):
        line = {"text": "checking the pier", "by": cast.tess, "at": NOON}
        commands.log_radio(agency=cast.ab, unit=cast.unit("2B10"), **line)
        assert said(incident)[-1] == "radio: 2B10: checking the pier"

    def test_without_a_unit_it_is_the_agency_s(self, cast, recorded):
        commands.log_radio(agency=cast.ab, text="test", by=cast.tess, at=NOON)
        assert recorded() == ["force.radio.logged"]
        assert Entry.objects.last().subject_kind == "agency"

    def test_words_are_needed_and_the_right_to_follow_units(self, cast):
        with pytest.raises(commands.NothingSaid):
            commands.log_radio(agency=cast.ab, text=" ", by=cast.tess, at=NOON)
        for who in (cast.jun, cast.nora):
            with pytest.raises(NotAllowed):
                commands.log_radio(agency=cast.ab, text="test", by=who, at=NOON)


@pytest.mark.parametrize(
    ("who", "path", "body", "status"),
    [
        ("jun", "/units/{unit}/transport/", {"destination": "HOSP", "odometer": "41022"}, 200),
        ("jun", "/units/{unit}/transport/", {"destination": "HOSP"}, 422),
        ("jun", "/units/{unit}/transport/end/", {"odometer": "41022"}, 422),
        ("nora", "/units/{unit}/transport/", {"destination": "HOSP", "odometer": "41022"}, 404),
        ("nora", "/units/{unit}/transport/end/", {"odometer": "41022"}, 404),
        ("tess", "/radio/", {"text": "test"}, 200),
        ("tess", "/radio/", {}, 422),
        ("jun", "/radio/", {"text": "test"}, 403),
    ],
    ids=[
        "start",
        "no-mile",
        "not-begun",
        "neighbor",
        "neighbor-ends",
        "radio",
        "mute",
        "officer",
    ],
)
def test_over_http(on_scene, cast, client, who, path, body, status):
    unit_id = cast.unit("2B10").pk
    cast.enter(cast.principals[who])
    client.force_login(cast.members[who], BACKEND)
    answer = client.post(path.format(unit=unit_id), body, "application/json")
    cast.enter(cast.tess)
    assert answer.status_code == status
    if status == 200 and who == "jun":
        assert answer.json()["message"] == "2B10 TR HOSP 41022"
