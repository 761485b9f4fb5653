"""Units that are taken from one call to another, and calls that wait again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.queries import ranking
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Assignment
from beatbook.ground.force.vocabulary import LeftEarly
from beatbook.ground.force.vocabulary import Status as UnitStatus
from tests.cast import NOON

LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def first(take, cast):
    """A call that 2B10 is on the way to."""
    call = take("NOISE")
    commands.assign_units(call=call, units=[cast.unit("2B10")], by=cast.tess, at=NOON)
    return call


@pytest.fixture
def urgent(take):
    return take("WELFARE", at=LATER)


@pytest.fixture
def send(cast):
    def sent(call, *callsigns, by=None, **more):
        units = [cast.unit(callsign) for callsign in callsigns]
        return commands.assign_units(call=call, units=units, by=by or cast.tess, at=LATER, **more)

    return sent


def stands(call):
    call = Call.objects.get(pk=call.pk)
    active = Assignment.objects.filter(incident=call.pk, cleared_at=None).order_by("unit__callsign")
    return call.status, [one.unit.callsign for one in active]


class TestPreempting:
    def test_the_call_it_leaves_waits_again_since_it_was_received(self, first, urgent, send):
        send(urgent, "2B10", preempt=True)
        assert stands(first) == ("waiting", [])
        assert Call.objects.get(pk=first.pk).received_at == NOON
        assert stands(urgent) == ("active", ["2B10"])
        old = Assignment.objects.get(incident=first.pk)
        assert (old.cleared_at, old.left_early) == (LATER, LeftEarly.MORE_URGENT)

    def test_the_log_of_both_calls_says_so(self, first, urgent, send, recorded):
        before = len(recorded())
        send(urgent, "2B10", preempt=True)
        assert recorded()[before:] == [
            "force.unit.released",
            "force.assignment.left_early",
            "calls.unit.preempted",
            "force.unit.assigned",
        ]

    def test_a_call_that_others_are_on_goes_on(self, first, urgent, send):
        send(first, "2A10")
        send(urgent, "2B10", preempt=True)
        assert stands(first) == ("active", ["2A10"])

    def test_without_the_word_nobody_is_taken_away(self, first, urgent, send):
        with pytest.raises(force.NotAvailable, match="2B10 is already on"):
            send(urgent, "2B10")
        assert (stands(first), stands(urgent)) == (("active", ["2B10"]), ("waiting", []))

    def test_a_unit_that_can_be_sent_goes_without_it(self, first, urgent, send, cast):
        unit = {"unit": cast.unit("2B10"), "by": cast.jun, "at": NOON}
        force.set_status(status=UnitStatus.ON_SCENE, **unit)
        force.set_sendable(sendable=True, **unit)
        send(urgent, "2B10")
        assert (stands(first), stands(urgent)) == (("waiting", []), ("active", ["2B10"]))
        assert Assignment.objects.get(incident=first.pk).left_early == ""

    def test_all_or_nobody(self, first, urgent, send, cast):
        force.put_off_duty(unit=cast.unit("2A10"), by=cast.rosa, at=NOON)
        with pytest.raises(force.NotAvailable, match="2A10 is off duty"):
            send(urgent, "2B10", "2A10", preempt=True)
        assert stands(first) == ("active", ["2B10"])

    def test_done_twice_it_is_done_once(self, first, urgent, send, recorded):
        send(urgent, "2B10", preempt=True)
        before = recorded()
        send(urgent, "2B10", preempt=True)
        assert recorded() == before

    @pytest.mark.parametrize("who", ["jun", "nora"])
    def test_only_who_dispatches_may(self, first, urgent, send, cast, who):
        with pytest.raises(NotAllowed):
            send(urgent, "2B10", preempt=True, by=cast.principals[who])


class TestSwapping:
    @pytest.fixture
    def swap(self, cast):
        def swapped(one, other, by=None):
            units = (cast.unit(one), cast.unit(other))
            return commands.swap_units(units=units, by=by or cast.tess, at=LATER)

        return swapped

    def test_two_calls_exchange_their_units(self, first, urgent, send, swap):
        send(urgent, "2A10")
        swap("2B10", "2A10")
        assert (stands(first), stands(urgent)) == (("active", ["2A10"]), ("active", ["2B10"]))

    @pytest.mark.parametrize("pair", [("2B10", "2A10"), ("2A10", "2B10")], ids=["left", "right"])
    def test_a_free_unit_takes_the_place_of_the_other(self, first, swap, pair):
        swap(*pair)
        assert stands(first) == ("active", ["2A10"])
        assert Assignment.objects.get(unit__callsign="2B10").left_early == LeftEarly.WRONG_UNIT

    def test_there_is_nothing_to_swap_on_one_call_or_on_none(self, first, send, swap):
        for pair in (("2A10", "2A11"),):
            with pytest.raises(commands.NothingToSwap, match="nothing to swap"):
                swap(*pair)
        send(first, "2A10")
        with pytest.raises(commands.NothingToSwap):
            swap("2B10", "2A10")

    def test_who_cannot_take_the_place_leaves_everything_as_it_was(self, first, swap, cast):
        force.put_off_duty(unit=cast.unit("2A10"), by=cast.rosa, at=NOON)
        with pytest.raises(force.NotAvailable):
            swap("2B10", "2A10")
        assert stands(first) == ("active", ["2B10"])

    @pytest.mark.parametrize("who", ["jun", "nora"])
    def test_only_who_dispatches_may(self, first, swap, cast, who):
        with pytest.raises(NotAllowed):
            swap("2B10", "2A10", by=cast.principals[who])

    def test_over_http_both_are_named(self, first, browser, cast):
        ids = {callsign: cast.unit(callsign).pk for callsign in ("2B10", "2A10")}
        assert browser("tess").post("/swaps/", {"unit": [ids["2B10"]]})[0] == 422
        assert browser("jun").post("/swaps/", {"unit": list(ids.values())})[0] == 403
        status, answer = browser("tess").post("/swaps/", {"unit": list(ids.values())})
        assert (status, sorted(answer["message"].split()[:3:2])) == (200, ["2A10", "2B10"])
        assert stands(first) == ("active", ["2A10"])


class TestWhatSendingLeaves:
    def test_the_last_free_unit_of_a_beat_leaves_it_without(self, take, cast, send):
        call = take("NOISE")
        others = [
            one.callsign
            for one in ranking.rank_units(cast.tess, call, at=NOON)
            if one.callsign.startswith("2") and one.callsign != "2B10"
        ]
        assert uncovers("2B10", call, cast) == ""
        for callsign in others:
            unit = cast.unit(callsign)
            force.put_off_duty(unit=unit, by=cast.rosa, at=NOON)
        assert uncovers("2B10", call, cast) == "2"

    def test_who_can_be_sent_from_a_call_is_recommended_after_the_free(self, first, take, cast):
        unit = {"unit": cast.unit("2B10"), "by": cast.tess, "at": NOON}
        force.set_status(status=UnitStatus.ON_SCENE, **unit)
        force.set_sendable(sendable=True, **unit)
        other = take("NOISE")
        ranked = ranking.rank_units(cast.tess, other, at=NOON)
        recommended = [one.callsign for one in ranked if one.recommended]
        assert recommended[-1] == "2B10"
        assert "on scene, can be sent" in {one.callsign: one.reason for one in ranked}["2B10"]
        here = ranking.rank_units(cast.tess, first, at=NOON)
        assert not {one.callsign: one for one in here}["2B10"].recommended


def uncovers(callsign, call, cast):
    ranked = {one.callsign: one for one in ranking.rank_units(cast.tess, call, at=NOON)}
    return ranked[callsign].uncovers
