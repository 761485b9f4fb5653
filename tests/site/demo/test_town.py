"""The demo town is a place: its streets meet, its houses are in order, its beats cover it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter, defaultdict
from io import StringIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from shapely import Point, Polygon, STRtree, prepare

from beatbook.ground.geo.osm import building
from beatbook.site.demo import town
from tests.site.demo.extract import CARS, PLANE, Extract, Way

BUILD = """
import pathlib, sys
from beatbook.site.demo import town
town.build(pathlib.Path(sys.argv[1]))
"""
NEAR_M = 30.0


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("town") / "alder-bay.osm.pbf"
    town.build(path)
    return path


@pytest.fixture(scope="module")
def extract(file: Path) -> Extract:
    return Extract.read(file)


@pytest.fixture(scope="module")
def beats() -> dict[tuple[str, str], Polygon]:
    """(agency, beat) to its outline in meters."""
    found = {}
    for agency, collection in town.beats().items():
        for feature in collection["features"]:
            ring = feature["geometry"]["coordinates"][0]
            outline = Polygon([PLANE.to_xy(lat, lon) for lon, lat in ring])
            prepare(outline)
            found[agency, feature["properties"]["code"]] = outline
    return found


def house(way: Way) -> Point:
    return way.outline.representative_point()


def test_another_process_draws_the_same_bytes(file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.osm.pbf"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", BUILD, again], check=True, env=environment)
    assert again.read_bytes() == file.read_bytes()


def test_it_is_small_enough_to_be_made_at_set_up(file: Path, extract: Extract) -> None:
    assert file.stat().st_size < 600_000
    assert 4_000 < len(extract.addresses) < 6_500
    assert len(extract.streets) > 150


def test_the_import_reads_every_address_on_a_street_that_is_drawn(
    file: Path, extract: Extract
) -> None:
    read = building.read_town(file, StringIO(), lambda *_: None)
    assert len(read.addresses) == len(extract.addresses)
    assert {street.name for street in read.streets} == set(extract.streets)
    assert min(street.length_m for street in read.streets) > 0


def test_every_address_is_written_once(extract: Extract) -> None:
    counted = Counter(way.address for way in extract.addresses)
    assert [address for address, count in counted.items() if count > 1] == []


def test_house_numbers_rise_along_every_street_on_both_sides(extract: Extract) -> None:
    sides: dict[tuple[tuple[int, ...], int], list[tuple[float, int]]] = defaultdict(list)
    for way in extract.addresses:
        number, street = way.address
        road = extract.nearest(street, house(way))
        sides[road.nodes, number % 2].append((road.line.project(house(way)), number))
    out_of_order = []
    for side in sides.values():
        numbers = [number for _, number in sorted(side)]
        if numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
            out_of_order.append(numbers)
    assert out_of_order == []


def test_odd_houses_stand_across_the_street_from_even_ones(extract: Extract) -> None:
    sides: dict[tuple[tuple[int, ...], int], set[bool]] = defaultdict(set)
    for way in extract.addresses:
        number, street = way.address
        road = extract.nearest(street, house(way))
        sides[road.nodes, number % 2].add(_on_the_right(road, house(way)))
    assert [side for side in sides.values() if len(side) > 1] == []
    assert [key for key, side in sides.items() if sides.get((key[0], 1 - key[1])) == side] == []


def _on_the_right(road: Way, place: Point) -> bool:
    at = road.line.project(place)
    back, ahead = road.line.interpolate(max(0.0, at - 1)), road.line.interpolate(at + 1)
    cross = (ahead.x - back.x) * (place.y - back.y) - (ahead.y - back.y) * (place.x - back.x)
    return bool(cross < 0)


def test_no_house_stands_in_the_water_or_on_a_road(extract: Extract) -> None:
    houses = [way.outline for way in extract.tagged("building")]
    roads = [way.line for way in extract.tagged("highway")]
    assert all(outline.is_valid for outline in houses)
    assert STRtree(houses).query(extract.water, predicate="intersects").size == 0
    assert STRtree(houses).query(roads, predicate="intersects").size == 0


def test_roads_cross_the_water_on_bridges_only(extract: Extract) -> None:
    wet = [way.tags for way in extract.tagged("highway") if way.line.intersects(extract.water)]
    assert [tags for tags in wet if tags.get("bridge") != "yes"] == []
    assert {tags["name"] for tags in wet} == {
        "Alder Parkway",
        "College Avenue",
        "South Castle Street",
    }


def test_a_car_can_drive_from_anywhere_to_anywhere(extract: Extract) -> None:
    steps = []
    for way in extract.tagged("highway", *CARS):
        steps += pairwise(way.nodes)
        if way.tags.get("oneway") != "yes":
            steps += [(end, start) for start, end in pairwise(way.nodes)]
    assert _islands(steps, "strong") == 1


def test_a_person_can_walk_from_anywhere_to_anywhere(extract: Extract) -> None:
    steps = [step for way in extract.tagged("highway") for step in pairwise(way.nodes)]
    assert _islands(steps, "weak") == 1


def _islands(steps: list[tuple[int, int]], connection: str) -> int:
    nodes, ends = np.unique(np.asarray(steps), return_inverse=True)
    start, end = ends.reshape(-1, 2).T
    size = (len(nodes), len(nodes))
    links = coo_matrix((np.ones(len(start)), (start, end)), shape=size)
    return int(connected_components(links, connection=connection)[0])


def test_every_address_lies_in_one_beat(
    extract: Extract, beats: dict[tuple[str, str], Polygon]
) -> None:
    held = Counter(
        tuple(code for code, outline in beats.items() if outline.contains(house(way)))
        for way in extract.addresses
    )
    assert set(held) == {(code,) for code in beats}


def test_the_town_of_an_address_is_the_town_of_its_agency(
    extract: Extract, beats: dict[tuple[str, str], Polygon]
) -> None:
    for way in extract.addresses:
        neighbor = beats["MB", "1"].contains(house(way))
        assert way.tags["addr:city"] == ("Millbrook" if neighbor else "Alder Bay")


def test_beats_are_named_and_do_not_overlap(beats: dict[tuple[str, str], Polygon]) -> None:
    names = {
        agency: {f["properties"]["code"]: f["properties"]["name"] for f in collection["features"]}
        for agency, collection in town.beats().items()
    }
    assert names == {
        "AB": {"1": "Old Town", "2": "Harbor", "3": "Northgate", "4": "Campus"},
        "MB": {"1": "Millbrook"},
    }
    outlines = list(beats.values())
    for index, outline in enumerate(outlines):
        assert outline.is_valid
        assert sum(outline.intersection(other).area for other in outlines[:index]) < 1.0


@pytest.mark.parametrize("key", sorted(town.LANDMARKS))
def test_landmarks_are_where_the_cast_expects_them(extract: Extract, key: str) -> None:
    landmark = town.LANDMARKS[key]
    expected = Point(PLANE.to_xy(landmark.point.lat, landmark.point.lon))
    if "&" in landmark.typed:
        first, second = landmark.typed.split(" & ")
        corners = _places(extract, first) & _places(extract, second)
        assert min(Point(corner).distance(expected) for corner in corners) < NEAR_M
    else:
        number, street = landmark.typed.split(maxsplit=1)
        found = [w for w in extract.addresses if w.address == (int(number), street)]
        assert [house(way).distance(expected) < NEAR_M for way in found] == [True]


def _places(extract: Extract, street: str) -> set[tuple[float, float]]:
    return {place for way in extract.streets[street] for place in way.places}


def test_the_house_on_north_castle_street_is_in_the_harbor_beat(
    extract: Extract, beats: dict[tuple[str, str], Polygon]
) -> None:
    (home,) = [w for w in extract.addresses if w.address == (1925, "North Castle Street")]
    assert beats["AB", "2"].contains(house(home))


def test_every_street_for_cars_has_a_name_and_a_speed_limit_in_miles(extract: Extract) -> None:
    for way in extract.tagged("highway", *CARS - {"service"}):
        assert way.tags["name"]
        assert way.tags["maxspeed"] in ("25 mph", "30 mph", "40 mph")


def test_it_has_what_a_town_has(extract: Extract) -> None:
    amenities = {way.tags["amenity"] for way in extract.tagged("amenity")}
    assert amenities > {"cafe", "fire_station", "hospital", "library", "pharmacy", "police"}
    assert amenities > {"place_of_worship", "post_office", "school", "townhall", "university"}
    for key, value in (
        ("highway", "pedestrian"),
        ("railway", "rail"),
        ("waterway", "river"),
        ("leisure", "park"),
        ("leisure", "marina"),
        ("landuse", "cemetery"),
        ("natural", "beach"),
        ("natural", "wood"),
        ("man_made", "pier"),
        ("oneway", "yes"),
    ):
        assert extract.tagged(key, value), f"{key}={value}"


def test_areas_are_closed(extract: Extract) -> None:
    closed = ("building", "natural", "leisure", "landuse", "amenity")
    areas = [way for key in closed for way in extract.tagged(key) if not way.road]
    assert [way.tags for way in areas if way.nodes[0] != way.nodes[-1]] == []
