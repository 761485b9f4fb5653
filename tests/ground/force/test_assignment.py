"""Sent, followed, released: the times of an assignment, and one assignment at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from beatbook.contract.access import NotAllowed
from beatbook.ground.force import commands, queries
from beatbook.ground.force.models import Assignment, UnitState
from beatbook.ground.force.vocabulary import Status
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.models import Incident
from beatbook.ground.registry.vocabulary import IncidentKind
from tests.cast import CASTLE_STREET, NOON

MINUTE = timedelta(minutes=1)
SENT_AT = NOON + MINUTE


@pytest.fixture
def send(cast, incident):
    def sent(callsign="2B10", to=None, by=None, at=SENT_AT, **more):
        return commands.assign(
            unit=cast.unit(callsign), incident=to or incident, by=by or cast.tess, at=at, **more
        )

    return sent


@pytest.fixture
def move(cast):
    def moved(status, callsign="2B10", by=None, at=SENT_AT + MINUTE):
        return commands.progress(unit=cast.unit(callsign), status=status, by=by or cast.jun, at=at)

    return moved


def release(assignment, by, at=SENT_AT + 5 * MINUTE):
    return commands.release(assignment=assignment, by=by, at=at)


def times(assignment):
    stands = Assignment.objects.get(pk=assignment.pk)
    return stands.en_route_at, stands.on_scene_at, stands.transporting_at, stands.cleared_at


def version_of(callsign):
    return UnitState.objects.get(unit__callsign=callsign).version


class TestAssigning:
    def test_the_row_says_who_what_and_when(self, send, cast, incident, recorded):
        assignment = send()
        assert (assignment.agency, assignment.unit_agency) == (cast.ab, cast.ab)
        assert (assignment.assigned_at, assignment.assigned_by) == (SENT_AT, str(cast.tess.actor))
        assert times(assignment) == (None, None, None, None)
        state = UnitState.objects.get(unit=assignment.unit)
        assert (state.status, state.since) == (Status.DISPATCHED, SENT_AT)
        assert Incident.objects.get(pk=incident.pk).version == 2
        assert recorded() == ["force.unit.assigned"]

    def test_sent_twice_it_is_sent_once(self, send, recorded):
        first, version = send(), version_of("2B10")
        assert send(at=SENT_AT + MINUTE) == first
        assert (version_of("2B10"), recorded()) == (version, ["force.unit.assigned"])

    def test_a_unit_on_another_call_says_which(self, send, cast, incident, recorded):
        send()
        other = registry.open_incident(
            agency=cast.ab,
            kind=IncidentKind.CALL,
            headline="Animal",
            location=CASTLE_STREET,
            by=cast.tess,
            at=NOON,
        )
        with pytest.raises(commands.NotAvailable, match=f"2B10 is already on {incident.number}"):
            send(to=other)
        assert recorded() == ["force.unit.assigned", "registry.incident.opened"]

    def test_the_number_of_a_call_one_may_not_see_is_not_told(
        self, send, cast, restricted, incident
    ):
        cast.enter(cleared := cast.cleared("tess", "juvenile"))
        send(to=restricted, by=cleared)
        cast.enter(cast.tess)
        with pytest.raises(
            commands.NotAvailable, match=r"2B10 is already on a call that you may not see\."
        ):
            send(to=incident)

    def test_a_unit_off_duty_is_not_sent(self, send, cast):
        commands.put_off_duty(unit=cast.unit("2B10"), by=cast.rosa, at=NOON)
        with pytest.raises(commands.NotAvailable, match="2B10 is off duty and cannot be sent"):
            send()

    @pytest.mark.parametrize("who", ["jun", "carl", "audrey", "nora"])
    def test_only_who_dispatches_may(self, send, cast, who, recorded):
        with pytest.raises(NotAllowed, match="call:dispatch"):
            send(by=cast.principals[who])
        assert recorded() == []

    def test_the_county_sends_a_neighbor_s_unit_and_both_agencies_see_it(self, send, cast):
        cast.enter(cast.cory)
        assignment = send("M1A1", by=cast.cory)
        cast.enter(cast.nora)
        assert [a.pk for a in Assignment.objects.all()] == [assignment.pk]
        assert list(Incident.objects.all()) == []

    def test_a_neighbor_s_officer_does_not_move_an_incident_out_of_sight(self, send, move, cast):
        cast.enter(cast.cory)
        send("M1A1", by=cast.cory)
        cast.enter(cast.nora)
        with pytest.raises(registry.OutOfSight, match="You may not see this call"):
            move(Status.EN_ROUTE, "M1A1", by=cast.nora)


class TestProgressing:
    def test_each_status_stamps_its_time_once(self, send, move, recorded):
        assignment = send()
        steps = [Status.EN_ROUTE, Status.ON_SCENE, Status.TRANSPORTING, Status.ON_SCENE]
        for minute, status in enumerate(steps):
            move(status, at=SENT_AT + minute * MINUTE)
        assert times(assignment) == (SENT_AT, SENT_AT + MINUTE, SENT_AT + 2 * MINUTE, None)
        assert recorded() == ["force.unit.assigned"] + ["force.assignment.progressed"] * 4

    def test_a_time_that_was_missed_stays_empty(self, send, move):
        assignment = send()
        move(Status.ON_SCENE)
        assert times(assignment) == (None, SENT_AT + MINUTE, None, None)

    def test_given_twice_the_first_time_stands(self, send, move, recorded):
        assignment = send()
        move(Status.EN_ROUTE)
        move(Status.EN_ROUTE, at=SENT_AT + 3 * MINUTE)
        assert times(assignment)[0] == SENT_AT + MINUTE
        assert recorded() == ["force.unit.assigned", "force.assignment.progressed"]

    def test_there_is_no_way_back_without_a_reason(self, send, move, recorded):
        send(status=Status.ON_SCENE)
        with pytest.raises(
            commands.SayWhyBack,
            match=r"2B10 is on scene\. To set it back to en route say why: M given by mistake, L",
        ):
            move(Status.EN_ROUTE)
        assert len(recorded()) == 2

    def test_a_command_that_waited_comes_after_what_it_waited_for(self, send, move):
        assignment = send()
        state = move(Status.EN_ROUTE, at=NOON)
        assert (state.since, times(assignment)[0]) == (SENT_AT, SENT_AT)

    def test_without_a_call_there_is_nothing_to_follow(self, move):
        with pytest.raises(commands.NotAssigned, match=r"2B10 is not on a call\. Dispatch it"):
            move(Status.EN_ROUTE)

    @pytest.mark.parametrize("who", ["carl", "audrey", "nora"])
    def test_only_the_crew_and_dispatchers_may(self, send, move, cast, who):
        send()
        with pytest.raises(NotAllowed, match="does not crew 2B10 and may not set its status"):
            move(Status.EN_ROUTE, by=cast.principals[who])

    def test_an_officer_does_not_move_a_colleague_s_unit(self, send, move):
        send("1A10")
        with pytest.raises(NotAllowed, match="Jun Park does not crew 1A10"):
            move(Status.EN_ROUTE, "1A10")


class TestReleasing:
    def test_the_unit_is_available_and_the_time_is_kept(self, send, cast, incident, recorded):
        assignment = send()
        state = release(assignment, cast.tess)
        assert (state.status, times(assignment)[3]) == (Status.AVAILABLE, SENT_AT + 5 * MINUTE)
        assert Incident.objects.get(pk=incident.pk).version == 3
        assert recorded() == ["force.unit.assigned", "force.unit.released"]

    def test_done_twice_the_first_time_stands(self, send, cast, recorded):
        assignment = send()
        release(assignment, cast.tess)
        release(assignment, cast.tess, at=SENT_AT + 9 * MINUTE)
        assert times(assignment)[3] == SENT_AT + 5 * MINUTE
        assert recorded() == ["force.unit.assigned", "force.unit.released"]

    def test_an_old_assignment_does_not_free_the_unit_from_its_next_one(self, send, cast):
        old = send()
        release(Assignment.objects.get(pk=old.pk), cast.tess)
        new = send(at=SENT_AT + 6 * MINUTE)
        state = release(old, cast.tess)
        assert (state.status, times(new)[3]) == (Status.DISPATCHED, None)

    def test_it_is_not_cleared_before_it_was_sent(self, send, cast):
        assignment = send()
        release(assignment, cast.tess, at=NOON)
        assert times(assignment)[3] == SENT_AT

    def test_the_neighbor_may_not(self, send, cast, recorded):
        assignment = send()
        with pytest.raises(NotAllowed, match="call:read"):
            release(assignment, cast.nora)
        assert recorded() == ["force.unit.assigned"]


class TestTheDatabaseRefuses:
    @pytest.fixture
    def row(self, cast, incident):
        return {
            "agency": cast.ab,
            "unit_agency": cast.ab,
            "unit": cast.unit("2B10"),
            "incident": incident,
            "assigned_at": SENT_AT,
            "assigned_by": "system:test",
        }

    def test_a_second_active_assignment(self, row):
        Assignment.objects.create(**row)
        with pytest.raises(IntegrityError, match="one_active_assignment_per_unit"):
            Assignment.objects.create(**row)

    def test_clearing_before_assigning(self, row):
        with pytest.raises(IntegrityError, match="cleared_after_assigned"):
            Assignment.objects.create(**row, cleared_at=SENT_AT - MINUTE)

    def test_but_not_one_after_another(self, row):
        Assignment.objects.create(**row, cleared_at=SENT_AT)
        assert Assignment.objects.create(**row).pk


def test_pages_of_what_a_unit_did_join_without_gap_or_overlap(send, cast):
    sent = []
    for minute in range(5):
        sent.append(send(at=SENT_AT + minute * MINUTE))
        release(sent[-1], cast.tess, at=SENT_AT + minute * MINUTE)
    first = queries.assignments_page(cast.unit("2B10"), size=3)
    second = queries.assignments_page(cast.unit("2B10"), size=3, after=first.next_key)
    assert first.assignments + second.assignments == sent[::-1]
    assert second.next_key is None
