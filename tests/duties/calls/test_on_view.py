"""What officers come upon: it begins on scene, by their own hand, and nobody waited for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.vocabulary import Source
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Assignment, LastPosition, UnitState
from beatbook.ground.registry.models import Vehicle
from tests.cast import CASTLE_STREET, NOON

LATER = NOON + timedelta(minutes=1)
ON_VIEW = [
    "registry.incident.opened",
    "calls.call.taken",
    "force.unit.assigned",
    "force.assignment.progressed",
]


@pytest.fixture
def start(cast):
    def started(code="PARKING", callsign="2B10", by=None, **more):
        return commands.start_on_view(
            agency=cast.ab,
            call_type=cast.call_type(code),
            location=CASTLE_STREET,
            units=[cast.unit(callsign)],
            by=by or cast.jun,
            at=NOON,
            **more,
        )

    return started


def test_it_begins_on_scene_and_is_marked(start, recorded):
    call = start()
    assert (call.source, Call.objects.get(pk=call.pk).status) == (Source.ON_VIEW, "active")
    sent = Assignment.objects.get(incident=call.pk)
    assert (sent.on_scene_at, sent.missing) == (NOON, ("en_route_at",))
    assert recorded() == ON_VIEW


def test_it_is_left_out_of_response_times(start, cast):
    start()
    assert queries.median_seconds_to_dispatch(cast.tess, at=LATER) is None


def test_the_plate_of_a_stop_is_kept(start):
    start("STOP", plate="4ABC123", plate_state="CA")
    assert [(one.plate, one.state) for one in Vehicle.objects.all()] == [("4ABC123", "CA")]


def test_who_may_not_handle_it_alone_stages_and_the_police_are_asked(start, cast):
    call = start("DOMESTIC", callsign="2A10", by=cast.tess)
    assert UnitState.objects.get(unit__callsign="2A10").status == "ST"
    assert call.requests.get().service == "police"


def test_a_unit_on_a_call_starts_no_other_and_nothing_is_left_behind(start, cast):
    start()
    with pytest.raises(force.NotAvailable, match="2B10 is already on"):
        start("HAZARD")
    assert Call.objects.count() == 1


def test_an_officer_does_not_start_one_for_a_colleague(start, cast, recorded):
    with pytest.raises(NotAllowed, match="Jun Park does not crew 1A10"):
        start(callsign="1A10")
    assert start(callsign="1A10", by=cast.tess)


@pytest.mark.parametrize("who", ["carl", "audrey", "nora"])
def test_others_do_not(start, cast, who, recorded):
    with pytest.raises(NotAllowed):
        start(by=cast.principals[who])
    assert recorded() == []


class TestOverHttp:
    def test_the_dispatcher_says_it_in_one_line(self, browser, cast):
        unit = cast.unit("2B10").pk
        told = {"unit": [unit], "call_type": "PARKING", "location": "400 Main", "notes": "blocked"}
        status, answer = browser("tess").post("/calls/on-view/", told)
        call = Call.objects.get()
        said = f"{call} on view: 2B10, {call.call_type.name}."
        assert (status, answer["message"]) == (200, said)
        assert (call.incident.location, call.notes.get().text) == ("400 Main", "blocked")

    def test_the_officer_says_what_and_the_phone_says_where(self, browser, cast):
        told = {"unit": [cast.unit("2B10").pk], "call_type": "PARKING", "lat": 41.5, "lon": -69.2}
        assert browser("jun").post("/calls/on-view/", told)[0] == 200
        assert (Call.objects.get().incident.lat, Call.objects.get().incident.lon) == (41.5, -69.2)
        assert UnitState.objects.get(unit__callsign="2B10").status == "OS"

    def test_without_a_word_it_is_a_stop_where_the_unit_was_seen_last(self, browser, cast):
        seen = {"lat": 41.5, "lon": -69.2, "at": NOON, "received": NOON}
        LastPosition.objects.create(unit=cast.unit("2B10"), agency=cast.ab, **seen)
        told = {"unit": [cast.unit("2B10").pk], "plate": "4abc123", "plate_state": "ca"}
        assert browser("jun").post("/calls/on-view/", told)[0] == 200
        assert (Call.objects.get().call_type.code, Vehicle.objects.get().plate) == (
            "STOP",
            "4ABC123",
        )

    def test_a_place_is_needed(self, browser, cast):
        told = {"unit": [cast.unit("2B10").pk], "call_type": "PARKING"}
        assert browser("jun").post("/calls/on-view/", told)[0] == 422

    def test_the_second_arrival_gets_the_first_answer(self, browser, cast):
        told = {"unit": [cast.unit("2B10").pk], "call_type": "PARKING", "location": "400 Main"}
        identity = {"Command-Id": "7f1a9a0e-2d37-4f2e-9b43-1f2c3d4e5f60"}
        answers = [browser("jun").post("/calls/on-view/", told, **identity) for _ in range(2)]
        assert answers[0] == answers[1]
        assert Call.objects.count() == 1

    def test_the_neighbor_finds_no_such_unit(self, browser, cast, millbrook):
        told = {"unit": [cast.unit("2B10").pk], "call_type": "PARKING", "location": "400 Main"}
        assert millbrook.post("/calls/on-view/", told)[0] == 422
