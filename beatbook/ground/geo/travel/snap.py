"""Snapping: from positions to the nearest streets that a mode can really use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from beatbook.contract.values import Point
from beatbook.ground.geo.graph import StreetGraph
from beatbook.ground.geo.travel.grid import Floats, Grid, Ints, Near, Segments
from beatbook.ground.geo.travel.network import Network

REACH_M = 500.0
"""A position farther than this from every street is off the map."""

SQUARES_M = (30.0, 60.0, 120.0, 240.0, REACH_M)
"""Nearly every position finds its street in the first squares, few only in the last."""

ISLAND_SHARE = 0.05
"""Streets that join fewer than this share of the largest joined-up part's nodes are an island."""

OFF = -1


@dataclass(frozen=True, slots=True)
class Snapped:
    """A place on a street: an edge, how far along its shape, how far off the position was."""

    edge: int
    offset_m: float
    distance_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Places on streets, as columns. The edge of a position off the map is OFF."""

    edge: Ints
    share: Floats  # how far along the shape of the edge, from 0 to 1
    distance_m: Floats

    def __len__(self) -> int:
        return len(self.edge)

    def __getitem__(self, which: slice | Ints | NDArray[np.bool_]) -> Places:
        return Places(self.edge[which], self.share[which], self.distance_m[which])


class Shapes:
    """The shapes of all streets with the grids to find them; shared by every mode."""

    def __init__(self, graph: StreetGraph) -> None:
        self.segments = Segments(graph)
        self.grids = [Grid(self.segments, square_m) for square_m in SQUARES_M]


class Snapper:
    """Finds the nearest streets for one mode. Any thread may ask."""

    def __init__(self, network: Network, shapes: Shapes) -> None:
        self._segments, self._grids = shapes.segments, shapes.grids
        self._edge_m = network.edge_m
        usable = np.zeros(network.graph.edge_count, dtype=np.bool_)
        usable[_joined_up_edges(network)] = True
        self._usable = usable[self._segments.edge]

    def places(self, positions: Sequence[Point]) -> Places:
        """The nearest street of each position."""
        degrees = np.array([(p.lat, p.lon) for p in positions], dtype=np.float64).reshape(-1, 2)
        return self.places_at(degrees[:, 0], degrees[:, 1])

    def places_at(self, lat: Floats, lon: Floats) -> Places:
        """The same, for columns of degrees."""
        x, y = self._segments.to_xy(lat, lon)
        segment = np.full(len(x), OFF)
        gap_m, share = np.full(len(x), np.inf), np.zeros(len(x))
        every = np.arange(len(x))
        for grid in self._grids:
            row, *best = _nearest(grid.around(x[every], y[every], self._usable))
            segment[every[row]], gap_m[every[row]], share[every[row]] = best
            every = np.flatnonzero(gap_m > grid.square_m)
            if not len(every):
                break
        return self._on_edges(segment, gap_m, share)

    def snap(self, positions: Sequence[Point]) -> list[Snapped | None]:
        """The nearest street of each position, or None where it is off the map."""
        return list(self._told(self.places(positions)))

    def near(self, lat: float, lon: float, within_m: float) -> list[Snapped]:
        """The streets around a position, each with its place nearest to it, nearest first."""
        x, y = self._segments.to_xy(np.array([lat]), np.array([lon]))
        grid = next(grid for grid in self._grids if within_m <= grid.square_m)
        found = grid.around(x, y, self._usable)
        order = np.argsort(found.gap_m, kind="stable")
        segment = found.segment[order]
        _, first = np.unique(self._segments.edge[segment], return_index=True)
        best = order[np.sort(first)]
        best = best[found.gap_m[best] <= within_m]
        on = self._on_edges(found.segment[best], found.gap_m[best], found.share[best])
        return [place for place in self._told(on) if place]

    def _on_edges(self, segment: Ints, gap_m: Floats, share: Floats) -> Places:
        """From places on segments to places on edges; too far off is off the map."""
        s = self._segments
        on_map = gap_m <= REACH_M
        segment = np.where(on_map, segment, 0)
        edge = s.edge[segment]
        along = s.before_m[segment] + share * s.length_m[segment]
        whole = np.where(s.edge_m[edge] > 0, s.edge_m[edge], 1.0)
        return Places(np.where(on_map, edge, OFF), np.clip(along / whole, 0.0, 1.0), gap_m)

    def _told(self, places: Places) -> Iterator[Snapped | None]:
        columns = (places.edge.tolist(), places.share.tolist(), places.distance_m.tolist())
        for edge, share, distance_m in zip(*columns, strict=True):
            offset_m = share * float(self._edge_m[edge])
            yield None if edge == OFF else Snapped(edge, offset_m, distance_m)


def _nearest(near: Near) -> tuple[Ints, Ints, Floats, Floats]:
    """For each row that has candidates: the row, its nearest segment, meters off, share of it."""
    if not len(near.row):
        return near.row, near.segment, near.gap_m, near.share
    first = np.flatnonzero(np.diff(near.row, prepend=-1))
    least = np.minimum.reduceat(near.gap_m, first)
    count = np.diff(first, append=len(near.row))
    ties = np.flatnonzero(near.gap_m == np.repeat(least, count))
    row, once = np.unique(near.row[ties], return_index=True)
    best = ties[once]
    return row, near.segment[best], near.gap_m[best], near.share[best]


def _joined_up_edges(network: Network) -> Ints:
    """The edges from which a trip can go on and come back.

    A few streets cut off from all others (by the edge of the map, a gate, an error in the data)
    would make everything near them unreachable; the position is taken to the next street.
    """
    links = network.links
    nodes = links.node_count
    ones = np.ones(len(links.arc), dtype=np.int8)
    matrix = sparse.coo_array((ones, (links.tail, links.head)), shape=(nodes, nodes))
    _, part = csgraph.connected_components(matrix, directed=True, connection="strong")
    size = np.bincount(part, minlength=1)
    joined = size[part] >= max(2, ISLAND_SHARE * size.max())
    arcs = links.arc[joined[links.tail] & joined[links.head]]
    return np.unique(network.graph.edge[network.arcs[arcs]])
