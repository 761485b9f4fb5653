"""Streets and directions from a few noisy positions in a row."""

import itertools
import random
from datetime import timedelta

import pytest

from beatbook.contract.values import Point, UnitKind
from beatbook.core import geometry
from beatbook.ground.geo.travel import engine
from beatbook.ground.geo.travel.matching import Fix
from beatbook.site.bench import city
from tests.cast import NOON
from tests.ground.geo.travel.conftest import EDGES

CAR = UnitKind.CAR
NOISE_DEG = 8.0 / geometry.METERS_PER_DEGREE


@pytest.fixture(scope="module")
def travel(town):
    made = engine.Engine(town, fast=False)
    yield made
    made.stop()


def history(at, *places, every_s=5):
    return [
        Fix(at(*place), NOON + timedelta(seconds=every_s * number))
        for number, place in enumerate(places)
    ]


def matched(travel, fixes, mode=CAR):
    found = travel.snap_with_history(fixes, mode)
    return found and (list(EDGES)[found.place.edge], found.forward)


def test_a_few_positions_along_a_street_tell_its_direction(travel, at):
    assert matched(travel, history(at, (100, 3), (150, -4), (200, 2))) == ("AB", True)
    assert matched(travel, history(at, (200, 3), (150, -4), (100, 2))) == ("AB", False)


def test_the_street_one_came_by_is_kept_where_another_is_as_near(travel, at):
    at_the_corner = (797, 6)
    assert matched(travel, history(at, at_the_corner)) == ("CF", None)
    coming = history(at, (600, 0), (660, 2), (730, -3), at_the_corner)
    assert matched(travel, coming) == ("BC", True)
    from_the_north = history(at, (800, 200), (802, 140), (799, 70), (797, 8))
    assert matched(travel, from_the_north) == ("CF", False)


def test_who_stands_has_a_street_and_no_direction(travel, at):
    assert matched(travel, history(at, (100, 3), (103, -4), (98, 2))) == ("AB", None)


def test_old_positions_tell_nothing(travel, at):
    assert matched(travel, history(at, (100, 0), (300, 0), every_s=120)) == ("AB", None)


def test_a_one_way_street_is_driven_in_its_direction_only(travel, at):
    against = history(at, (100, 300), (160, 301), (220, 299))
    assert matched(travel, against) == ("ED", True)


def test_a_position_off_the_streets_is_taken_to_the_nearest_or_is_off_the_map(travel, at):
    assert matched(travel, history(at, (100, 0), (100, -200))) == ("AB", None)
    assert matched(travel, history(at, (100, 0), (100, -9000))) is None
    assert matched(travel, []) is None
    assert matched(travel, history(at, (100, 0)), UnitKind.BOAT) is None


def drives(made, chance, count):
    """Noisy positions every five seconds on a fast way, each with the edge and direction meant."""
    graph, network = made.streets.graph, made.streets.network("car")
    corners = [
        Point(float(graph.node_lat[node]), float(graph.node_lon[node]))
        for node in chance.sample(range(graph.node_count), 2 * count)
    ]
    for start, end in zip(corners[::2], corners[1::2], strict=True):
        line = made.route(start, end, CAR).polyline
        yield list(driven(network, line, chance))


def driven(network, line, chance):
    """Along a line at 12 m/s. The truth is the edge nearest to the middle of the stretch."""
    gone, due, now = 0.0, 0.0, NOON
    for a, b in itertools.pairwise(line):
        length = geometry.haversine_m(*a, *b)
        while length > 0 and due < gone + length:
            share = (due - gone) / length
            place = [p + share * (q - p) for p, q in zip(a, b, strict=True)]
            noisy = Point(*(value + chance.gauss(0, NOISE_DEG) for value in place))
            yield Fix(noisy, now), (a, b)
            due, now = due + 60.0, now + timedelta(seconds=5)
        gone += length


def true_arc(made, stretch):
    """The edge and direction of a piece of a route's line."""
    (a_lat, a_lon), (b_lat, b_lon) = stretch
    middle = Point((a_lat + b_lat) / 2, (a_lon + b_lon) / 2)
    edge = made.snap(middle.lat, middle.lon, CAR).edge
    first, *_, last = made.streets.graph.shape(edge)
    ahead = (last[0] - first[0]) * (b_lat - a_lat) + (last[1] - first[1]) * (b_lon - a_lon)
    return edge, ahead > 0


def test_on_noisy_drives_a_short_history_finds_more_of_the_streets_and_the_directions():
    made = engine.Engine(city.draw(900), fast=False)
    nearest = found = directed = all_ = 0
    for drive in drives(made, random.Random(5), 25):
        fixes = [fix for fix, _ in drive]
        for number in range(3, len(drive)):
            edge, forward = true_arc(made, drive[number][1])
            point = fixes[number].point
            told = made.snap_with_history(fixes[number - 3 : number + 1], CAR)
            all_ += 1
            nearest += made.snap(point.lat, point.lon, CAR).edge == edge
            found += told.place.edge == edge
            directed += (told.place.edge, told.forward) == (edge, forward)
    assert all_ > 200
    assert found > nearest
    assert directed / all_ > 0.85
