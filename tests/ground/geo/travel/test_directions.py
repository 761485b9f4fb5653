import pytest

from beatbook.contract.values import UnitKind
from beatbook.ground.geo.travel import engine
from beatbook.ground.geo.travel.trips import NoRoute, Reason

CAR, FOOT = UnitKind.CAR, UnitKind.FOOT


@pytest.fixture(scope="module")
def travel(town):
    made = engine.Engine(town)
    assert made.wait_until_fast(10)
    yield made
    made.stop()


def test_a_route_is_told_street_by_street(travel, at):
    route = travel.route(at(300, 0), at(700, 300), CAR)
    assert [step.words for step in route.steps] == [
        "East on Main Street, 0.3 mi",
        "North on East Street, 0.2 mi",
        "West on Castle Street, 330 ft",
    ]
    assert [step.street for step in route.steps] == ["Main Street", "East Street", "Castle Street"]


def test_a_street_without_a_name_is_told_by_its_kind(travel, at):
    route = travel.route(at(400, 100), at(500, 300), FOOT)
    assert [step.words for step in route.steps] == [
        "North on a footpath, 0.1 mi",
        "East on Castle Street, 330 ft",
    ]
    assert [step.street for step in route.steps] == ["", "Castle Street"]


def test_a_route_takes_as_long_as_the_trip_and_its_steps_add_up(travel, at):
    start, destination = at(100, 300), at(300, 300)
    route = travel.route(start, destination, CAR)
    (trip,) = travel.many_to_one([start], destination, CAR)
    assert (route.ms, route.meters) == (trip.ms, trip.meters)
    assert sum(step.meters for step in route.steps) == pytest.approx(route.meters)


def test_the_line_of_a_route_runs_from_place_to_place_by_every_corner(travel, at):
    route = travel.route(at(300, 0), at(700, 300), CAR)
    wanted = [at(300, 0), at(400, 0), at(800, 0), at(800, 300), at(700, 300)]
    for point, place in zip(route.polyline, wanted, strict=True):
        assert point == pytest.approx((place.lat, place.lon), abs=1e-6)


def test_a_route_along_one_street_is_one_step(travel, at):
    route = travel.route(at(300, 0), at(100, 0), CAR)
    assert [step.words for step in route.steps] == ["West on Main Street, 0.1 mi"]
    assert len(route.polyline) == 2


def test_a_route_to_where_one_is_has_no_length(travel, at):
    route = travel.route(at(300, 0), at(300, 0), CAR)
    assert (route.ms, route.meters) == (0, 0.0)
    assert [step.words for step in route.steps] == ["North on Main Street, 0 ft"]


def test_a_route_from_off_the_map_is_refused_in_words(travel, at):
    with pytest.raises(NoRoute) as refusal:
        travel.route(at(0, 9000), at(300, 0), CAR)
    assert refusal.value.message == Reason.START_OFF_MAP
