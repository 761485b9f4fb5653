"""The street graph of a city that does not exist, of any size, to measure travel times on.

Streets run on a crooked lattice. Every eighth is an avenue and every fortieth a boulevard; between
them lie neighborhoods whose streets end, bend and leave gaps, and of which a few only lead onto an
avenue; some are one way, and a river is crossed by avenues only. The same number draws the same
city.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from beatbook.core.geometry import LocalPlane
from beatbook.ground.geo import graph

BLOCK_M = 110.0
AVENUE, BOULEVARD = 8, 40
LOCAL_KEPT, ONTO_AVENUE_KEPT = 0.7, 0.3
ONE_WAY = 0.12
CENTER = LocalPlane(41.0, -69.0)
SEED = 20240229

KMH = {"primary": 52.0, "secondary": 46.0, "residential": 32.0}
BIKE_KMH, FOOT_KMH = 16.0, 4.8

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def draw(junctions: int) -> graph.StreetGraph:
    """A city with about so many junctions."""
    chance = np.random.default_rng(SEED)
    side = max(4, math.isqrt(round(junctions * 1.1)))
    places = _places(side, chance)
    tail, head, line, share = _lattice(side)
    road_class = np.array(["residential", "secondary", "primary"])[_rank(line)]
    kept = (road_class != "residential") | (chance.random(len(tail)) < share)
    joined = _joined(side * side, tail, head, kept)
    used = np.flatnonzero(np.bincount(np.append(tail[joined], head[joined])))
    number = np.full(side * side, -1)
    number[used] = np.arange(len(used))
    one_way = (road_class == "residential") & (chance.random(len(tail)) < ONE_WAY)
    bend = chance.normal(0.0, 8.0, (len(tail), 2))
    edges = [
        _edge(
            places,
            number,
            (int(tail[i]), int(head[i])),
            str(road_class[i]),
            int(line[i]),
            bend[i],
            one_way=bool(one_way[i]),
        )
        for i in joined
    ]
    names = [f"{number} {kind}" for kind in ("Row", "Line") for number in range(side)]
    return graph.assemble([_degrees(places[node]) for node in used], edges, names)


def _places(side: int, chance: np.random.Generator) -> Floats:
    """Where the corners of the lattice are, in meters: rows run east, lines run north."""
    row, column = np.divmod(np.arange(side * side), side)
    even = np.column_stack((column, row)) - side / 2
    jitter = chance.normal(0.0, 0.12, (side * side, 2))
    wave = np.column_stack((np.sin(row / 9.0), np.cos(column / 11.0))) * 0.8
    places: Floats = (even + jitter + wave) * BLOCK_M
    return places


def _lattice(side: int) -> tuple[Ints, Ints, Ints, Floats]:
    """Every edge of the lattice: tail, head, street, and how likely a local one is there."""
    node = np.arange(side * side).reshape(side, side)
    eastward = (node[:, :-1].ravel(), node[:, 1:].ravel())
    northward = (node[:-1, :].ravel(), node[1:, :].ravel())
    tail = np.concatenate((eastward[0], northward[0]))
    head = np.concatenate((eastward[1], northward[1]))
    line = np.concatenate((eastward[0] // side, side + northward[0] % side))
    river = side // 3
    crosses = (tail // side == river) & (head // side == river + 1)
    # A local street that runs east ends on avenues that run north, and the other way round.
    across = np.where(line < side, (tail % side, head % side), (tail // side, head // side))
    onto_avenue = (across % AVENUE == 0).any(axis=0)
    share = np.where(onto_avenue, ONTO_AVENUE_KEPT, LOCAL_KEPT) * ~crosses
    return tail, head, line, share


def _rank(line: Ints) -> Ints:
    """0 for a local street, 1 for an avenue, 2 for a boulevard."""
    rank: Ints = (line % AVENUE == 0).astype(np.int64) + (line % BOULEVARD == 0)
    return rank


def _joined(nodes: int, tail: Ints, head: Ints, kept: NDArray[np.bool_]) -> Ints:
    """The kept edges of the largest part that hangs together."""
    ends = (tail[kept], head[kept])
    matrix = sparse.coo_array((np.ones(len(ends[0])), ends), shape=(nodes, nodes))
    _, part = csgraph.connected_components(matrix, directed=False)
    largest = np.bincount(part).argmax()
    joined: Ints = np.flatnonzero(kept & (part[tail] == largest))
    return joined


def _edge(
    places: Floats,
    number: Ints,
    ends: tuple[int, int],
    road_class: str,
    street: int,
    bend: Floats,
    *,
    one_way: bool,
) -> graph.Edge:
    tail, head = ends
    middle = (places[tail] + places[head]) / 2 + bend
    speeds = (KMH[road_class], BIKE_KMH, FOOT_KMH)
    return graph.Edge(
        tail=int(number[tail]),
        head=int(number[head]),
        shape=[_degrees(places[tail]), _degrees(middle), _degrees(places[head])],
        road_class=road_class,
        street=street,
        forward_kmh=speeds,
        backward_kmh=(0.0, *speeds[1:]) if one_way else speeds,
    )


def _degrees(place: Floats) -> tuple[float, float]:
    return CENTER.to_degrees(float(place[0]), float(place[1]))
