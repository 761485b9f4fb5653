"""The streets that one mode may use, and how trips begin and end in the middle of an edge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatbook.ground.geo.graph import StreetGraph

NO_ARC = -1


@dataclass(frozen=True, slots=True)
class Snapped:
    """A place on a street: an edge, how far along its shape, how far off the position was."""

    edge: int
    offset_m: float
    distance_m: float


@dataclass(frozen=True, slots=True)
class Leg:
    """Part of an arc: from the fraction ``begin`` of its length to the fraction ``end``."""

    arc: int
    begin: float
    end: float
    ms: int
    meters: float


class Network:
    """The arcs of a street graph open to one mode. Arcs are told by position in this network.

    A network never changes: a closure is a weight in a search, not a street that is missing.
    """

    def __init__(self, graph: StreetGraph, mode: str) -> None:
        self.graph = graph
        self.arcs: NDArray[np.intp] = np.flatnonzero(getattr(graph, mode))
        """Position in the graph of each arc."""
        self.tail: NDArray[np.int32] = graph.tail[self.arcs]
        self.head: NDArray[np.int32] = graph.head[self.arcs]
        self.ms: NDArray[np.int32] = getattr(graph, f"{mode}_ms")[self.arcs]
        self.meters: NDArray[np.float64] = graph.length_m[self.arcs].astype(np.float64)
        self._arc_of = self._arcs_by_edge()

    @property
    def node_count(self) -> int:
        return self.graph.node_count

    def _arcs_by_edge(self) -> NDArray[np.int64]:
        arc_of = np.full((self.graph.edge_count, 2), NO_ARC, dtype=np.int64)
        forward = self.graph.forward[self.arcs].astype(np.intp)
        arc_of[self.graph.edge[self.arcs], forward] = np.arange(len(self.arcs))
        return arc_of

    def arc_on(self, edge: int, *, forward: bool) -> int | None:
        """The arc that runs along an edge, or against it; None where the mode may not."""
        arc = int(self._arc_of[edge, int(forward)])
        return None if arc == NO_ARC else arc

    def exits(self, place: Snapped) -> dict[int, Leg]:
        """The ways to leave a place, by the node they lead to: two on a two-way street."""
        return {int(self.head[arc]): self._leg(arc, at, 1.0) for arc, at in self._arcs_at(place)}

    def entries(self, place: Snapped) -> dict[int, Leg]:
        """The ways to come to a place, by the node they come from: two on a two-way street."""
        return {int(self.tail[arc]): self._leg(arc, 0.0, at) for arc, at in self._arcs_at(place)}

    def along(self, start: Snapped, end: Snapped) -> Leg | None:
        """The way from one place to another without leaving their edge, if there is one."""
        if start.edge != end.edge:
            return None
        end_on = dict(self._arcs_at(end))
        for arc, at in self._arcs_at(start):
            if at <= end_on[arc]:
                return self._leg(arc, at, end_on[arc])
        return None

    def whole(self, arc: int) -> Leg:
        """An arc from end to end."""
        return self._leg(arc, 0.0, 1.0)

    def _arcs_at(self, place: Snapped) -> list[tuple[int, float]]:
        """The arcs that pass a place, each with the fraction of it that lies behind the place."""
        found = []
        for forward in (True, False):
            arc = self.arc_on(place.edge, forward=forward)
            if arc is not None:
                length = float(self.meters[arc])
                along = min(1.0, max(0.0, place.offset_m / length)) if length > 0 else 0.0
                found.append((arc, along if forward else 1.0 - along))
        return found

    def _leg(self, arc: int, begin: float, end: float) -> Leg:
        share = end - begin
        return Leg(
            arc, begin, end, round(int(self.ms[arc]) * share), float(self.meters[arc]) * share
        )
