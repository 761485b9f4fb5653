"""Which turns a car may make, and what each costs, at junctions laid out by hand."""

import numpy as np
import pytest

from beatbook.contract.values import Point, UnitKind
from beatbook.ground.geo import graph
from beatbook.ground.geo.travel import engine, turns
from beatbook.ground.geo.travel.driving import Driving
from tests.ground.geo.travel.conftest import EVERYBODY, PLANE

CAR, BIKE = UnitKind.CAR, UnitKind.BIKE
PLACES = {"middle": (0, 0), "south": (0, -100), "north": (0, 100), "east": (100, 0)}
PLACES["west"] = (-100, 0)
NAMES = list(PLACES)


def crossing(arms, *, banned=(), **classes):
    """The streets from the middle to some places; ``classes`` names those that are no lanes."""
    points = [PLANE.to_degrees(*place) for place in PLACES.values()]
    edges = [
        graph.Edge(
            tail=0,
            head=NAMES.index(arm),
            shape=[points[0], points[NAMES.index(arm)]],
            road_class=classes.get(arm, "residential"),
            forward_kmh=EVERYBODY,
            backward_kmh=EVERYBODY,
        )
        for arm in arms
    ]
    pairs = [((arms.index(a), False), (arms.index(b), True)) for a, b in banned]
    return graph.assemble(points, edges, [], pairs)


def costs(made):
    """Seconds of every turn in the middle, by where one comes from and goes to."""
    arcs = np.flatnonzero(made.car)
    found = turns.allowed(made, arcs)
    return {
        (NAMES[made.tail[arcs[a]]], NAMES[made.head[arcs[b]]]): ms / 1000
        for a, b, ms in zip(*(column.tolist() for column in found), strict=True)
        if made.head[arcs[a]] == 0
    }


def test_a_left_turn_costs_more_than_a_right_one_and_straight_on_costs_nothing():
    found = costs(crossing(["south", "north", "east", "west"]))
    assert {goal: found["south", goal] for goal in ("north", "east", "west")} == {
        "north": 0.0,
        "east": turns.RIGHT_S,
        "west": turns.LEFT_S,
    }
    assert found["north", "east"] == turns.LEFT_S


def test_nobody_turns_back_where_there_is_another_way():
    found = costs(crossing(["south", "north", "east"]))
    assert all(start != goal for start, goal in found)


def test_at_a_dead_end_one_turns_back_and_it_costs():
    assert costs(crossing(["south"])) == {("south", "south"): turns.BACK_S}


def test_a_bend_without_a_choice_costs_nothing():
    found = costs(crossing(["south", "west"]))
    assert found == {("south", "west"): 0.0, ("west", "south"): 0.0}


def test_one_gives_way_to_a_bigger_road_but_not_when_turning_right():
    found = costs(crossing(["south", "north", "east", "west"], east="primary", west="primary"))
    assert found["south", "north"] == turns.GIVE_WAY_S
    assert found["south", "west"] == turns.LEFT_S + turns.GIVE_WAY_S
    assert found["south", "east"] == turns.RIGHT_S
    assert found["west", "east"] == 0.0
    assert found["west", "north"] == turns.LEFT_S


def test_a_forbidden_turn_is_not_made_and_the_others_are():
    found = costs(crossing(["south", "north", "east"], banned=[("south", "east")]))
    assert ("south", "east") not in found
    assert {("south", "north"), ("north", "east")} <= found.keys()


def test_where_every_other_turn_is_forbidden_one_turns_back():
    found = costs(crossing(["south", "east"], banned=[("south", "east")]))
    assert found["south", "south"] == turns.BACK_S


@pytest.fixture(params=[True, False], ids=["fast", "slow"])
def travel(request):
    made = []

    def start(of_graph):
        made.append(engine.Engine(of_graph, fast=request.param))
        assert made[0].wait_until_fast(10) == request.param
        return made[0]

    yield start
    made[0].stop()


def seconds(asked, start, goal, mode=CAR, **how):
    """From halfway up one arm to halfway up another."""
    here, there = (
        PLANE.to_degrees(PLACES[arm][0] / 2, PLACES[arm][1] / 2) for arm in (start, goal)
    )
    (trip,) = asked.many_to_one([Point(*here)], Point(*there), mode, **how)
    return trip and round(trip.seconds, 1)


def test_a_car_pays_for_its_turn_and_a_bicycle_does_not(travel):
    asked = travel(crossing(["south", "north", "east", "west"]))
    assert seconds(asked, "south", "north") == 10.0
    assert seconds(asked, "south", "west") == 10.0 + turns.LEFT_S
    assert seconds(asked, "south", "west", BIKE) == 20.0


def test_a_car_goes_round_a_forbidden_turn_by_the_next_place_to_turn_back(travel):
    asked = travel(crossing(["south", "north", "east"], banned=[("south", "east")]))
    there_and_back = 10.0 + turns.BACK_S + 10.0
    assert seconds(asked, "south", "east") == 5 + there_and_back + turns.LEFT_S + 5
    assert seconds(asked, "south", "east", BIKE) == 20.0


def test_in_an_emergency_streets_and_turns_take_less_and_forbidden_ones_stay_so(travel):
    asked = travel(crossing(["south", "north", "east"], banned=[("south", "east")]))
    hurried = {"driving": Driving.EMERGENCY}
    assert seconds(asked, "south", "north", **hurried) == round(10 / 1.1, 1)
    assert seconds(asked, "south", "north") == 10.0
    there_and_back = 20 / 1.1 + turns.BACK_S / 2
    assert seconds(asked, "south", "east", **hurried) == pytest.approx(
        10 / 1.1 + there_and_back + turns.LEFT_S / 2, abs=0.1
    )
    assert seconds(asked, "south", "east", BIKE, **hurried) == 20.0
