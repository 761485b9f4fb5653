"""What a straight line would have cost, on towns where that can be told by hand."""

import json

import pytest

from beatbook.ground.geo import graph
from beatbook.ground.geo.travel import engine, straight_line
from tests.ground.geo.travel.conftest import EVERYBODY, PLANE


def town(*lines):
    """Streets without crossings but where their ends are the same place."""
    corners = sorted({place for line in lines for place in line})
    points = {place: PLANE.to_degrees(*place) for place in corners}
    edges = [
        graph.Edge(
            tail=corners.index(line[0]),
            head=corners.index(line[-1]),
            shape=[points[place] for place in line],
            road_class="residential",
            forward_kmh=EVERYBODY,
            backward_kmh=EVERYBODY,
        )
        for line in lines
    ]
    return graph.assemble(list(points.values()), edges, [])


@pytest.fixture
def reckon():
    made = []

    def reckon(streets, **how):
        made.append(engine.Engine(streets))
        assert made[-1].wait_until_fast(10)
        return straight_line.figures(made[-1], **how)

    yield reckon
    for one in made:
        one.stop()


STRAIGHT = town(((0, 0), (500, 0)), ((500, 0), (2000, 0)))
RIVER = town(((0, 0), (2000, 0)), ((2000, 0), (2000, 60)), ((2000, 60), (0, 60)))


def test_along_one_straight_street_the_nearest_is_always_the_soonest(reckon):
    for told in reckon(STRAIGHT, calls=80)["units"]:
        assert (told["wrong"], told["mean_extra_s"]) == (0, 0.0)
        assert told["p95_extra_when_wrong_s"] is None


def test_across_a_river_the_nearest_is_often_late_by_the_way_to_the_bridge(reckon):
    five, *_, fifty = reckon(RIVER, calls=400)["units"]
    assert (five["units"], fifty["units"]) == (5, 50)
    assert five["counted"] == fifty["counted"] == 100
    assert 0.2 < five["wrong_share"] < 0.7
    assert 10 < five["mean_extra_s"] < five["median_extra_when_wrong_s"]
    assert five["median_extra_when_wrong_s"] < five["p95_extra_when_wrong_s"] < 400


def test_the_same_seed_gives_the_same_figures_and_they_can_be_kept(reckon):
    one, same, other = (reckon(RIVER, seed=seed, calls=80) for seed in (1, 1, 2))
    assert one == same == json.loads(json.dumps(one))
    assert one != other
