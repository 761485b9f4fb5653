"""Statuses: each transition, by command and over HTTP, and any sequence of them."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatbook.contract.access import NotAllowed
from beatbook.contract.base import Refused
from beatbook.ground.force import commands
from beatbook.ground.force.models import Assignment, RosterEntry, UnitState
from beatbook.ground.force.vocabulary import (
    ALLOWED_ON_CALL,
    ALLOWED_WITHOUT_CALL,
    ASSIGNED,
    COURSE,
    NEEDS_REASON,
    SENDABLE,
    STAMPS,
    Status,
    StepBack,
)
from beatbook.ground.journal import undoing
from tests.cast import NOON

BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"
LATER = NOON + timedelta(minutes=4)
CHANGED = "force.unit.status_changed"
WITHOUT_CALL = [status for status in Status if status not in ASSIGNED]


@pytest.fixture
def set_status(cast):
    def changed(status, reason="", callsign="2B10", by=None, at=LATER, **more):
        unit = cast.unit(callsign)
        return commands.set_status(
            unit=unit, status=status, reason=reason, by=by or cast.tess, at=at, **more
        )

    return changed


def reason_for(status):
    return "report" if status in NEEDS_REASON else ""


def bring_to(status, cast):
    """The unit 2B10 in that status, by the shortest way."""
    if status != Status.AVAILABLE:
        commands.set_status(
            unit=cast.unit("2B10"), status=status, reason=reason_for(status), by=cast.tess, at=NOON
        )


class TestWithoutACall:
    @pytest.mark.parametrize(("now", "wanted"), list(product(WITHOUT_CALL, repeat=2)))
    def test_every_transition_is_allowed_or_refused_as_the_table_says(
        self, cast, set_status, now, wanted
    ):
        bring_to(now, cast)
        before = UnitState.objects.get(unit__callsign="2B10")
        if wanted == now or wanted in ALLOWED_WITHOUT_CALL[now]:
            assert set_status(wanted, reason_for(wanted)).status == wanted
        else:
            with pytest.raises(commands.NotInThatOrder, match="it cannot become"):
                set_status(wanted, reason_for(wanted))
        after = UnitState.objects.get(unit__callsign="2B10")
        assert after.version == before.version + (after.status != before.status)

    def test_the_row_and_the_entry(self, set_status, recorded):
        state = set_status(Status.BUSY, "  report ")
        assert (state.status, state.reason, state.since) == (Status.BUSY, "report", LATER)
        assert recorded() == [CHANGED]

    @pytest.mark.parametrize("status", sorted(NEEDS_REASON))
    def test_some_need_a_reason(self, set_status, status, recorded):
        with pytest.raises(commands.ReasonNeeded, match=r"Say why 2B10 is .*a word or two"):
            set_status(Status(status), "  ")
        assert recorded() == []

    def test_done_twice_nothing_changes(self, set_status, recorded):
        set_status(Status.BUSY, "report")
        set_status(Status.BUSY, "report ", at=LATER + timedelta(minutes=1))
        assert UnitState.objects.get(unit__callsign="2B10").since == LATER
        assert recorded() == [CHANGED]

    def test_available_with_a_reason_is_still_just_available(self, set_status, recorded):
        assert set_status(Status.AVAILABLE, "back from lunch").since == NOON
        assert recorded() == []

    def test_another_reason_is_a_change(self, set_status, recorded):
        set_status(Status.BUSY, "report")
        assert set_status(Status.BUSY, "lunch").reason == "lunch"
        assert recorded() == [CHANGED, CHANGED]

    def test_going_off_duty_ends_the_shift_of_the_crew(self, set_status, cast):
        set_status(Status.OFF_DUTY, by=cast.jun)
        assert RosterEntry.objects.get(unit__callsign="2B10").ends_at == LATER

    def test_a_command_that_waited_comes_after_what_it_waited_for(self, set_status):
        set_status(Status.BUSY, "report", at=LATER)
        assert set_status(Status.AVAILABLE, at=NOON).since == LATER

    def test_an_officer_sets_the_unit_he_crews(self, set_status, cast):
        assert set_status(Status.BUSY, "report", by=cast.jun).status == Status.BUSY

    @pytest.mark.parametrize("who", ["carl", "audrey", "nora"])
    def test_others_do_not(self, set_status, cast, who, recorded):
        with pytest.raises(NotAllowed, match="does not crew 2B10 and may not set its status"):
            set_status(Status.BUSY, "report", by=cast.principals[who])
        assert recorded() == []

    def test_who_crewed_it_yesterday_may_not_today(self, set_status, cast):
        commands.put_off_duty(unit=cast.unit("2B10"), by=cast.rosa, at=NOON)
        with pytest.raises(NotAllowed, match="Jun Park does not crew 2B10"):
            set_status(Status.AVAILABLE, by=cast.jun)


class TestOnACall:
    @pytest.mark.parametrize(
        ("now", "wanted"), list(product([s for s in Status if s in ASSIGNED], Status))
    )
    def test_every_transition_is_allowed_or_refused_as_the_table_says(
        self, cast, set_status, incident, now, wanted
    ):
        commands.assign(
            unit=cast.unit("2B10"), incident=incident, status=now, by=cast.tess, at=NOON
        )
        if wanted == now or wanted in ALLOWED_ON_CALL[now]:
            assert set_status(wanted).status == wanted
        elif wanted in ASSIGNED:
            with pytest.raises(commands.SayWhyBack, match="say why: M given by mistake"):
                set_status(wanted)
            assert set_status(wanted, back=StepBack.LEFT).status == wanted
        else:
            with pytest.raises(commands.NotInThatOrder, match="Clear it from the call first"):
                set_status(wanted, "report")


class TestOverHttp:
    @pytest.fixture
    def post(self, cast, client):
        def posted(username="tess", callsign="2B10", **body):
            cast.enter(cast.system("AB", "MB"))
            unit_id = cast.unit(callsign).pk
            client.force_login(cast.members[username], BACKEND)
            answer = client.post(f"/units/{unit_id}/status/", body, content_type="application/json")
            cast.enter(cast.tess)
            return answer

        return posted

    def test_the_answer_says_what_is_so_now(self, post):
        answer = post(status="BZ", reason="report").json()
        assert answer.pop("undo")["seconds"] == undoing.SECONDS
        assert answer == {"ok": True, "message": "2B10 busy."}
        assert UnitState.objects.get(unit__callsign="2B10").reason == "report"

    @pytest.mark.parametrize(
        ("body", "field", "said"),
        [
            ({"status": "XX"}, "status", "XX is not a unit status."),
            ({}, "status", "This field is required."),
            ({"status": "BZ"}, None, "Say why 2B10 is busy: a word or two is enough."),
            ({"status": "OS"}, None, "2B10 is not on a call. Dispatch it first."),
        ],
    )
    def test_a_refusal_says_why(self, post, body, field, said):
        answer = post(**body)
        assert answer.status_code == 422
        assert answer.json() == {"ok": False, "message": said, "field": field}

    def test_another_s_unit_is_not_mine_to_set(self, post):
        answer = post("jun", "1A10", status="BZ", reason="report")
        assert (answer.status_code, answer.json()["message"]) == (
            403,
            "Jun Park does not crew 1A10 and may not set its status.",
        )

    def test_the_neighbor_finds_no_such_unit(self, post):
        assert post("nora", status="BZ", reason="report").status_code == 404


class Model:
    """What a unit must be, told without the database: its status, and the times it has stamped."""

    def __init__(self):
        self.status, self.reason = Status.AVAILABLE, ""
        self.on_call, self.stamped, self.since = False, {}, NOON

    def expects(self, verb, status, at, back):
        """Apply the step; True if it is lawful."""
        at = max(at, self.since)
        if verb == "assign":
            lawful = not self.on_call and self.status in SENDABLE
            if lawful:
                self.on_call, self.stamped = True, {}
                self._to(Status.DISPATCHED, "", at)
            return lawful or self.on_call
        if verb == "release":
            if self.on_call:
                self.on_call = False
                self._to(Status.AVAILABLE, "", at)
            return True
        return self._set(status, at, back)

    def _set(self, status, at, back):
        if status == self.status:
            return True
        table = ALLOWED_ON_CALL if self.on_call else ALLOWED_WITHOUT_CALL
        if (status in ASSIGNED) != self.on_call:
            return False
        if status not in table[self.status]:
            if not (self.on_call and back):
                return False
            if back == StepBack.MISTAKE:
                for later in COURSE[COURSE.index(status) + 1 :]:
                    self.stamped.pop(STAMPS[later], None)
        if status in STAMPS:
            later = COURSE[COURSE.index(status) + 1 :] if status != Status.STAGING else ()
            if not any(STAMPS[one] in self.stamped for one in later):
                self.stamped.setdefault(STAMPS[status], at)
        self._to(status, reason_for(status), at)
        return True

    def _to(self, status, reason, at):
        self.status, self.reason, self.since = status, reason, at


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["assign", "release", "set", "set", "set"]),
        st.sampled_from(list(Status)),
        st.integers(-3, 10),
        st.sampled_from([None, *StepBack]),
    ),
    min_size=4,
    max_size=14,
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_any_sequence_of_steps_goes_by_the_tables(cast, incident, steps):
    """Also when clocks disagree: a step may claim to be minutes older than the one before it."""
    with transaction.atomic():
        _walk(cast, incident, steps)
        transaction.set_rollback(True)


def _walk(cast, incident, steps):
    unit, model, at = cast.unit("2B10"), Model(), NOON
    for verb, status, minutes, back in steps:
        at += timedelta(minutes=minutes)
        before = UnitState.objects.get(unit=unit)
        lawful = model.expects(verb, status, at, back)
        try:
            _do(verb, status, unit, incident, cast.tess, at, back)
        except Refused:
            assert not lawful
        else:
            assert lawful
        after = UnitState.objects.get(unit=unit)
        assert (after.status, after.reason, after.since) == (
            model.status,
            model.reason,
            model.since,
        )
        assert after.since >= before.since
        moved = (after.status, after.since) != (before.status, before.since)
        # Who leaves may also become primary again, of a call it was at before: its row tells that.
        assert after.version > before.version if moved else after.version == before.version
        _check_assignments(unit, model)


def _do(verb, status, unit, incident, by, at, back):
    if verb == "assign":
        commands.assign(unit=unit, incident=incident, by=by, at=at)
    elif verb == "release":
        for assignment in Assignment.objects.filter(unit=unit).select_related("incident"):
            commands.release(assignment=assignment, by=by, at=at)
    else:
        reason = reason_for(status)
        commands.set_status(unit=unit, status=status, reason=reason, back=back, by=by, at=at)


def _check_assignments(unit, model):
    active = list(Assignment.objects.filter(unit=unit, cleared_at=None))
    assert len(active) == model.on_call
    for assignment in active:
        stamped = {name: getattr(assignment, name) for name in STAMPS.values()}
        assert {name: at for name, at in stamped.items() if at} == model.stamped


class TestSafetyChecks:
    @pytest.fixture
    def on_scene(self, cast, incident):
        commands.assign(
            unit=cast.unit("2B10"),
            incident=incident,
            status=Status.ON_SCENE,
            by=cast.tess,
            at=NOON,
        )

    def test_an_answer_starts_the_timer_again(self, cast, on_scene, recorded):
        state = commands.confirm_safe(unit=cast.unit("2B10"), by=cast.tess, at=LATER)
        assert (state.status, state.checked_at) == (Status.ON_SCENE, LATER)
        assert recorded()[-1] == "force.unit.confirmed_safe"

    def test_the_officer_may_answer_and_the_neighbor_may_not(self, cast, on_scene):
        commands.confirm_safe(unit=cast.unit("2B10"), by=cast.jun, at=LATER)
        with pytest.raises(NotAllowed):
            commands.confirm_safe(unit=cast.unit("2B10"), by=cast.nora, at=LATER)

    def test_only_a_unit_on_scene_has_one_to_answer(self, cast):
        with pytest.raises(commands.NotOnScene, match="2B10 is available"):
            commands.confirm_safe(unit=cast.unit("2B10"), by=cast.tess, at=LATER)

    def test_the_next_status_forgets_the_answer(self, cast, on_scene, set_status):
        commands.confirm_safe(unit=cast.unit("2B10"), by=cast.tess, at=LATER)
        assert set_status(Status.TRANSPORTING).checked_at is None
