"""From a file to a town, on towns small enough to check by hand."""

import io
import json

import numpy as np
import pytest

from beatbook.ground.geo import graph
from beatbook.ground.geo.houses import HouseNumber
from beatbook.ground.geo.osm import building
from beatbook.ground.geo.town import MapRefused


def quiet(*_):
    """Progress that nobody watches."""


@pytest.fixture
def read(osm_file, tmp_path):
    """The town in the file that the test has written."""

    def read():
        return building.read_town(osm_file.write(tmp_path / "town.osm"), io.StringIO(), quiet)

    return read


def names_of(town):
    return [street.name for street in town.streets]


def corners(town):
    return [(town.streets[x.first].name, town.streets[x.second].name) for x in town.intersections]


def test_streets_are_cut_where_they_cross(osm_file, read):
    west, middle, east = (osm_file.node(41.5, -69.2 + i * 0.001) for i in range(3))
    north = osm_file.node(41.501, -69.199)
    osm_file.way(west, middle, east, highway="residential", name="Bank Street")
    osm_file.way(middle, north, highway="residential", name="Casa Street")
    town = read()
    assert (town.graph.node_count, town.graph.edge_count, town.graph.arc_count) == (4, 3, 6)
    assert corners(town) == [("Bank Street", "Casa Street")]


def test_bends_are_kept_in_the_shape_and_not_as_junctions(osm_file, read):
    bend = [
        osm_file.node(41.5 + lat, -69.2 + lon) for lat, lon in ((0, 0), (0.001, 0.001), (0, 0.002))
    ]
    osm_file.way(*bend, highway="residential", name="Bank Street")
    town = read()
    assert town.graph.node_count == 2
    assert town.graph.shape(0).tolist() == [[41.5, -69.2], [41.501, -69.199], [41.5, -69.198]]


def test_a_loop_is_cut_in_two_so_that_no_arc_ends_where_it_starts(osm_file, read):
    ring = [
        osm_file.node(41.5 + lat, -69.2 + lon) for lat, lon in ((0, 0), (0, 0.001), (0.001, 0.001))
    ]
    osm_file.way(*ring, ring[0], highway="residential", name="Dockside Circle")
    town = read()
    assert town.graph.edge_count == 2
    assert (town.graph.tail != town.graph.head).all()


def test_spellings_of_one_street_are_one_street_with_the_fullest_name(osm_file, read):
    a, b, c = (osm_file.node(41.5, -69.2 + i * 0.001) for i in range(3))
    osm_file.way(a, b, highway="residential", name="N Gay St")
    osm_file.way(b, c, highway="residential", name="North Gay Street")
    assert names_of(read()) == ["North Gay Street"]


def test_streets_of_one_name_far_apart_are_two_streets(osm_file, read):
    for lat, town in ((41.5, "Alder Bay"), (41.6, "Millbrook")):
        ends = osm_file.node(lat, -69.2), osm_file.node(lat, -69.19)
        osm_file.way(*ends, highway="residential", name="Main Street")
        osm_file.node(lat + 0.001, -69.2, place="town", name=town)
    found = read().streets
    assert [(street.name, street.locality) for street in found] == [
        ("Main Street", "Alder Bay"),
        ("Main Street", "Millbrook"),
    ]


def test_a_divided_road_makes_one_intersection(osm_file, read):
    south = [osm_file.node(41.5, -69.2 + i * 0.001) for i in range(3)]
    north = [osm_file.node(41.5003, -69.2 + i * 0.001) for i in range(3)]
    osm_file.way(*south, highway="primary", name="Broadway", oneway="yes")
    osm_file.way(*reversed(north), highway="primary", name="Broadway", oneway="yes")
    osm_file.way(south[1], north[1], highway="residential", name="Casa Street")
    (corner,) = read().intersections
    assert (corner.lat, corner.lon) == pytest.approx((41.50015, -69.199))


def test_addresses_find_their_street_however_it_is_spelled(osm_file, read):
    a, b = osm_file.node(41.5, -69.2), osm_file.node(41.5, -69.199)
    osm_file.way(a, b, highway="residential", name="North Castle Street")
    osm_file.node(41.5001, -69.1995, addr__housenumber="1925", addr__street="N. Castle St")
    (address,) = read().addresses
    assert (address.street, address.house) == (0, HouseNumber(1925))


