import pytest

from beatbook.contract.values import UnitKind
from beatbook.ground.geo.travel import engine
from beatbook.ground.geo.travel.trips import NoRoute, Reason

CAR, BIKE, FOOT = UnitKind.CAR, UnitKind.BIKE, UnitKind.FOOT


@pytest.fixture(scope="module")
def travel(town):
    made = engine.Engine(town)
    assert made.wait_until_fast(10)
    yield made
    made.stop()


def seconds(travel, start, destination, mode=CAR):
    (trip,) = travel.many_to_one([start], destination, mode)
    return trip and trip.seconds


def test_a_two_way_street_is_traveled_from_place_to_place_either_way(travel, at):
    assert seconds(travel, at(100, 0), at(300, 0)) == pytest.approx(20, abs=0.05)
    assert seconds(travel, at(300, 0), at(100, 0)) == pytest.approx(20, abs=0.05)


def test_a_trip_to_where_one_is_takes_no_time(travel, at):
    (trip,) = travel.many_to_one([at(100, 0)], at(100, 0), CAR)
    assert (trip.ms, trip.meters) == (0, 0.0)


def test_a_one_way_street_is_traveled_in_its_direction(travel, at):
    assert seconds(travel, at(300, 300), at(100, 300)) == pytest.approx(20, abs=0.05)


def test_against_a_one_way_street_a_car_must_go_round(travel, at):
    (trip,) = travel.many_to_one([at(100, 300)], at(300, 300), CAR)
    assert trip.seconds == pytest.approx(10 + 30 + 80 + 30 + 40 + 10, abs=0.2)
    assert trip.meters == pytest.approx(2000, abs=2)


def test_on_foot_one_walks_against_a_one_way_street(travel, at):
    assert seconds(travel, at(100, 300), at(300, 300), FOOT) == pytest.approx(200, abs=0.5)


def test_a_trip_leaves_a_two_way_street_by_the_end_that_is_sooner(travel, at):
    assert seconds(travel, at(100, 0), at(0, 150)) == pytest.approx(10 + 15, abs=0.05)
    assert seconds(travel, at(700, 0), at(800, 150)) == pytest.approx(10 + 15, abs=0.05)


def test_only_walkers_take_the_footpath(travel, at):
    assert seconds(travel, at(400, 10), at(400, 290), FOOT) == pytest.approx(280, abs=0.5)
    assert seconds(travel, at(400, 0), at(400, 300), BIKE) == pytest.approx(
        (400 + 300 + 400) / 5, abs=0.5
    )


def test_a_motorcycle_travels_like_a_car(travel, at):
    here, there = at(100, 300), at(300, 300)
    assert seconds(travel, here, there, UnitKind.MOTORCYCLE) == seconds(travel, here, there, CAR)


def test_trips_come_in_the_order_of_the_starts(travel, at):
    starts = [at(700, 0), at(0, 100), at(390, 0)]
    trips = travel.many_to_one(starts, at(400, 0), CAR)
    assert [round(trip.seconds) for trip in trips] == [30, 50, 1]
    assert trips.reasons == [None, None, None]


def test_only_as_many_trips_are_measured_as_are_asked_for_soonest_first(travel, at):
    trips = travel.many_to_one([at(700, 0), at(0, 100), at(390, 0)], at(400, 0), CAR, measure=2)
    assert [trip.meters and round(trip.meters) for trip in trips] == [300, None, 10]


def test_a_start_that_is_off_the_map_is_said_and_the_others_are_answered(travel, at):
    trips = travel.many_to_one([at(0, 5000), at(390, 0)], at(400, 0), CAR)
    assert [trip and round(trip.seconds) for trip in trips] == [None, 1]
    assert trips.reasons == [Reason.START_OFF_MAP, None]


def test_a_destination_that_is_off_the_map_is_said(travel, at):
    trips = travel.many_to_one([at(0, 0), at(390, 0)], at(0, 5000), CAR)
    assert trips == [None, None]
    assert trips.reasons == [Reason.DESTINATION_OFF_MAP] * 2


def test_nothing_is_promised_over_water(travel, at):
    trips = travel.many_to_one([at(0, 0)], at(400, 0), UnitKind.BOAT)
    assert (trips, trips.reasons) == ([None], [Reason.NO_WATERWAYS])
    with pytest.raises(NoRoute) as refusal:
        travel.route(at(0, 0), at(400, 0), UnitKind.BOAT)
    assert refusal.value.reason == Reason.NO_WATERWAYS


def test_nobody_asks_about_no_units(travel, at):
    assert travel.many_to_one([], at(400, 0), CAR) == []
