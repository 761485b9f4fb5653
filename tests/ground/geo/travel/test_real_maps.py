"""Both back ends give the same times on whole maps: every answer, to the millisecond."""

import io
import os
import random
from pathlib import Path

import pytest

from beatbook.contract.values import Point, UnitKind
from beatbook.ground.geo.graph import MODES
from beatbook.ground.geo.osm import building
from beatbook.ground.geo.travel import contraction, dijkstra, engine, network, order, search
from beatbook.ground.geo.travel.driving import Driving
from beatbook.ground.geo.travel.trips import Closure, Direction
from beatbook.site.demo import town

REPOSITORY = Path(__file__).resolve().parents[4]
MAPS = Path(os.environ.get("BEATBOOK_SHARED", REPOSITORY.parent / "shared")) / "data" / "osm"
SEED = 20240229


@pytest.fixture(
    scope="module",
    params=[
        "Alder Bay",
        "baltimore.osm.pbf",
        "portland.osm.pbf",
        "liechtenstein-2013-08-03.osm.pbf",
        "monaco.osm.gz",
    ],
)
def real(request, tmp_path_factory):
    if request.param == "Alder Bay":
        path = tmp_path_factory.mktemp("town") / "alder-bay.osm.pbf"
        town.build(path)
    else:
        path = MAPS / request.param
    if not path.exists():
        pytest.skip(f"The reference map {path} is missing; set BEATBOOK_SHARED to where it is.")
    return building.read_town(path, io.StringIO(), lambda *_: None).graph


@pytest.mark.parametrize("mode", MODES)
def test_from_everywhere_to_a_sample_of_places_both_back_ends_agree(real, mode):
    chance = random.Random(SEED)
    net = network.of(real, mode)
    prepared = contraction.hierarchy(net.links, order.build_order(real).of(mode))
    fast, slow = contraction.Contraction(net, prepared), dijkstra.Dijkstra(net)
    nodes = list(range(net.links.node_count))
    for _ in range(8):
        ends = [(chance.choice(nodes), chance.randrange(20_000)) for _ in range(2)]
        assert fast.times(nodes, ends).tolist() == slow.times(nodes, ends).tolist()
        changed = {
            chance.randrange(len(net.arcs)): chance.choice([search.CLOSED, 5_000])
            for _ in range(60)
        }
        fast.reweigh(changed)
        slow = slow.reweighed(changed)


def test_trips_between_positions_are_the_same_with_streets_closed_slowed_and_open(real):
    chance = random.Random(SEED)
    fast, slow = engine.Engine(real), engine.Engine(real, fast=False)
    assert fast.wait_until_fast(60)
    asked = [(mode, Driving.ORDINARY) for mode in UnitKind if mode != UnitKind.BOAT]
    for closures in ([], random_closures(chance, real), []):
        fast.close_only(closures)
        slow.close_only(closures)
        for mode, driving in [*asked, (UnitKind.CAR, Driving.EMERGENCY)]:
            starts, (destination,) = positions(chance, real, 24), positions(chance, real, 1)
            told = {"measure": 0, "driving": driving}
            trips = fast.many_to_one(starts, destination, mode, **told)
            assert trips == slow.many_to_one(starts, destination, mode, **told)
            assert sum(trip is not None for trip in trips) > 0
            for start, trip in list(zip(starts, trips, strict=True))[::3]:
                if trip is not None:
                    assert fast.route(start, destination, mode, driving=driving).ms == trip.ms
    assert fast.state == engine.State(back_end="contraction", restarts=0, closed=0)
    fast.stop()


def test_two_places_on_one_street_are_the_same_trip_whichever_back_end_is_asked(real):
    chance = random.Random(SEED)
    fast, slow = engine.Engine(real), engine.Engine(real, fast=False)
    assert fast.wait_until_fast(60)
    for edge in chance.sample(range(real.edge_count), 60):
        (lat, lon), *_, (other_lat, other_lon) = real.shape(edge)
        near = Point(lat + (other_lat - lat) * 0.2, lon + (other_lon - lon) * 0.2)
        far = Point(lat + (other_lat - lat) * 0.8, lon + (other_lon - lon) * 0.8)
        for mode in (UnitKind.CAR, UnitKind.FOOT):
            there = fast.many_to_one([near, far], far, mode)
            assert there == slow.many_to_one([near, far], far, mode)
            assert there[1] is None or there[1].ms == 0
    fast.stop()


def random_closures(chance, real):
    return [
        Closure(
            chance.randrange(real.edge_count),
            chance.choice(list(Direction)),
            chance.choice([0, 0, 25, 50]),
        )
        for _ in range(real.edge_count // 50)
    ]


def positions(chance, real, count):
    """Positions some fifty meters from junctions."""
    nodes = [chance.randrange(real.node_count) for _ in range(count)]
    return [
        Point(
            float(real.node_lat[node]) + chance.gauss(0, 0.0005),
            float(real.node_lon[node]) + chance.gauss(0, 0.0005),
        )
        for node in nodes
    ]
