"""Several people at once, in any order: what must hold of every call after every step."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from beatbook.contract.access import NotAllowed
from beatbook.contract.base import Refused
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Call, Note
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Assignment, UnitState
from beatbook.ground.force.vocabulary import ASSIGNED, COURSE, STAMPS, LeftEarly, StepBack
from beatbook.ground.force.vocabulary import Status as UnitStatus
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.models import Incident
from tests.cast import CASTLE_STREET, NOON

ACTORS = st.sampled_from(["tess", "tess", "tess", "rosa", "jun", "jun", "carl", "nora"])
UNITS = st.sampled_from(["2B10", "2A10"])
CALLS = st.integers(0, 1)
ENDS = st.sampled_from([None, None, "PHONE", "WARNING"])


class Shift(RuleBasedStateMachine):
    """A shift of two calls and two units. ``cast`` is set by the test."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.at = NOON
        self.calls = []
        self.before = {}
        self.excused = set()

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def a_call_comes_in(self):
        self.cast.enter(self.cast.tess)
        self.take("tess", "NOISE")
        self.send("tess", 0, {"2B10"})
        assert Assignment.objects.count() == len(self.calls) == 1

    @precondition(lambda self: len(self.calls) < 2)
    @rule(who=ACTORS, code=st.sampled_from(["NOISE", "DOMESTIC", "PARKING"]))
    def take(self, who, code):
        call_type = self.cast.call_type(code)
        taken = self._try(
            who,
            commands.take_call,
            agency=self.cast.ab,
            call_type=call_type,
            location=CASTLE_STREET,
        )
        self.calls += [taken] if taken else []

    @rule(who=ACTORS, call=CALLS, units=st.sets(UNITS, max_size=2))
    def send(self, who, call, units):
        sent = [self.cast.unit(callsign) for callsign in sorted(units)]
        self._try(who, commands.assign_units, call=self._call(call), units=sent)

    @rule(
        who=ACTORS,
        unit=UNITS,
        status=st.sampled_from(list(UnitStatus)),
        back=st.sampled_from([None, *StepBack]),
        heard_late=st.none() | st.timedeltas(timedelta(0), timedelta(minutes=2)),
    )
    def report(self, who, unit, status, back, heard_late):
        told = {"unit": self.cast.unit(unit), "status": status, "reason": "report", "back": back}
        reached_at = None if heard_late is None else self.at - heard_late
        self._try(who, force.set_status, reached_at=reached_at, **told)

    @rule(who=ACTORS, unit=UNITS, end=ENDS, left=st.sampled_from([None, *LeftEarly]))
    def clear(self, who, unit, end, left):
        """From the call that the unit is on, or from one that it is not on."""
        active = Assignment.objects.filter(unit__callsign=unit, cleared_at=None).first()
        call = Call.objects.get(pk=active.incident_id) if active else self._call(0)
        cleared = self._try(
            who,
            commands.clear_unit,
            call=call,
            unit=self.cast.unit(unit),
            disposition=end and self.cast.disposition(end),
            left=left,
        )
        self.excused |= {active.pk} if cleared and end else set()

    @rule(who=ACTORS, call=CALLS, end=ENDS.filter(bool))
    def close(self, who, call, end):
        disposition = self.cast.disposition(end)
        self._try(who, commands.close_call, call=self._call(call), disposition=disposition)

    @rule(who=ACTORS, call=CALLS, text=st.sampled_from(["loud music", " "]))
    def write(self, who, call, text):
        self._try(who, commands.add_note, call=self._call(call), text=text)

    @rule(who=ACTORS)
    def strike(self, who):
        note = Note.objects.order_by("-pk").first()
        if note:
            self._try(who, commands.strike_note, note=note, reason="wrong call")

    @rule(who=ACTORS, call=CALLS, where=st.sampled_from(["12 Harbor Street", "the pier"]))
    def correct(self, who, call, where):
        location = Location(where)
        self._try(who, commands.correct_call, call=self._call(call), location=location)

    def _call(self, number):
        """One of the calls as this screen last saw it, which may be long ago."""
        return self.calls[number % len(self.calls)]

    def _try(self, who, command, **told):
        """As this person, in this person's scope; half a minute goes by. None if refused."""
        self.at += timedelta(seconds=30)
        by = self.cast.enter(self.cast.principals[who])
        try:
            return command(by=by, at=self.at, **told)
        except (Refused, NotAllowed):
            return None
        finally:
            self.cast.enter(self.cast.tess)

    @invariant()
    def every_call_is_whole(self):
        for call in Call.objects.select_related("incident"):
            active = Assignment.objects.filter(incident=call.incident, cleared_at=None).count()
            closed = call.status == Status.CLOSED
            assert (call.status == Status.ACTIVE) == (active > 0)
            assert closed == (call.disposition_id is not None) == (call.closed_at is not None)
            assert call.incident.closed_at == call.closed_at
            assert not closed or active == 0
            assert (call.first_dispatched_at is None) == (
                not Assignment.objects.filter(incident=call.incident).exists()
            )

    @invariant()
    def the_times_of_an_assignment_are_in_order(self):
        ordered = [STAMPS[one] for one in COURSE if one in STAMPS and one != UnitStatus.STAGING]
        for one in Assignment.objects.all():
            times = [one.assigned_at, *(getattr(one, name) for name in ordered), one.cleared_at]
            known = [at for at in times if at]
            assert known == sorted(known)

    @invariant()
    def who_never_arrived_left_for_a_reason(self):
        for one in Assignment.objects.filter(cleared_at__isnull=False):
            closed = Call.objects.get(pk=one.incident_id).disposition_id is not None
            assert one.arrived or one.left_early or closed or one.pk in self.excused

    @invariant()
    def where_units_are_one_of_them_is_primary(self):
        for call in Call.objects.filter(status=Status.ACTIVE):
            there = Assignment.objects.filter(incident=call.incident_id, cleared_at=None)
            assert there.filter(primary=True).count() == 1

    @invariant()
    def a_unit_is_on_a_call_when_its_status_says_so(self):
        on_call = set(Assignment.objects.filter(cleared_at=None).values_list("unit_id", flat=True))
        assert on_call == set(
            UnitState.objects.filter(status__in=ASSIGNED).values_list("unit_id", flat=True)
        )

    @invariant()
    def what_happened_stays_and_every_change_has_a_higher_version(self):
        for call in Call.objects.select_related("incident", "agency"):
            version = Incident.objects.get(pk=call.pk).version
            told = [(line.at, line.by, line.text) for line in queries.chronology_of(call)]
            version_before, told_before = self.before.get(call.pk, (0, []))
            assert told[: len(told_before)] == told_before
            assert (version > version_before) == (len(told) > len(told_before))
            assert [at for at, _, _ in told] == sorted(at for at, _, _ in told)
            self.before[call.pk] = version, told


def test_any_sequence_of_verbs_leaves_every_call_whole(cast):
    machine = type("Here", (Shift,), {"cast": cast})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=30,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
