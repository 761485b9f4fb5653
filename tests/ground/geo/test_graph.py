import dataclasses

import numpy as np
import pytest

from beatbook.core import geometry
from beatbook.ground.geo import graph

CORNERS = [(39.0, -76.0), (39.0, -75.99), (39.01, -75.99)]
FRONT_STREET = graph.Edge(
    tail=0,
    head=1,
    shape=[CORNERS[0], (39.0, -75.995), CORNERS[1]],
    road_class="residential",
    street=0,
    forward_kmh=(36.0, 18.0, 3.6),
    backward_kmh=(0.0, 18.0, 3.6),
)
BACK_LANE = graph.Edge(
    tail=1,
    head=2,
    shape=[CORNERS[1], CORNERS[2]],
    road_class="service",
    forward_kmh=(18.0, 18.0, 3.6),
    backward_kmh=(18.0, 18.0, 3.6),
)


@pytest.fixture
def corner():
    turn = ((0, True), (1, True))
    return graph.assemble(CORNERS, [FRONT_STREET, BACK_LANE], ["Front Street"], [turn])


def test_a_two_way_street_gives_two_arcs_that_share_an_edge(corner):
    assert corner.edge.tolist() == [0, 0, 1, 1]
    assert corner.forward.tolist() == [True, False, True, False]
    assert corner.tail.tolist() == [0, 1, 1, 2]
    assert corner.head.tolist() == [1, 0, 2, 1]


def test_an_arc_is_closed_to_a_mode_without_a_speed(corner):
    assert corner.car.tolist() == [True, False, True, True]
    assert corner.car_ms[1] == graph.CLOSED_MS


def test_lengths_are_meters_along_the_shape_and_times_follow_the_speed(corner):
    expected = geometry.EARTH_RADIUS_M * np.radians(0.01) * np.cos(np.radians(39.0))
    assert corner.length_m[0] == pytest.approx(expected, rel=1e-6)
    assert corner.car_ms[0] == pytest.approx(expected * 100, abs=1)
    assert corner.foot_ms[0] == pytest.approx(expected * 1000, abs=1)


def test_the_shape_of_a_backward_arc_runs_from_its_tail(corner):
    assert corner.arc_shape(1).tolist() == [list(p) for p in reversed(FRONT_STREET.shape)]


def test_streets_keep_their_names_and_lanes_have_none(corner):
    assert [corner.street_name(arc) for arc in range(4)] == ["Front Street", "Front Street", "", ""]


def test_a_banned_turn_joins_two_arcs(corner):
    assert (corner.banned_from.tolist(), corner.banned_to.tolist()) == ([0], [2])


def test_a_saved_graph_is_read_back_unchanged(corner, tmp_path):
    corner.save(tmp_path / "graph.npz")
    again = graph.load(tmp_path / "graph.npz")
    for field in dataclasses.fields(graph.StreetGraph):
        before, after = getattr(corner, field.name), getattr(again, field.name)
        assert np.array_equal(before, after), field.name


def test_an_empty_graph_is_refused_in_words():
    with pytest.raises(graph.GraphError, match="has no streets"):
        graph.assemble([], [], [])


def test_an_arc_to_a_node_that_is_not_there_is_refused(corner):
    broken = dataclasses.replace(corner, head=np.array([1, 0, 9, 1], dtype=np.int32))
    with pytest.raises(graph.GraphError, match="head node of arc 2 is 9, but there are 3"):
        broken.check()


def test_a_broken_file_is_refused_in_words(tmp_path):
    path = tmp_path / "graph.npz"
    path.write_bytes(b"PK not really")
    with pytest.raises(graph.GraphError, match="cannot be read"):
        graph.load(path)


def test_a_missing_file_is_refused_in_words(tmp_path):
    with pytest.raises(graph.GraphError, match="There is no street graph"):
        graph.load(tmp_path / "graph.npz")
