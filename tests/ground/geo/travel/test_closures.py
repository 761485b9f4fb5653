import pytest

from beatbook.contract.values import UnitKind
from beatbook.ground.geo.travel import engine
from beatbook.ground.geo.travel.trips import Closure, Direction, Reason

CAR, FOOT = UnitKind.CAR, UnitKind.FOOT


@pytest.fixture(params=["fast", "slow"])
def travel(request, town):
    fast = request.param == "fast"
    made = engine.Engine(town, fast=fast)
    assert made.wait_until_fast(10) == fast
    yield made
    made.stop()


def seconds(travel, start, destination, mode=CAR):
    (trip,) = travel.many_to_one([start], destination, mode)
    return trip and round(trip.seconds)


def test_a_closed_street_is_gone_round_until_it_is_open_again(travel, at, edge):
    west, east = at(0, 150), at(600, 0)
    assert seconds(travel, east, west) == 20 + 40 + 15
    travel.close(edge("AB"))
    assert seconds(travel, east, west) == 20 + 30 + 80 + 15
    travel.reopen(edge("AB"))
    assert seconds(travel, east, west) == 20 + 40 + 15


def test_a_street_may_be_closed_in_one_direction(travel, at, edge):
    west, east = at(0, 150), at(600, 0)
    travel.close(edge("AB"), Direction.BACKWARD)
    assert seconds(travel, east, west) == 20 + 30 + 80 + 15
    assert seconds(travel, west, east) == 15 + 40 + 20


def test_one_direction_of_a_closed_street_may_be_opened(travel, at, edge):
    west, east = at(0, 150), at(600, 0)
    travel.close(edge("AB"))
    travel.reopen(edge("AB"), Direction.FORWARD)
    assert seconds(travel, west, east) == 15 + 40 + 20
    assert seconds(travel, east, west) == 20 + 30 + 80 + 15


def test_what_lies_behind_all_closed_streets_cannot_be_reached_and_that_is_said(travel, at, edge):
    travel.close_only([Closure(edge("AB")), Closure(edge("CF"))])
    trips = travel.many_to_one([at(0, 150), at(500, 0)], at(600, 0), CAR)
    assert [trip and round(trip.seconds) for trip in trips] == [None, 10]
    assert trips.reasons == [Reason.UNREACHABLE, None]


def test_a_list_of_closures_takes_the_place_of_the_one_before(travel, at, edge):
    west, east = at(0, 150), at(600, 0)
    travel.close_only([Closure(edge("AB"))])
    travel.close_only([Closure(edge("CF"))])
    assert seconds(travel, east, west) == 20 + 40 + 15
    travel.close_only([])
    assert travel.state.closed == 0


def test_units_still_come_to_the_scene_that_closed_the_street(travel, at, edge):
    travel.close(edge("AB"))
    assert seconds(travel, at(600, 0), at(300, 0)) == 20 + 10
    assert seconds(travel, at(0, 150), at(300, 0)) == 15 + 30


def test_units_still_leave_a_closed_street(travel, at, edge):
    travel.close(edge("AB"))
    assert seconds(travel, at(300, 0), at(600, 0)) == 10 + 20


def test_a_closed_street_is_closed_to_every_mode(travel, at, edge):
    travel.close(edge("BE"))
    assert seconds(travel, at(390, 0), at(390, 300), FOOT) == 390 + 300 + 390


def test_closing_twice_and_opening_twice_changes_nothing_more(travel, at, edge):
    west, east = at(0, 150), at(600, 0)
    travel.close(edge("AB"))
    travel.close(edge("AB"))
    travel.reopen(edge("AB"))
    travel.reopen(edge("AB"))
    assert seconds(travel, east, west) == 20 + 40 + 15


def test_an_edge_that_the_map_does_not_have_is_refused_and_nothing_changes(travel, at, edge):
    travel.close(edge("AB"))
    with pytest.raises(ValueError, match="The map has no edge 99"):
        travel.close_only([Closure(99)])
    assert travel.state.closed == 2
