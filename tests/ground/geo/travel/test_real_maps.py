"""Both back ends give the same times on real maps: every answer, to the millisecond."""

import io
import os
import random
from pathlib import Path

import pytest

from beatbook.contract.values import Point, UnitKind
from beatbook.ground.geo.graph import MODES
from beatbook.ground.geo.osm import building
from beatbook.ground.geo.travel import contraction, dijkstra, engine, network, order, search
from beatbook.ground.geo.travel.trips import Closure, Direction

REPOSITORY = Path(__file__).resolve().parents[4]
MAPS = Path(os.environ.get("BEATBOOK_SHARED", REPOSITORY.parent / "shared")) / "data" / "osm"
SEED = 20240229


@pytest.fixture(
    scope="module",
    params=["baltimore.osm.pbf", "portland.osm.pbf", "liechtenstein-2013-08-03.osm.pbf"],
)
def real(request):
    path = MAPS / request.param
    if not path.exists():
        pytest.skip(f"The reference map {path} is missing; set BEATBOOK_SHARED to where it is.")
    return building.read_town(path, io.StringIO(), lambda *_: None).graph


@pytest.mark.parametrize("mode", MODES)
def test_from_every_junction_to_a_sample_of_places_both_back_ends_agree(real, mode):
    chance = random.Random(SEED)
    net = network.Network(real, mode)
    fast = contraction.Contraction(net, order.build_order(real))
    slow = dijkstra.Dijkstra(net)
    nodes = list(range(real.node_count))
    for _ in range(10):
        ends = [(chance.choice(nodes), chance.randrange(20_000)) for _ in range(2)]
        assert fast.times(nodes, ends) == slow.times(nodes, ends)
        closed = {chance.randrange(len(net.arcs)): search.CLOSED for _ in range(100)}
        fast.reweigh(closed)
        slow.reweigh(closed)


def test_trips_between_positions_are_the_same_with_streets_closed_and_open(real):
    chance = random.Random(SEED)
    fast, slow = engine.Engine(real), engine.Engine(real, fast=False)
    assert fast.wait_until_fast(60)
    for closures in ([], random_closures(chance, real), []):
        fast.close_only(closures)
        slow.close_only(closures)
        for mode in set(UnitKind) - {UnitKind.BOAT}:
            starts, (destination,) = positions(chance, real, 24), positions(chance, real, 1)
            trips = fast.many_to_one(starts, destination, mode, measure=0)
            assert trips == slow.many_to_one(starts, destination, mode, measure=0)
            assert sum(trip is not None for trip in trips) > 0
            for start, trip in zip(starts, trips, strict=True):
                if trip is not None:
                    assert fast.route(start, destination, mode).ms == trip.ms
    assert fast.state == engine.State(back_end="contraction", restarts=0, closed=0)
    fast.stop()


def random_closures(chance, real):
    return [
        Closure(chance.randrange(real.edge_count), chance.choice(list(Direction)))
        for _ in range(200)
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
