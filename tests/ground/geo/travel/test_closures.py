import pytest

from beatbook.contract.values import UnitKind
from beatbook.ground.geo.travel import closures, engine
from beatbook.ground.geo.travel.trips import Closure, Direction, Reason
from beatbook.ground.geo.vocabulary import Lane
from tests.ground.geo.travel.conftest import EDGES

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


# Slow-downs


def slowed(travel, edge, percent, direction=Direction.BOTH):
    travel.close_only([Closure(edge, direction, percent)])


def test_a_slowed_street_takes_longer_and_is_gone_round_when_that_is_sooner(travel, at, edge):
    west, east = at(0, 150), at(600, 0)
    slowed(travel, edge("AB"), 50)
    assert seconds(travel, east, west) == 20 + 80 + 15
    slowed(travel, edge("AB"), 10)
    assert seconds(travel, east, west) == 20 + 30 + 80 + 15
    slowed(travel, edge("AB"), 50, Direction.FORWARD)
    assert seconds(travel, east, west) == 20 + 40 + 15
    travel.close_only([])
    assert seconds(travel, east, west) == 20 + 40 + 15


def test_who_begins_or_ends_on_a_slowed_street_is_slow_there_too(travel, at, edge):
    slowed(travel, edge("AB"), 50)
    assert seconds(travel, at(600, 0), at(300, 0)) == 20 + 20
    assert seconds(travel, at(300, 0), at(600, 0)) == 20 + 20
    assert seconds(travel, at(100, 0), at(300, 0)) == 40


def test_of_several_on_one_street_the_slowest_counts(travel, at, edge):
    both = [Closure(edge("AB"), percent=50), Closure(edge("AB"), Direction.FORWARD)]
    travel.close_only([*both, Closure(edge("BC"), percent=25)])
    assert seconds(travel, at(100, 0), at(300, 0)) == 20
    assert seconds(travel, at(300, 0), at(100, 0)) == 40
    assert (travel.state.closed, travel.state.slowed) == (1, 3)


# Lines on the map


def line(at, *places):
    return [(at(*place).lat, at(*place).lon) for place in places]


@pytest.fixture
def covered(travel, at):
    """The edges, by their corners, and directions that a line means."""

    def find(*places, lane=Lane.BOTH, street=""):
        found = closures.along(travel.streets, line(at, *places), lane, street)
        return {(list(EDGES)[one.edge], one.direction) for one in found}

    return find


BOTH, FORWARD, BACKWARD = Direction.BOTH, Direction.FORWARD, Direction.BACKWARD


def test_a_line_along_a_street_means_its_edges_and_not_those_that_cross(covered):
    assert covered((0, 4), (800, -6)) == {("AB", BOTH), ("BC", BOTH)}


def test_a_line_round_a_corner_means_both_streets(covered):
    assert covered((400, 0), (800, 0), (800, 300)) == {("BC", BOTH), ("CF", BOTH)}


def test_a_line_on_part_of_an_edge_means_all_of_it(covered):
    assert covered((100, 0), (180, 0)) == {("AB", BOTH)}


def test_the_direction_is_that_of_the_line_whichever_way_the_edge_was_drawn(covered):
    assert covered((0, 0), (400, 0), lane=Lane.WITH) == {("AB", FORWARD)}
    assert covered((400, 0), (0, 0), lane=Lane.WITH) == {("AB", BACKWARD)}
    assert covered((0, 0), (400, 0), lane=Lane.AGAINST) == {("AB", BACKWARD)}
    assert covered((400, 300), (0, 300), lane=Lane.WITH) == {("ED", FORWARD)}


def test_of_streets_beside_one_another_the_named_one_is_meant(covered):
    assert covered((400, 10), (400, 280)) == {("BE", BOTH)}
    bent = (400, 0), (800, 0), (800, 300)
    assert covered(*bent, street="East Street") == {("CF", BOTH)}
    assert covered(*bent, street="A name the map does not know") == covered(*bent)


def test_a_line_far_from_every_street_or_of_one_point_means_none(covered):
    assert covered((100, 100), (300, 100)) == set()
    assert covered((100, 0)) == set()
    assert covered((100, 0), (100, 0)) == set()


def test_closures_kept_as_lines_are_obeyed_until_they_stand_no_more(travel, at):
    west, east = at(0, 150), at(600, 0)
    main = tuple(line(at, (0, 0), (400, 0)))
    travel.obey([closures.Standing(main, Lane.AGAINST, "Main Street")])
    assert seconds(travel, east, west) == 20 + 30 + 80 + 15
    assert seconds(travel, west, east) == 15 + 40 + 20
    travel.obey([closures.Standing(main, Lane.AGAINST, "Main Street", percent=50)])
    assert seconds(travel, east, west) == 20 + 80 + 15
    travel.obey([])
    assert seconds(travel, east, west) == 20 + 40 + 15
