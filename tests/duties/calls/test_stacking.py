"""Waiting calls that are kept for a unit or a beat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, queries, rules
from beatbook.duties.calls.commands import stacking
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.vocabulary import Flag
from beatbook.ground.force import commands as force
from beatbook.ground.force.vocabulary import Status as UnitStatus
from beatbook.ground.work import firing
from tests.cast import NOON

HOUR = timedelta(hours=1)
STACKED, FIRST, UNSTACKED = (
    f"calls.call.{verb}" for verb in ("stacked", "stacked_first", "unstacked")
)


@pytest.fixture
def keep(cast):
    def kept(call, callsign="2B10", beat="", until=None, by=None, at=NOON):
        unit = None if beat else cast.unit(callsign)
        told = {"unit": unit, "beat": beat, "until": until, "by": by or cast.tess, "at": at}
        return commands.stack_call(call=call, **told)

    return kept


def stack(cast, callsign="2B10"):
    return [str(call) for call in queries.stack_of(cast.unit(callsign))]


def row(call):
    return queries.board_rows([str(call)])[0]["row"]


def send(cast, call, callsign="2B10", status=UnitStatus.ON_SCENE):
    units = [cast.unit(callsign)]
    commands.assign_units(call=call, units=units, status=status, by=cast.tess, at=NOON)


class TestKeeping:
    def test_it_goes_on_waiting_for_a_unit_until_a_limit(self, cast, call, keep, recorded):
        for _ in range(2):
            keep(call)
        kept = row(call)["stack"]
        limit = (NOON + stacking.LIMIT).isoformat()
        assert (kept["for"], kept["place"], kept["until"]) == ("2B10", 1, limit)
        assert (row(call)["status"], recorded()[-1], stack(cast)) == (
            "waiting",
            STACKED,
            [str(call)],
        )
        assert recorded().count(STACKED) == 1

    def test_the_stack_is_in_the_order_in_which_it_grew_and_can_be_changed(
        self, cast, call, take, keep, recorded
    ):
        calls = [call, take(), take()]
        for one in calls:
            keep(one)
        assert stack(cast) == [str(one) for one in calls]
        for _ in range(2):
            commands.stack_first(call=calls[2], by=cast.tess, at=NOON)
        assert stack(cast) == [str(calls[2]), str(calls[0]), str(calls[1])]
        assert recorded().count(FIRST) == 1
        for _ in range(2):
            commands.unstack_call(call=calls[0], by=cast.tess, at=NOON)
        assert stack(cast) == [str(calls[2]), str(calls[1])]
        assert recorded().count(UNSTACKED) == 1

    def test_for_a_beat_it_comes_after_what_is_the_units_own(self, cast, call, take, keep):
        keep(call, beat="2")
        own = take()
        keep(own)
        assert (row(call)["stack"]["for"], stack(cast)) == ("beat 2", [str(own), str(call)])
        assert stack(cast, "1B10") == []

    def test_another_unit_takes_the_place_of_the_first(self, cast, call, keep):
        keep(call)
        keep(call, "2A10")
        assert (stack(cast), stack(cast, "2A10")) == ([], [str(call)])

    @pytest.mark.parametrize("who", ["jun", "nora"])
    def test_only_who_dispatches_may(self, cast, call, keep, who):
        with pytest.raises(NotAllowed):
            keep(call, by=getattr(cast, who))
        keep(call)
        for verb in (commands.unstack_call, commands.stack_first):
            with pytest.raises(NotAllowed):
                verb(call=call, by=getattr(cast, who), at=NOON)

    def test_for_nobody_or_a_time_gone_by_it_is_not_kept(self, cast, call, keep):
        with pytest.raises(commands.ForWhom):
            commands.stack_call(call=call, by=cast.tess, at=NOON)
        with pytest.raises(commands.CannotWait, match="must lie ahead"):
            keep(call, until=NOON)
        with pytest.raises(commands.NotStacked):
            commands.stack_first(call=call, by=cast.tess, at=NOON)

    def test_neither_with_units_on_it_nor_put_off_nor_dangerous(self, cast, call, take, keep):
        send(cast, call)
        with pytest.raises(commands.CannotWait, match="Units are on"):
            keep(call, "2A10")
        held = take()
        commands.hold_call(call=held, until=NOON + HOUR, by=cast.tess, at=NOON)
        with pytest.raises(commands.CannotWait, match="put off"):
            keep(held)
        raised = take()
        keep(raised)
        commands.raise_call(call=raised, flag=Flag.WEAPON, by=cast.tess, at=NOON)
        assert row(raised)["stack"] is None
        with pytest.raises(commands.CannotWait, match="dangerous"):
            keep(raised)


class TestItsEnd:
    @pytest.mark.parametrize("callsign", ["2B10", "2A10"])
    def test_whoever_is_sent_ends_it(self, cast, call, keep, callsign):
        keep(call)
        send(cast, call, callsign)
        assert (row(call)["stack"], stack(cast)) == (None, [])

    def test_so_does_the_end_of_the_call(self, cast, call, keep):
        keep(call)
        phone = cast.disposition("PHONE")
        commands.close_call(call=call, disposition=phone, by=cast.tess, at=NOON)
        assert Call.objects.get(pk=call.pk).stacked_until is None

    def test_and_being_put_off_or_merged(self, cast, call, take, keep):
        other, late = take(), take()
        for one in (call, late):
            keep(one)
        commands.merge_call(call=call, into=other, by=cast.tess, at=NOON)
        commands.hold_call(call=late, until=NOON + HOUR, by=cast.tess, at=NOON)
        assert stack(cast) == []

    def test_when_its_time_is_over_dispatch_is_told_though_the_wait_was_seen(
        self, cast, call, keep, recorded
    ):
        long = NOON + 3 * HOUR
        keep(call, until=long)
        call.refresh_from_db()
        assert rules.wait_due(call) < long
        commands.see_wait(call=call, by=cast.tess, at=NOON + 2 * HOUR)
        assert row(call)["wait_seen"]
        cast.enter(cast.system())
        firing.fire_due(long)
        cast.enter(cast.tess)
        assert (row(call)["wait_seen"], recorded()[-1]) == (False, "calls.stack.overdue")
        assert stack(cast) == [str(call)]

    def test_a_short_limit_comes_before_the_usual_wait(self, call, keep):
        soon = NOON + timedelta(minutes=1)
        keep(call, until=soon)
        assert row(call)["wait_due_at"] == soon.isoformat()

    def test_a_wait_that_was_seen_is_seen_anew_after_the_call_was_put_off(self, cast, call):
        commands.see_wait(call=call, by=cast.tess, at=NOON + 3 * HOUR)
        commands.hold_call(call=call, until=NOON + 5 * HOUR, by=cast.tess, at=NOON + 4 * HOUR)
        commands.make_due(call=call, by=cast.tess, at=NOON + 5 * HOUR)
        assert not row(call)["wait_seen"]


class TestSending:
    def test_the_first_of_the_stack_that_the_unit_may_go_to(self, cast, call, take, keep):
        forbidden, volunteer = take("NOISE"), "3V10"
        allowed = take("PARKING")
        for one in (forbidden, allowed):
            keep(one, volunteer)
        [sent] = commands.send_next(unit=cast.unit(volunteer), by=cast.tess, at=NOON)
        assert (sent, stack(cast, volunteer)) == (allowed, [str(forbidden)])

    def test_nothing_where_nothing_is_kept_or_the_unit_is_busy(self, cast, call, keep):
        unit = cast.unit("2B10")
        assert commands.send_next(unit=unit, by=cast.tess, at=NOON) == []
        keep(call)
        force.set_status(unit=unit, status=UnitStatus.BUSY, reason="court", by=cast.tess, at=NOON)
        assert commands.send_next(unit=unit, by=cast.tess, at=NOON) == []
        assert stack(cast) == [str(call)]
