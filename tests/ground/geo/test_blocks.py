"""Stretches of street on a graph: blocks, corners, divided streets."""

import pytest

from beatbook.ground.geo import graph
from beatbook.ground.geo.blocks import Blocks
from tests.ground.geo.places import spot

KMH = (40.0, 15.0, 5.0)
CLOSED = (0.0, 0.0, 0.0)
HARBOR, FIRST, SECOND, THIRD, AWAY = range(5)
NAMES = ("Harbor Road", "1st Street", "2nd Street", "3rd Street", "Away Lane")


def two_way(tail, head, shape, street):
    return graph.Edge(tail=tail, head=head, shape=shape, road_class="residential", street=street,
                      forward_kmh=KMH, backward_kmh=KMH)  # fmt: skip


def one_way(tail, head, shape, street):
    return graph.Edge(tail=tail, head=head, shape=shape, road_class="primary", street=street,
                      forward_kmh=KMH, backward_kmh=CLOSED)  # fmt: skip


@pytest.fixture(scope="module")
def town():
    """Harbor Road runs east over 1st, 2nd and 3rd Street to a dead end; a path joins it midway."""
    along = [spot(0, column) for column in (0, 1, 1.5, 2, 3, 4)]
    up = [spot(1, column) for column in (1, 2, 3)]
    nodes = along + up
    edges = [two_way(i, i + 1, along[i : i + 2], HARBOR) for i in range(5)]
    edges += [
        two_way(1, 6, [along[1], up[0]], FIRST),
        two_way(3, 7, [along[3], up[1]], SECOND),
        two_way(4, 8, [along[4], up[2]], THIRD),
        two_way(2, 6, [along[2], up[0]], graph.NO_STREET),
        two_way(6, 7, [up[0], up[1]], AWAY),
    ]
    return Blocks(graph.assemble(nodes, edges, NAMES))


def ends(stretch):
    (line,) = stretch.lines
    return line[0], line[-1]


def test_a_block_reaches_from_corner_to_corner(town):
    block = town.at(*spot(0.05, 1.2))
    assert (block.street, block.between) == ("Harbor Road", "1st Street and 2nd Street")
    assert ends(block) == (pytest.approx(spot(0, 1)), pytest.approx(spot(0, 2)))
    assert block.meters == pytest.approx(83.3, abs=0.5)
    assert block.bearing == pytest.approx(90.0)


def test_it_can_be_extended_on_both_sides_as_far_as_the_street_goes(town):
    assert town.at(*spot(0.05, 1.2), after=1).between == "1st Street and 3rd Street"
    assert town.at(*spot(0.05, 1.2), before=1).between == "its end and 2nd Street"
    whole = town.at(*spot(0.05, 1.2), before=9, after=9)
    assert ends(whole) == (pytest.approx(spot(0, 0)), pytest.approx(spot(0, 4)))


def test_away_from_named_streets_there_is_none(town):
    assert town.at(*spot(5, 5)) is None


def test_between_two_streets_the_stretch_runs_from_the_first_to_the_second(town):
    stretch = town.between(HARBOR, THIRD, FIRST)
    assert stretch.between == "3rd Street and 1st Street"
    assert ends(stretch) == (pytest.approx(spot(0, 3)), pytest.approx(spot(0, 1)))
    assert stretch.bearing == pytest.approx(270.0)


def test_a_street_that_is_not_met_bounds_nothing(town):
    assert town.between(HARBOR, FIRST, AWAY) is None
    assert town.crossings(HARBOR) == [FIRST, SECOND, THIRD]


def test_the_whole_of_a_street_lies_between_nothing(town):
    whole = town.whole(HARBOR)
    assert (whole.between, whole.meters) == ("", pytest.approx(333, abs=1))


def test_a_divided_street_is_taken_with_both_roadways_all_one_way():
    south = [spot(0, column) for column in (0, 1, 2)]
    north = [spot(0.2, column) for column in (0, 1, 2)]
    nodes = south + north
    edges = [
        *(one_way(i, i + 1, south[i : i + 2], HARBOR) for i in range(2)),
        *(one_way(4 + i, 3 + i, [north[i + 1], north[i]], HARBOR) for i in range(2)),
        *(two_way(i, 3 + i, [south[i], north[i]], FIRST + i) for i in range(3)),
    ]
    divided = Blocks(graph.assemble(nodes, edges, NAMES))
    for stretch in (divided.between(HARBOR, FIRST, SECOND), divided.at(*spot(-0.05, 0.5))):
        assert stretch.between == "1st Street and 2nd Street"
        assert [line[-1][1] - line[0][1] for line in stretch.lines] == [
            pytest.approx(0.001, abs=1e-5)
        ] * 2
