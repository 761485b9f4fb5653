import pytest

from beatbook.ground.geo import town
from beatbook.ground.geo.osm import rings

SQUARE = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
BOUNDS = town.Bounds(south=0.0, west=0.0, north=4.0, east=4.0)


def test_an_area_of_several_ways_is_joined_and_its_holes_are_cut_out():
    outer = [SQUARE[:3], SQUARE[2:]]
    hole = [(1, 1), (2, 1), (2, 2), (1, 2), (1, 1)]
    assert rings.multipolygon(outer, [hole]).area == 15.0


def test_an_area_that_does_not_close_is_none():
    assert rings.multipolygon([SQUARE[:3]], []) is None


def test_a_ring_that_crosses_itself_becomes_sound():
    bow_tie = [(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)]
    assert rings.polygon(bow_tie).is_valid


@pytest.mark.parametrize("ring", [[], SQUARE[:2], [(0, 0), (1, 1), (0, 0)]])
def test_a_ring_around_nothing_is_none(ring):
    assert rings.polygon(ring) is None


def test_the_sea_lies_to_the_right_of_its_coast():
    northward = [(1, -1), (1, 5)]
    (water,) = rings.sea([northward], BOUNDS)
    assert water.bounds == (1.0, 0.0, 4.0, 4.0)
    (water,) = rings.sea([northward[::-1]], BOUNDS)
    assert water.bounds == (0.0, 0.0, 1.0, 4.0)


def test_an_island_is_not_sea():
    island = [(1, 1), (2, 1), (2, 2), (1, 2), (1, 1)]
    (water,) = rings.sea([island], BOUNDS)
    assert water.area == 15.0


def test_without_a_coast_there_is_no_sea():
    assert rings.sea([], BOUNDS) == []
