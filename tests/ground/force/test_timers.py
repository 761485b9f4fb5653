"""What runs out while one follows a unit, and that dispatch has seen it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.ground.force import commands, queries
from beatbook.ground.force.models import UnitState
from beatbook.ground.force.vocabulary import Status
from tests.cast import NOON

MINUTE = timedelta(minutes=1)
SEEN = "force.timers.seen"


@pytest.fixture
def told(cast):
    return {"unit": cast.unit("2B10"), "by": cast.tess, "at": NOON}


@pytest.fixture
def sent(told, incident):
    """Three minutes away."""
    return commands.assign(incident=incident, terms=commands.Terms(travel_s=180), **told)


def running(cast):
    [patch] = queries.board_rows([cast.unit("2B10").pk])
    return patch["row"]["timers"]


def seen():
    return UnitState.objects.get(unit__callsign="2B10").seen


def test_a_unit_that_was_sent_answers_and_arrives_in_time(sent, cast):
    assert running(cast) == {
        "ack": (NOON + 2 * MINUTE).isoformat(),
        "arrive": (NOON + 8 * MINUTE).isoformat(),
    }


def test_en_route_it_has_answered_and_on_scene_it_has_arrived(sent, told, cast):
    commands.set_status(status=Status.EN_ROUTE, **told | {"at": NOON + MINUTE})
    assert list(running(cast)) == ["arrive"]
    commands.set_status(status=Status.ON_SCENE, **told | {"at": NOON + MINUTE})
    assert running(cast) == {}


def test_where_the_way_is_not_known_nobody_is_late(told, incident, cast):
    commands.assign(incident=incident, **told)
    assert list(running(cast)) == ["ack"]


def test_who_is_busy_until_then_is_expected_back(told, cast):
    until = NOON + 30 * MINUTE
    commands.set_status(status=Status.BUSY, reason="court", until=until, **told)
    assert running(cast) == {"back": until.isoformat()}


def test_what_ran_out_is_seen_once(sent, told, recorded):
    for minute in (3, 4):
        commands.see_timers(**told | {"at": NOON + minute * MINUTE})
    assert (seen(), recorded()[-1:], recorded().count(SEEN)) == (["ack"], [SEEN], 1)


def test_what_runs_out_later_is_not_seen_before(sent, told, recorded):
    commands.see_timers(**told | {"at": NOON + 3 * MINUTE})
    commands.see_timers(**told | {"at": NOON + 9 * MINUTE})
    assert (seen(), recorded().count(SEEN)) == (["ack", "arrive"], 2)


def test_before_anything_ran_out_there_is_nothing_to_see(sent, told, recorded):
    before = recorded()
    commands.see_timers(**told)
    assert (seen(), recorded()) == ([], before)


def test_the_next_status_is_a_new_start(sent, told):
    commands.see_timers(**told | {"at": NOON + 3 * MINUTE})
    commands.set_status(status=Status.EN_ROUTE, **told | {"at": NOON + 4 * MINUTE})
    assert seen() == []


@pytest.mark.parametrize("who", ["jun", "nora"])
def test_only_who_follows_units_sees_for_all(sent, told, cast, who):
    with pytest.raises(NotAllowed):
        commands.see_timers(**told | {"by": cast.principals[who]})
