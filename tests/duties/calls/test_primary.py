"""The primary unit of a call: who handles it, who takes over, who owes what is to be written."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import OwedReport
from beatbook.ground.force.models import Assignment
from beatbook.ground.force.vocabulary import LeftEarly, Status
from tests.cast import NOON

LATER = NOON + timedelta(minutes=30)
SET = "force.primary.set"


@pytest.fixture
def send(cast, call):
    def sent(*callsigns, status=Status.DISPATCHED, to=call):
        for callsign in callsigns:
            units = [cast.unit(callsign)]
            commands.assign_units(call=to, units=units, status=status, by=cast.tess, at=NOON)

    return sent


@pytest.fixture
def leave(cast, call):
    def left(callsign, why=LeftEarly.NOT_NEEDED):
        unit = cast.unit(callsign)
        commands.clear_unit(call=call, unit=unit, left=why, by=cast.tess, at=LATER)

    return left


def primary(call):
    found = Assignment.objects.filter(incident=call.pk, primary=True)
    return found.get().unit.callsign if found else None


def choose(cast, call, callsign, by=None):
    unit = cast.unit(callsign)
    return commands.choose_primary(call=call, unit=unit, by=by or cast.tess, at=LATER)


def test_the_first_unit_sent_is_primary_and_the_log_says_so(call, send):
    send("2B10", "2A10")
    assert primary(call) == "2B10"
    [patch] = queries.board_rows([call.incident.number])
    assert patch["row"]["primary"] == "2B10"
    said = [line.text for line in queries.chronology_of(call) if "assigned" in line.text]
    assert said == ["assigned 2B10 as the primary unit", "assigned 2A10"]


def test_whoever_dispatches_chooses_another(cast, call, send, recorded):
    send("2B10", "2A10")
    before = len(recorded())
    for _ in range(2):
        choose(cast, call, "2A10")
    assert (primary(call), recorded()[before:]) == ("2A10", [SET])


@pytest.mark.parametrize("who", ["jun", "nora"])
def test_nobody_else_does(cast, call, send, who):
    send("2B10", "2A10")
    with pytest.raises(NotAllowed):
        choose(cast, call, "2A10", by=getattr(cast, who))


def test_only_a_unit_that_is_there_can_be(cast, call, send):
    send("2B10")
    with pytest.raises(commands.NotOnThisCall):
        choose(cast, call, "2A10")


def test_when_it_leaves_the_next_one_sent_takes_over(call, send, leave, recorded):
    send("2B10", "2A10", "2C10")
    leave("2B10")
    assert primary(call) == "2A10"
    assert recorded()[-2:] == ["force.assignment.left_early", SET]
    leave("2C10")
    assert recorded()[-1] == "force.assignment.left_early"


def test_one_that_is_taken_away_hands_over_too(cast, call, take, send):
    send("2B10", "2A10")
    units = [cast.unit("2B10")]
    commands.assign_units(call=take(), units=units, preempt=True, by=cast.tess, at=LATER)
    assert primary(call) == "2A10"


def test_swapped_each_is_primary_where_it_was_the_only_one(cast, call, take, send):
    other = take()
    send("2B10")
    send("2A10", to=other)
    units = (cast.unit("2B10"), cast.unit("2A10"))
    commands.swap_units(units=units, by=cast.tess, at=LATER)
    assert (primary(call), primary(other)) == ("2A10", "2B10")


def test_who_never_arrived_handled_nothing(call, send, leave):
    send("2B10")
    leave("2B10")
    assert primary(call) is None


def test_the_record_keeps_who_was_there_last(cast, call, send, leave):
    send("2B10")
    send("2A10", status=Status.ON_SCENE)
    leave("2A10")
    assert primary(call) == "2B10"
    leave("2B10")
    assert primary(call) == "2A10"
    send("2C10")
    assert primary(call) == "2C10"


def test_merged_and_taken_apart_each_call_has_one(cast, call, take, send):
    other = take()
    send("2B10")
    send("2A10", to=other)
    commands.merge_call(call=call, into=other, by=cast.tess, at=LATER)
    assert (primary(call), primary(other)) == (None, "2A10")
    commands.unmerge_call(call=call, by=cast.tess, at=LATER)
    assert (primary(call), primary(other)) == ("2B10", "2A10")


@pytest.mark.parametrize(("chosen", "owing"), [("2B10", "Jun Park"), ("2A10", "Hari Singh")])
def test_its_crew_owes_the_report_whoever_was_there_first(cast, call, send, chosen, owing):
    send("2A10", "2B10", status=Status.ON_SCENE)
    choose(cast, call, chosen)
    commands.close_call(call=call, disposition=cast.disposition("REPORT"), by=cast.tess, at=LATER)
    assert OwedReport.objects.get().member.name == owing
    assert primary(call) == chosen
