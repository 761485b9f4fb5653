"""What is taken back a moment after it was done: the rows as before, and the log with both."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import signing

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, queries, subscribers
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Assignment, UnitState
from beatbook.ground.force.vocabulary import LeftEarly
from beatbook.ground.force.vocabulary import Status as UnitStatus
from beatbook.ground.journal import undoing
from beatbook.ground.journal.models import Entry
from beatbook.ground.journal.reading import Sealed
from beatbook.ground.registry import commands as registry
from tests.cast import NOON

SOON, HOUR = NOON + timedelta(seconds=8), timedelta(hours=1)
UNDONE = "calls.command.undone"


@pytest.fixture
def do(cast):
    """Run a command as a request does; what its answer says of undoing."""

    def done(command, by=None, at=NOON, **told):
        by = by or cast.tess
        with undoing.collecting() as collected:
            command(by=by, at=at, **told)
        return undoing.told(collected, by)

    return done


@pytest.fixture
def undo(cast):
    def undone(told, by=None, at=SOON):
        return commands.undo(tokens=[told["undo"]["token"]], by=by or cast.tess, at=at)

    return undone


def unit(callsign="2B10"):
    state = UnitState.objects.get(unit__callsign=callsign)
    return state.status, state.reason


def stands(call):
    call = Call.objects.get(pk=call.pk)
    return call.status, call.first_dispatched_at, call.kept_for, call.due_at


def auto_send(call):
    Agency.objects.filter(pk=call.agency_id).update(auto_send=True)


def sealed(name, call):
    """The last entry of this name, as subscribers read it."""
    entry = Entry.objects.filter(name=name).latest("pk")
    return Sealed(
        position=1,
        entry_id=entry.pk,
        agency_id=entry.agency_id,
        need_to_know=entry.need_to_know,
        name=entry.name,
        subject=registry.subject(call.incident),
        actor=entry.actor,
        at=entry.at,
        codes=entry.codes,
        personal=None,
    )


@pytest.fixture
def send(cast, call, do):
    def sent(*callsigns, to=call, **more):
        units = [cast.unit(callsign) for callsign in callsigns]
        return do(commands.assign_units, call=to, units=units, **more)

    return sent


class TestSending:
    def test_the_units_are_free_and_the_call_waits_as_it_did(
        self, cast, call, send, undo, recorded
    ):
        unit_kept = cast.unit("2B10")
        commands.stack_call(call=call, unit=unit_kept, until=NOON + HOUR, by=cast.tess, at=NOON)
        told = send("2B10", "2A10")
        before = len(recorded())
        assert undo(told) == ["sent 2B10, 2A10"]
        assert (unit(), unit("2A10")) == (("AV", ""), ("AV", ""))
        assert stands(call) == (Status.WAITING, None, "2B10", None)
        assert recorded()[before:][-1] == UNDONE
        said = queries.chronology_of(call)[-1].text
        assert said == "took back: sent 2B10, 2A10"

    def test_a_kept_call_is_not_sent_again_by_itself(self, cast, call, send, undo):
        auto_send(call)
        unit_kept = cast.unit("2B10")
        commands.stack_call(call=call, unit=unit_kept, until=NOON + HOUR, by=cast.tess, at=NOON)
        undo(send("2B10"))
        subscribers.send_next(sealed("force.unit.released", call))
        assert (stands(call), unit()[0]) == ((Status.WAITING, None, "2B10", None), "AV")

    def test_it_goes_the_next_time_the_unit_is_free_by_something_else(
        self, cast, call, take, send, do, undo
    ):
        auto_send(call)
        other, unit_kept = take(), cast.unit("2B10")
        commands.stack_call(call=call, unit=unit_kept, until=NOON + HOUR, by=cast.tess, at=NOON)
        undo(send("2B10"))
        send("2B10", to=other, at=SOON)
        left = {"unit": unit_kept, "left": LeftEarly.NOT_NEEDED}
        commands.clear_unit(call=other, by=cast.tess, at=SOON, **left)
        subscribers.send_next(sealed("force.unit.released", other))
        assert (stands(call)[0], unit()[0]) == (Status.ACTIVE, "DP")

    def test_not_once_a_unit_has_gone_on(self, cast, call, send, undo):
        told = send("2B10")
        force.set_status(unit=cast.unit("2B10"), status=UnitStatus.EN_ROUTE, by=cast.jun, at=SOON)
        with pytest.raises(undoing.CannotUndo, match="2B10 has gone on: it is en route now"):
            undo(told)
        assert stands(call)[0] == Status.ACTIVE

    def test_taken_back_twice_the_second_time_is_refused(self, send, undo):
        told = send("2B10")
        undo(told)
        with pytest.raises(undoing.CannotUndo, match="Somebody has left"):
            undo(told)

    def test_only_by_who_did_it(self, cast, send, undo):
        with pytest.raises(undoing.CannotUndo, match="Only who did it"):
            undo(send("2B10"), by=cast.rosa)

    def test_and_not_after_ten_seconds(self, send, undo, monkeypatch):
        told = send("2B10")
        monkeypatch.setattr(undoing, "SECONDS", -3)
        with pytest.raises(undoing.CannotUndo, match="More than ten seconds"):
            undo(told)

    def test_a_token_of_ones_own_making_is_none(self, cast, undo):
        forged = signing.dumps({"by": str(cast.tess.actor), "offers": []}, salt="another")
        with pytest.raises(undoing.CannotUndo, match="cannot be undone"):
            undo({"undo": {"token": forged}})

    def test_who_may_not_dispatch_any_more_takes_nothing_back(self, cast, send, undo):
        told = send("2B10")
        powerless = type(cast.tess)(actor=cast.tess.actor, name="Tess Ellis", grants={})
        with pytest.raises(NotAllowed):
            undo(told, by=powerless)

    def test_units_taken_from_other_calls_are_not_sent_back_by_it(self, take, send):
        send("2B10")
        told = send("2B10", to=take(), preempt=True)
        assert told == {
            "not_undone": "Units were taken from other calls. Send them back with PRE, or swap: SW."
        }


def test_a_unit_that_was_released_is_on_the_call_as_before(cast, call, send, do, undo, recorded):
    send("2B10", "2A10", status=UnitStatus.ON_SCENE)
    told = do(commands.clear_unit, call=call, unit=cast.unit("2B10"), at=SOON)
    assert undo(told, at=SOON) == ["released 2B10"]
    one = Assignment.objects.get(unit__callsign="2B10")
    assert (one.cleared_at, one.on_scene_at, one.primary, unit()[0]) == (None, NOON, True, "OS")
    assert recorded()[-1] == UNDONE


def test_the_last_one_too_and_the_call_is_active_again(cast, call, send, do, undo):
    send("2B10")
    left = {"unit": cast.unit("2B10"), "left": LeftEarly.NOT_NEEDED}
    told = do(commands.clear_unit, call=call, at=SOON, **left)
    undo(told)
    one = Assignment.objects.get()
    assert (stands(call)[0], one.left_early, one.primary, unit()[0]) == ("active", "", True, "DP")


class TestStatus:
    def test_on_a_call_the_time_is_empty_again(self, cast, send, do, undo, recorded):
        send("2B10")
        told = do(force.set_status, unit=cast.unit("2B10"), status=UnitStatus.ON_SCENE, at=SOON)
        undo(told)
        assert (unit()[0], Assignment.objects.get().on_scene_at) == ("DP", None)
        assert recorded()[-1] == "force.assignment.set_back"

    def test_a_time_that_was_there_before_stays(self, cast, send, do, undo):
        send("2B10", status=UnitStatus.ON_SCENE)
        back = {"unit": cast.unit("2B10"), "by": cast.tess, "at": NOON}
        force.set_status(status=UnitStatus.STAGING, **back)
        told = do(force.set_status, unit=cast.unit("2B10"), status=UnitStatus.ON_SCENE, at=SOON)
        undo(told)
        assert (unit()[0], Assignment.objects.get().on_scene_at) == ("ST", NOON)

    def test_without_a_call_the_reason_is_back(self, cast, do, undo, recorded):
        one = cast.unit("2B10")
        do(force.set_status, unit=one, status=UnitStatus.BUSY, reason="court")
        told = do(force.set_status, unit=one, status=UnitStatus.AVAILABLE, at=SOON)
        assert undo(told) == ["2B10 available"]
        assert unit() == ("BZ", "court")
        assert recorded()[-2:] == ["force.unit.status_changed", "force.status.undone"]

    def test_the_end_of_a_shift_is_none_of_it(self, cast, do):
        told = do(force.set_status, unit=cast.unit("2B10"), status=UnitStatus.OFF_DUTY)
        assert "undo" not in told


class TestTheCall:
    def test_type_and_priority_are_as_before(self, cast, call, do, undo):
        told = do(commands.correct_call, call=call, call_type=cast.call_type("PARKING"), priority=2)
        undo(told)
        found = Call.objects.select_related("call_type").get(pk=call.pk)
        assert (found.call_type.code, found.priority) == ("NOISE", 4)
        with pytest.raises(undoing.CannotUndo, match="corrected again"):
            undo(told)

    def test_not_once_the_police_were_asked_because_of_it(self, cast, call, do):
        told = do(commands.correct_call, call=call, call_type=cast.call_type("DOMESTIC"))
        assert "Others were told" in told["not_undone"]

    def test_what_was_put_off_waits_again_for_whom_it_was_kept(self, cast, call, do, undo):
        keep = {"call": call, "unit": cast.unit("2B10"), "until": NOON + HOUR}
        do(commands.stack_call, **keep)
        told = do(commands.hold_call, call=call, until=NOON + 2 * HOUR)
        undo(told)
        assert stands(call) == (Status.WAITING, None, "2B10", None)

    def test_for_whom_it_is_kept_is_taken_back(self, cast, call, do, undo):
        until = {"call": call, "until": NOON + HOUR}
        first = do(commands.stack_call, unit=cast.unit("2B10"), **until)
        second = do(commands.stack_call, unit=cast.unit("2A10"), **until)
        with pytest.raises(undoing.CannotUndo, match="not kept as it was"):
            undo(first)
        undo(second)
        assert stands(call)[2] == "2B10"
        undo(do(commands.unstack_call, call=call))
        assert stands(call)[2] == "2B10"
        undo(first)
        assert stands(call)[2] == ""

    def test_what_cannot_be_taken_back_says_how_else(self, cast, call, do):
        said = [
            do(commands.add_note, call=call, text="loud music"),
            do(commands.close_call, call=call, disposition=cast.disposition("PHONE")),
        ]
        assert [told["not_undone"].rsplit(": ", 1)[1] for told in said] == ["X.", "REOPEN."]
