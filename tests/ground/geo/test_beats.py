import json

import pytest
import shapely

from beatbook.ground.geo import beats, graph, town
from tests.ground.geo.places import outline, spot

BOUNDS = town.Bounds(*spot(0, 0), *spot(10, 10))


@pytest.fixture
def grid():
    """Streets on a square of ten by ten blocks."""
    nodes = [spot(row, column) for row in range(10) for column in range(10)]
    steps = [(i, i + 1) for i in range(99) if i % 10 < 9] + [(i, i + 10) for i in range(90)]
    edges = [
        graph.Edge(
            tail=tail,
            head=head,
            shape=[nodes[tail], nodes[head]],
            road_class="residential",
            forward_kmh=(30, 15, 5),
            backward_kmh=(30, 15, 5),
        )
        for tail, head in steps
    ]
    return graph.assemble(nodes, edges, [])


def refusal(call, *arguments):
    with pytest.raises(town.MapRefused) as refused:
        call(*arguments)
    return refused.value.message


def test_an_area_goes_to_geojson():
    beat = outline("1", "Old Town", 0, 0, 1, 1)
    assert shapely.from_geojson(json.dumps(beat.geojson)).equals(beat.shape)


def test_areas_of_another_town_are_refused():
    outlines = [outline("7", "Beat 7", 50, 50, 51, 51)]
    assert refusal(beats.check_within, outlines, BOUNDS) == (
        "Beat 7 lies outside the map, and so does every other area of its file: it is around "
        "41.55, -69.15 and the map around 41.51, -69.19. Is it drawn in the projection that its "
        "file says, and of the same town?"
    )


def test_areas_beyond_a_map_of_the_middle_are_named():
    inside, beyond = outline("1", "Beat 1", 0, 0, 4, 4), outline("7", "Beat 7", 50, 50, 51, 51)
    assert beats.check_within([inside, beyond], BOUNDS) == ["Beat 7"]


@pytest.mark.parametrize("count", [1, 2, 4, 7])
def test_a_map_is_cut_into_as_many_beats_as_are_asked_for(grid, count):
    found = beats.cut(grid, count)
    assert [(beat.code, beat.name) for beat in found] == [
        (str(number), f"Beat {number}") for number in range(1, count + 1)
    ]
    everything = shapely.union_all([beat.shape for beat in found])
    assert sum(beat.shape.area for beat in found) == pytest.approx(everything.area, rel=1e-3)
    for lat, lon in zip(grid.node_lat, grid.node_lon, strict=True):
        assert everything.covers(shapely.Point(lon, lat))


def test_four_beats_of_a_square_are_its_quarters_from_northwest_to_southeast(grid):
    centers = [beat.shape.centroid for beat in beats.cut(grid, 4)]
    assert [(c.y > spot(4.5, 0)[0], c.x > spot(0, 4.5)[1]) for c in centers] == [
        (True, False),
        (True, True),
        (False, False),
        (False, True),
    ]


def test_the_same_map_is_always_cut_alike(grid):
    assert [b.geojson for b in beats.cut(grid, 5)] == [b.geojson for b in beats.cut(grid, 5)]


@pytest.mark.parametrize("count", [0, -1, 201])
def test_a_senseless_number_of_beats_is_refused(grid, count):
    assert refusal(beats.cut, grid, count) == "A map can be cut into 1 to 200 beats."


def test_more_beats_than_corners_are_refused(grid):
    assert "too few streets" in refusal(beats.cut, grid, 150)