def test_an_address_of_a_building_lies_in_its_middle(osm_file, read):
    a, b = osm_file.node(41.5, -69.2), osm_file.node(41.5, -69.199)
    osm_file.way(a, b, highway="residential", name="Bank Street")
    walls = [
        osm_file.node(41.5 + y, -69.2 + x)
        for y, x in ((1e-3, 0), (1e-3, 2e-3), (3e-3, 2e-3), (3e-3, 0))
    ]
    osm_file.way(
        *walls, walls[0], building="yes", addr__housenumber="12;14", addr__street="Bank St"
    )
    found = read().addresses
    assert [str(address.house) for address in found] == ["12", "14"]
    assert (found[0].lat, found[0].lon) == pytest.approx((41.502, -69.199))


def test_a_house_may_have_its_street_from_a_relation(osm_file, read):
    a, b = osm_file.node(41.5, -69.2), osm_file.node(41.5, -69.199)
    osm_file.way(a, b, highway="residential", name="Bank Street")
    house = osm_file.node(41.5001, -69.1995, addr__housenumber="7")
    osm_file.relation(("node", house, "house"), type="associatedStreet", name="Bank Street")
    assert [str(address.house) for address in read().addresses] == ["7"]


def test_an_address_on_a_street_that_is_not_drawn_makes_one_without_length(osm_file, read):
    a, b = osm_file.node(41.5, -69.2), osm_file.node(41.5, -69.199)
    osm_file.way(a, b, highway="residential", name="Bank Street")
    osm_file.node(41.5001, -69.1995, addr__housenumber="7", addr__street="Lost Lane")
    town = read()
    assert [(s.name, s.length_m > 0) for s in town.streets] == [
        ("Bank Street", True),
        ("Lost Lane", False),
    ]
    assert town.graph.street_names[0] == "Bank Street"


def test_a_place_drawn_as_a_point_and_as_a_building_is_one(osm_file, read):
    a, b = osm_file.node(41.5, -69.2), osm_file.node(41.5, -69.199)
    osm_file.way(a, b, highway="residential", name="Bank Street")
    walls = [osm_file.node(41.5 + y, -69.2 + x) for y, x in ((0, 0), (0, 2e-4), (2e-4, 2e-4))]
    osm_file.way(*walls, walls[0], building="school", name="Oak School")
    osm_file.node(41.5001, -69.1999, amenity="school", name="Oak School")
    osm_file.node(41.53, -69.1999, amenity="school", name="Oak School")
    assert [place.name for place in read().places] == ["Oak School", "Oak School"]


def test_a_bollard_closes_its_stretch_to_cars_only(osm_file, read):
    a, b = osm_file.node(41.5, -69.2), osm_file.node(41.5, -69.198)
    bollard = osm_file.node(41.5, -69.199, barrier="bollard")
    osm_file.way(a, bollard, b, highway="residential", name="Bank Street")
    town = read()
    assert not town.graph.car.any()
    assert town.graph.foot.all()


@pytest.mark.parametrize(("said", "banned"), [("no_left_turn", 1), ("only_straight_on", 1)])
def test_forbidden_turns_are_known(osm_file, read, said, banned):
    """West to east and north; from the west one may not turn north."""
    west, middle, east = (osm_file.node(41.5, -69.2 + i * 0.001) for i in range(3))
    north = osm_file.node(41.501, -69.199)
    arriving = osm_file.way(west, middle, highway="residential", name="Bank Street")
    straight = osm_file.way(middle, east, highway="residential", name="Bank Street")
    left = osm_file.way(middle, north, highway="residential", name="Casa Street")
    to = left if said == "no_left_turn" else straight
    members = ("way", arriving, "from"), ("node", middle, "via"), ("way", to, "to")
    osm_file.relation(*members, type="restriction", restriction=said)
    streets = read().graph
    assert len(streets.banned_from) == banned
    turn_from, turn_to = int(streets.banned_from[0]), int(streets.banned_to[0])
    assert streets.street_name(turn_from) == "Bank Street"
    assert streets.street_name(turn_to) == "Casa Street"
    assert streets.head[turn_from] == streets.tail[turn_to]


