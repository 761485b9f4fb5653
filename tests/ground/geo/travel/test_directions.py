import pytest

from beatbook.contract.values import UnitKind
from beatbook.ground.geo import graph
from beatbook.ground.geo.travel import engine
from beatbook.ground.geo.travel.trips import NoRoute, Reason
from tests.ground.geo.travel.conftest import EVERYBODY, PLANE

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
        "Turn left onto East Street, 0.2 mi",
        "Turn left onto Castle Street, 330 ft",
        "Arrive",
    ]
    assert [(step.maneuver, step.street) for step in route.steps] == [
        ("depart", "Main Street"),
        ("left", "East Street"),
        ("left", "Castle Street"),
        ("arrive", "Castle Street"),
    ]


def test_a_street_without_a_name_is_told_by_its_kind(travel, at):
    route = travel.route(at(400, 100), at(500, 300), FOOT)
    assert [step.words for step in route.steps] == [
        "North on a footpath, 0.1 mi",
        "Turn right onto Castle Street, 330 ft",
        "Arrive",
    ]
    assert [(step.street, step.road_class) for step in route.steps] == [
        ("", "footway"),
        ("Castle Street", ""),
        ("Castle Street", ""),
    ]


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
    assert [step.words for step in route.steps] == ["West on Main Street, 0.1 mi", "Arrive"]
    assert len(route.polyline) == 2


def test_a_route_to_where_one_is_has_no_length(travel, at):
    route = travel.route(at(300, 0), at(300, 0), CAR)
    assert (route.ms, route.meters) == (0, 0.0)
    assert [step.words for step in route.steps] == ["Arrive"]


def test_a_route_from_off_the_map_is_refused_in_words(travel, at):
    with pytest.raises(NoRoute) as refusal:
        travel.route(at(0, 9000), at(300, 0), CAR)
    assert refusal.value.message == Reason.START_OFF_MAP


@pytest.mark.parametrize(
    ("start", "side"), [((100, 0), "Arrive on the left"), ((700, 0), "Arrive on the right")]
)
def test_the_side_of_the_street_is_that_of_who_comes_along_it(travel, at, start, side):
    assert travel.route(at(*start), at(300, 20), CAR).steps[-1].words == side


STAR = {
    "straight": (0, 100),
    "right": (100, 0),
    "left": (-100, 0),
    "half right": (60, 80),
    "half left": (-60, 80),
    "back right": (60, -80),
    "back left": (-60, -80),
}


@pytest.fixture(scope="module")
def star():
    """Seven named streets that meet at one junction, and South Street, from which one comes."""
    middle, south = PLANE.to_degrees(0, 0), PLANE.to_degrees(0, -100)
    ends = [middle, south, *(PLANE.to_degrees(*end) for end in STAR.values())]
    edges = [
        graph.Edge(
            tail=0,
            head=number,
            shape=[middle, ends[number]],
            road_class="residential",
            street=number - 1,
            forward_kmh=EVERYBODY,
            backward_kmh=EVERYBODY,
        )
        for number in range(1, len(ends))
    ]
    made = engine.Engine(graph.assemble(ends, edges, ["south", *STAR]))
    yield made
    made.stop()


@pytest.mark.parametrize(
    ("toward", "words"),
    [
        ("straight", "Continue on straight"),
        ("right", "Turn right onto right"),
        ("left", "Turn left onto left"),
        ("half right", "Bear right onto half right"),
        ("half left", "Bear left onto half left"),
        ("back right", "Turn sharp right onto back right"),
        ("back left", "Turn sharp left onto back left"),
    ],
)
def test_each_turn_has_its_word(star, at, toward, words):
    x, y = STAR[toward]
    route = star.route(at(0, -50), at(x * 0.8, y * 0.8), CAR)
    assert [step.words for step in route.steps] == [
        "North on south, 160 ft",
        f"{words}, 260 ft",
        "Arrive",
    ]


def test_a_turn_off_a_street_that_keeps_its_name_is_told_and_a_mere_bend_is_not(at):
    """An L of one name with a lane at its corner; the same without the lane."""
    corners = [PLANE.to_degrees(*place) for place in ((0, 0), (200, 0), (200, 200), (400, 0))]
    street, lane = {"street": 0, "road_class": "residential"}, {"road_class": "service"}
    ends = ((0, 1, street), (1, 2, street), (1, 3, lane))
    edges = [
        graph.Edge(
            tail=tail,
            head=head,
            shape=[corners[tail], corners[head]],
            forward_kmh=EVERYBODY,
            backward_kmh=EVERYBODY,
            **kind,
        )
        for tail, head, kind in ends
    ]
    told = []
    for kept in (edges, edges[:2]):
        made = engine.Engine(graph.assemble(corners, kept, ["Elbow Street"]), fast=False)
        told.append([step.words for step in made.route(at(0, 0), at(200, 200), CAR).steps])
    assert told == [
        ["East on Elbow Street, 0.1 mi", "Turn left to stay on Elbow Street, 0.1 mi", "Arrive"],
        ["East on Elbow Street, 0.2 mi", "Arrive"],
    ]
