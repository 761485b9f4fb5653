"""Calls that wait too long for their priority, and units that are late on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import Call
from beatbook.ground.agency import commands as agency
from beatbook.ground.force.models import Assignment
from beatbook.ground.force.vocabulary import LeftEarly
from tests.cast import NOON

HALF_AN_HOUR = timedelta(minutes=30)
LATE = NOON + timedelta(minutes=31)


def due(call):
    [patch] = queries.board_rows([str(call)])
    return patch["row"]["wait_due_at"]


def seen(call):
    return Call.objects.get(pk=call.pk).wait_seen_at is not None


@pytest.fixture
def see(cast):
    return lambda call, by=None, at=LATE: commands.see_wait(call=call, by=by or cast.tess, at=at)


def test_each_priority_waits_its_own_time(call, take):
    assert due(call) == (NOON + HALF_AN_HOUR).isoformat()
    assert due(take("DOMESTIC")) == (NOON + timedelta(minutes=1)).isoformat()


def test_the_agency_says_how_long(call, cast):
    wanted = replace(agency.Settings.of(cast.ab), wait_s=(60, 60, 60, 120, 60))
    agency.change_settings(agency=cast.ab, settings=wanted, by=cast.ada, at=NOON)
    assert due(call) == (NOON + timedelta(minutes=2)).isoformat()


def test_seen_once_and_again_when_it_waits_again(call, see, cast, recorded):
    see(call)
    see(call)
    assert (seen(call), recorded().count("calls.wait.seen")) == (True, 1)
    told = {"call": call, "by": cast.tess, "at": LATE}
    commands.assign_units(units=[cast.unit("2B10")], **told)
    assert (due(call), seen(call)) == (None, False)
    commands.clear_unit(unit=cast.unit("2B10"), left=LeftEarly.NOT_NEEDED, **told)
    assert (due(call), seen(call)) == ((NOON + HALF_AN_HOUR).isoformat(), False)


def test_what_does_not_wait_too_long_is_not_seen(call, see):
    see(call, at=NOON)
    assert not seen(call)


@pytest.mark.parametrize("who", ["jun", "nora"])
def test_only_who_dispatches_sees_it(call, see, cast, who):
    with pytest.raises(NotAllowed):
        see(call, by=cast.principals[who])


def test_over_http(call, browser, millbrook, cast):
    path = f"/calls/{call}/wait/"
    assert browser("tess").post(path)[0] == 200
    assert (browser("jun").post(path)[0], millbrook.post(path)[0]) == (403, 404)
    assert browser("tess").post(f"/units/{cast.unit('2B10').pk}/timers/")[0] == 200
    assert millbrook.post(f"/units/{cast.unit('2B10').pk}/timers/")[0] == 404


def test_how_long_a_unit_drives_is_kept_when_it_is_sent(take, cast, town, park):
    park("2B10", 0, 0)
    call = take("NOISE")
    commands.assign_units(call=call, units=[cast.unit("2B10")], by=cast.tess, at=NOON)
    assert Assignment.objects.get().travel_s == 0
