"""Which turns a car may make, and how long each takes, for traffic that keeps to the right.

A turn costs time only where there is a choice: a bend of the street costs nothing. One may turn
back only where there is no other way on: at a dead end, or where every other turn is forbidden.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from beatbook.core.geometry import METERS_PER_DEGREE
from beatbook.ground.geo.graph import ROAD_CLASSES, StreetGraph

RIGHT_S = 3.0
LEFT_S = 7.0
GIVE_WAY_S = 4.0
"""Added where one goes on, or left, at a junction with a bigger road than one's own."""
BACK_S = 20.0

TURN_DEG = 40.0
"""Whoever turns less than this goes straight on."""

HEADING_M = 10.0
"""A street's direction at a junction is toward its first point at least this far away."""

RANK = {
    "motorway": 6, "motorway_link": 6, "trunk": 5, "trunk_link": 5, "primary": 4, "primary_link": 4,
    "secondary": 3, "secondary_link": 3, "tertiary": 2, "tertiary_link": 2,
    "service": 0, "track": 0,
}  # fmt: skip
ORDINARY_RANK = 1

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Turns(NamedTuple):
    """Arcs told by position in the network: from the one arriving onto the other, in so long."""

    arriving: Ints
    onto: Ints
    ms: Ints


def allowed(graph: StreetGraph, arcs: NDArray[np.intp]) -> Turns:
    """Every turn between these arcs of the graph that is not forbidden."""
    arriving, onto = _meeting(graph.tail[arcs], graph.head[arcs], graph.node_count)
    edge = graph.edge[arcs]
    back = edge[arriving] == edge[onto]
    ahead = ~back & ~_banned(graph, arcs, arriving, onto)
    stuck = np.bincount(arriving[ahead], minlength=len(arcs)) == 0
    kept = ahead | (back & stuck[arriving])
    arriving, onto, back = arriving[kept], onto[kept], back[kept]
    seconds = np.where(back, BACK_S, _seconds(graph, arcs, arriving, onto))
    return Turns(arriving, onto, np.rint(seconds * 1000).astype(np.int64))


def deviation_deg(arriving_deg: Floats, leaving_deg: Floats) -> Floats:
    """How far one turns, in degrees: to the left below 0, to the right above."""
    return (leaving_deg - arriving_deg + 180.0) % 360.0 - 180.0


def headings_deg(graph: StreetGraph, arcs: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """The directions in which one leaves along each arc and arrives at its end."""
    edge, forward = graph.edge[arcs], graph.forward[arcs]
    first, last = graph.shape_start[edge], graph.shape_start[edge + 1] - 1
    outward, inward = _toward(graph, first, last, 1), _toward(graph, last, first, -1)
    leaving = np.where(forward, outward, inward)
    arriving = np.where(forward, inward, outward)
    return leaving, (arriving + 180.0) % 360.0


def _meeting(tail: NDArray[np.int32], head: NDArray[np.int32], nodes: int) -> tuple[Ints, Ints]:
    """Every pair of an arc and one that leaves where it ends."""
    by_tail = np.argsort(tail, kind="stable")
    start = np.searchsorted(tail[by_tail], np.arange(nodes + 1))
    count = start[head + 1] - start[head]
    arriving = np.repeat(np.arange(len(tail)), count)
    within = np.arange(len(arriving)) - np.repeat(np.cumsum(count) - count, count)
    return arriving, by_tail[np.repeat(start[head], count) + within].astype(np.int64)


def _banned(
    graph: StreetGraph, arcs: NDArray[np.intp], arriving: Ints, onto: Ints
) -> NDArray[np.bool_]:
    count = graph.arc_count
    forbidden = graph.banned_from.astype(np.int64) * count + graph.banned_to
    return np.isin(arcs[arriving].astype(np.int64) * count + arcs[onto], forbidden)


def _seconds(graph: StreetGraph, arcs: NDArray[np.intp], arriving: Ints, onto: Ints) -> Floats:
    leaving_deg, arriving_deg = headings_deg(graph, arcs)
    turned = deviation_deg(arriving_deg[arriving], leaving_deg[onto])
    left, right = turned <= -TURN_DEG, turned >= TURN_DEG
    edge, junction = graph.edge[arcs], graph.head[arcs[arriving]]
    streets, biggest = _junctions(graph, arcs)
    gives_way = ~right & (_ranks(graph)[edge[arriving]] < biggest[junction])
    seconds = LEFT_S * left + RIGHT_S * right + GIVE_WAY_S * gives_way
    return np.where(streets[junction] > 2, seconds, 0.0)


def _ranks(graph: StreetGraph) -> Ints:
    """How big the road of each edge is."""
    ranks = np.array([RANK.get(name, ORDINARY_RANK) for name in ROAD_CLASSES])
    found: Ints = ranks[graph.road_class]
    return found


def _junctions(graph: StreetGraph, arcs: NDArray[np.intp]) -> tuple[Ints, Ints]:
    """For each node: how many edges meet there, and how big the biggest of them is."""
    edge = graph.edge[arcs].astype(np.int64)
    ends = np.concatenate((graph.tail[arcs], graph.head[arcs])).astype(np.int64)
    touching = np.unique(ends * graph.edge_count + np.concatenate((edge, edge)))
    node, edge = np.divmod(touching, graph.edge_count)
    biggest = np.zeros(graph.node_count, dtype=np.int64)
    np.maximum.at(biggest, node, _ranks(graph)[edge])
    return np.bincount(node, minlength=graph.node_count), biggest


def _toward(graph: StreetGraph, start: Ints, end: Ints, step: int) -> Floats:
    """The direction from each start toward the end, by the first point that is far enough."""
    lat, lon = graph.shape_lat, graph.shape_lon
    narrowed = np.cos(np.radians(lat[start]))
    at = start + step
    while True:
        north = (lat[at] - lat[start]) * METERS_PER_DEGREE
        east = (lon[at] - lon[start]) * narrowed * METERS_PER_DEGREE
        go_on = (np.hypot(east, north) < HEADING_M) & (at != end)
        if not go_on.any():
            return np.degrees(np.arctan2(east, north)) % 360.0
        at = np.where(go_on, at + step, at)
