"""The streets that one mode may use, and what a search runs on: from which arc one may go to which.

Bicycles and people on foot turn as they like: their search runs on junctions. Cars may not make
every turn, and turns cost them time: their search runs on arcs (``turns`` says what is allowed).
Either way it is nodes and *links*, and each link carries the time of one arc and of the turn before
it. A network never changes: a closure is a weight in a search, not a street that is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from beatbook.ground.geo.graph import CLOSED_MS, ROAD_CLASSES, StreetGraph
from beatbook.ground.geo.travel import turns
from beatbook.ground.geo.travel.driving import Speeds

NO_ARC = -1
LONGEST_MS = CLOSED_MS - 1

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """K links between N nodes, in the order of the arcs that they lead along."""

    tail: Ints  # [K] node
    head: Ints  # [K] node
    arc: Ints  # [K] the arc traveled, ascending
    turn_ms: Ints  # [K] the time of the turn into that arc
    first: Ints  # [arcs + 1] the links of arc a are first[a]:first[a + 1]
    exit: Ints  # [arcs] the node at which one has traveled the whole arc
    lat: NDArray[np.float64]  # [N] where each node is, roughly
    lon: NDArray[np.float64]

    @property
    def node_count(self) -> int:
        return len(self.lat)

    def weights(self, arc_ms: Ints) -> Ints:
        """Milliseconds of each link, if the arcs take so long."""
        weights: Ints = np.minimum(arc_ms[self.arc] + self.turn_ms, LONGEST_MS)
        return weights

    def of(self, arc: int) -> range:
        """The links along an arc."""
        return range(int(self.first[arc]), int(self.first[arc + 1]))


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The arcs of a street graph open to one mode. Arcs are told by position in this network."""

    graph: StreetGraph
    arcs: NDArray[np.intp]  # position of each arc in the graph
    ms: Ints
    meters: NDArray[np.float64]
    arc_of: Ints  # [edges, 2] the arc against and along each edge, or NO_ARC
    links: Links

    @property
    def edge_m(self) -> NDArray[np.float64]:
        """The length of each edge; 0 where the mode may not go."""
        lengths = np.zeros(self.graph.edge_count)
        lengths[self.graph.edge[self.arcs]] = self.meters
        return lengths

    def arc_on(self, edge: int, *, forward: bool) -> int | None:
        """The arc that runs along an edge, or against it; None where the mode may not."""
        arc = int(self.arc_of[edge, int(forward)])
        return None if arc == NO_ARC else arc

    def driven(self, speeds: Speeds) -> Network:
        """The same streets and turns at other speeds."""
        factors = np.array([speeds.factor(name) for name in ROAD_CLASSES])
        road_class = self.graph.road_class[self.graph.edge[self.arcs]]
        ms = np.maximum(1, np.rint(self.ms / factors[road_class])).astype(np.int64)
        turn_ms = np.rint(self.links.turn_ms * speeds.turn_share).astype(np.int64)
        return replace(self, ms=ms, links=replace(self.links, turn_ms=turn_ms))


def of(graph: StreetGraph, mode: str) -> Network:
    """The network of a mode at its usual speeds."""
    arcs = np.flatnonzero(getattr(graph, mode))
    return Network(
        graph=graph,
        arcs=arcs,
        ms=getattr(graph, f"{mode}_ms")[arcs].astype(np.int64),
        meters=graph.length_m[arcs].astype(np.float64),
        arc_of=_arcs_by_edge(graph, arcs),
        links=_by_turns(graph, arcs) if mode == "car" else _by_junctions(graph, arcs),
    )


def _arcs_by_edge(graph: StreetGraph, arcs: NDArray[np.intp]) -> Ints:
    arc_of = np.full((graph.edge_count, 2), NO_ARC, dtype=np.int64)
    arc_of[graph.edge[arcs], graph.forward[arcs].astype(np.intp)] = np.arange(len(arcs))
    return arc_of


def _by_junctions(graph: StreetGraph, arcs: NDArray[np.intp]) -> Links:
    """Every junction is a node, every arc a link."""
    head = graph.head[arcs].astype(np.int64)
    return Links(
        tail=graph.tail[arcs].astype(np.int64),
        head=head,
        arc=np.arange(len(arcs)),
        turn_ms=np.zeros(len(arcs), dtype=np.int64),
        first=np.arange(len(arcs) + 1),
        exit=head,
        lat=graph.node_lat,
        lon=graph.node_lon,
    )


def _by_turns(graph: StreetGraph, arcs: NDArray[np.intp]) -> Links:
    """Every arc is a node (its far end), every allowed turn a link, along the arc turned into."""
    made = turns.allowed(graph, arcs)
    by_arc = np.argsort(made.onto, kind="stable")
    onto = made.onto[by_arc]
    head = graph.head[arcs]
    return Links(
        tail=made.arriving[by_arc],
        head=onto,
        arc=onto,
        turn_ms=made.ms[by_arc],
        first=np.searchsorted(onto, np.arange(len(arcs) + 1)),
        exit=np.arange(len(arcs)),
        lat=graph.node_lat[head],
        lon=graph.node_lon[head],
    )
