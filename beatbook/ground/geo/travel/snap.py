"""Snapping: from a position to the nearest street that a mode can really use."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from beatbook.contract.values import Point
from beatbook.core.geometry import LocalPlane
from beatbook.ground.geo.graph import StreetGraph
from beatbook.ground.geo.travel.network import Network, Snapped

REACH_M = 500.0
"""A position farther than this from every street is off the map."""

ISLAND_SHARE = 0.05
"""Streets that join fewer than this share of the largest joined-up part's nodes are an island."""


class Shapes:
    """The shapes of a graph's edges as lines on a plane, in meters; shared by all modes."""

    def __init__(self, graph: StreetGraph) -> None:
        self._plane = LocalPlane(float(graph.node_lat.mean()), float(graph.node_lon.mean()))
        points = self.to_xy(graph.shape_lat, graph.shape_lon)
        edge = np.repeat(np.arange(graph.edge_count), np.diff(graph.shape_start))
        self.lines: NDArray[np.object_] = shapely.linestrings(points, indices=edge)

    def to_xy(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
        """Rows of (x, y) in meters."""
        x = (lon - self._plane.lon) * self._plane.meters_per_lon
        y = (lat - self._plane.lat) * self._plane.meters_per_lat
        return np.column_stack((x, y))


class Snapper:
    """Finds the nearest street for one mode. Any thread may ask."""

    def __init__(self, network: Network, shapes: Shapes) -> None:
        self._shapes = shapes
        self._edges = _joined_up_edges(network)
        self._length_m = _edge_lengths(network)
        self._lines = shapes.lines[self._edges]
        self._tree = shapely.STRtree(self._lines)

    def snap(self, positions: Sequence[Point]) -> list[Snapped | None]:
        """The nearest street of each position, or None where it is off the map."""
        places: list[Snapped | None] = [None] * len(positions)
        if not positions or not len(self._edges):
            return places
        lat, lon = np.array([(p.lat, p.lon) for p in positions], dtype=np.float64).T
        points = shapely.points(self._shapes.to_xy(lat, lon))
        (which, line), gap = self._tree.query_nearest(
            points, max_distance=REACH_M, return_distance=True, all_matches=False
        )
        along = shapely.line_locate_point(self._lines[line], points[which], normalized=True)
        edge = self._edges[line]
        offset = along * self._length_m[edge]
        for row, position in enumerate(which):
            places[position] = Snapped(int(edge[row]), float(offset[row]), float(gap[row]))
        return places


def _joined_up_edges(network: Network) -> NDArray[np.intp]:
    """The edges from which a trip can go on and come back.

    A few streets cut off from all others (by the edge of the map, a gate, an error in the data)
    would make everything near them unreachable; the position is taken to the next street.
    """
    nodes = network.node_count
    ones = np.ones(len(network.arcs), dtype=np.int8)
    matrix = sparse.coo_array((ones, (network.tail, network.head)), shape=(nodes, nodes))
    _, part = csgraph.connected_components(matrix, directed=True, connection="strong")
    size = np.bincount(part)
    joined = size[part] >= max(2, ISLAND_SHARE * size.max())
    return np.unique(network.graph.edge[network.arcs[joined[network.tail] & joined[network.head]]])


def _edge_lengths(network: Network) -> NDArray[np.float64]:
    lengths = np.zeros(network.graph.edge_count)
    lengths[network.graph.edge[network.arcs]] = network.meters
    return lengths