def test_a_way_cut_at_the_edge_of_the_file_is_used_as_far_as_it_goes(osm_file, read):
    a, b = osm_file.node(41.5, -69.2), osm_file.node(41.5, -69.199)
    osm_file.way(a, b, 999_999, highway="residential", name="Bank Street")
    assert read().graph.edge_count == 1


def test_every_drawn_thing_names_its_layer_class_and_zoom(osm_file, tmp_path):
    a, b = osm_file.node(41.5, -69.2), osm_file.node(41.5, -69.199)
    osm_file.way(a, b, highway="primary", name="Bank Street", oneway="yes", ref="MD 2")
    osm_file.way(a, b, railway="rail")
    osm_file.node(41.5, -69.2, place="suburb", name="Oldtown")
    osm_file.node(41.5, -69.2, addr__housenumber="7", addr__street="Bank Street")
    pond = [osm_file.node(41.5 + y, -69.2 + x) for y, x in ((0, 0), (0, 2e-4), (2e-4, 2e-4))]
    osm_file.relation(
        ("way", osm_file.way(*pond, pond[0]), "outer"), type="multipolygon", natural="water"
    )
    lines = io.StringIO()
    building.read_town(osm_file.write(tmp_path / "town.osm"), lines, quiet)
    features = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert sorted((f["tippecanoe"]["layer"], f["geometry"]["type"]) for f in features) == [
        ("address", "Point"),
        ("place", "Point"),
        ("rail", "LineString"),
        ("road", "LineString"),
        ("water", "Polygon"),
    ]
    road = next(f for f in features if f["tippecanoe"]["layer"] == "road")
    assert road["properties"] == {
        "cls": "primary",
        "name": "Bank Street",
        "oneway": 1,
        "ref": "MD 2",
    }


def test_a_file_without_streets_is_refused(osm_file, read):
    osm_file.node(41.5, -69.2, amenity="school", name="Oak School")
    with pytest.raises(MapRefused, match=r"town\.osm has no streets"):
        read()


@pytest.mark.parametrize(
    "name",
    ["baltimore.osm.pbf", "portland.osm.pbf", "liechtenstein-2013-08-03.osm.pbf", "monaco.osm.gz"],
)
def test_a_real_map_becomes_a_town_that_hangs_together(real_map, name):
    town = building.read_town(real_map(name), io.StringIO(), quiet)
    streets = town.graph
    assert streets.street_names == tuple(
        street.name for street in town.streets[: len(streets.street_names)]
    )
    positions = {x.first for x in town.intersections} | {x.second for x in town.intersections}
    assert max(positions) < len(town.streets)
    assert all(x.first < x.second for x in town.intersections)
    assert {address.street for address in town.addresses} <= set(range(len(town.streets)))
    assert largest_part_by_car(streets) > 0.9


def largest_part_by_car(streets):
    """The share of the nodes on streets for cars that lie in the largest part, seen from it."""
    cars = np.flatnonzero(streets.car)
    neighbors = {}
    for tail, head in zip(streets.tail[cars].tolist(), streets.head[cars].tolist(), strict=True):
        neighbors.setdefault(tail, set()).add(head)
        neighbors.setdefault(head, set()).add(tail)
    left, largest = set(neighbors), 0
    while left:
        found, frontier = set(), [left.pop()]
        while frontier:
            here = frontier.pop()
            found.add(here)
            frontier += [node for node in neighbors[here] if node not in found]
            found.update(neighbors[here])
        left -= found
        largest = max(largest, len(found))
    return largest / len(neighbors)


def test_what_a_real_map_holds_is_found(real_map):
    town = building.read_town(real_map("baltimore.osm.pbf"), io.StringIO(), quiet)
    found = {
        "streets": len(town.streets),
        "addresses": len(town.addresses),
        "intersections": len(town.intersections),
        "places": len(town.places),
        "nodes": town.graph.node_count,
        "arcs": town.graph.arc_count,
    }
    assert found == {
        "streets": 569,
        "addresses": 1286,
        "intersections": 2172,
        "places": 977,
        "nodes": 6594,
        "arcs": 19271,
    }
    assert graph.CLOSED_MS not in town.graph.car_ms[town.graph.car]
