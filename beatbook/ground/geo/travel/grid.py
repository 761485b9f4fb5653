"""Which street is nearest: an index of our own, made for many positions at once.

Shapes are cut into straight segments, and each segment is entered in every square of a grid that
it touches. The segments in the nine squares around a position hold the nearest one, if any lies
within the width of a square. Positions farther off are looked up in a coarser grid.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from beatbook.core.geometry import LocalPlane
from beatbook.ground.geo.graph import StreetGraph

MOST_SQUARES = 4_000_000

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Near(NamedTuple):
    """Candidates for some positions: row of the position, segment, meters off, share of segment."""

    row: Ints
    segment: Ints
    gap_m: Floats
    share: Floats


class Segments:
    """The straight pieces of all edges, on a plane in meters."""

    def __init__(self, graph: StreetGraph) -> None:
        self.plane = LocalPlane(float(graph.node_lat.mean()), float(graph.node_lon.mean()))
        x, y = self.to_xy(graph.shape_lat, graph.shape_lon)
        edge = np.repeat(np.arange(graph.edge_count), np.diff(graph.shape_start))
        start = np.flatnonzero(edge[1:] == edge[:-1])
        self.edge: Ints = edge[start]
        self.x, self.y = x[start], y[start]
        self.dx, self.dy = x[start + 1] - self.x, y[start + 1] - self.y
        self.length_m = np.hypot(self.dx, self.dy)
        reached = np.concatenate(([0.0], np.cumsum(self.length_m)))
        ends = np.searchsorted(self.edge, np.arange(graph.edge_count + 1))
        self.before_m: Floats = reached[:-1] - reached[ends[self.edge]]
        """The length of the edge before each of its segments."""
        self.edge_m: Floats = reached[ends[1:]] - reached[ends[:-1]]

    def to_xy(self, lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
        """Degrees as meters east and north of the middle of the map."""
        x = (lon - self.plane.lon) * self.plane.meters_per_lon
        y = (lat - self.plane.lat) * self.plane.meters_per_lat
        return x, y

    def from_points(self, row: Ints, segment: Ints, x: Floats, y: Floats) -> Near:
        """How far each of the segments is from the position in its row."""
        dx, dy = self.dx[segment], self.dy[segment]
        east, north = x[row] - self.x[segment], y[row] - self.y[segment]
        square = dx * dx + dy * dy
        share = (east * dx + north * dy) / np.where(square > 0, square, 1.0)
        share = np.minimum(1.0, np.maximum(0.0, share))
        return Near(row, segment, np.hypot(east - share * dx, north - share * dy), share)


class Grid:
    """The segments by square."""

    def __init__(self, segments: Segments, square_m: float) -> None:
        self._segments = segments
        self._west, self._south, width, height = _extent(segments)
        self.square_m = max(square_m, float(np.sqrt(width * height / MOST_SQUARES)))
        # A margin of one square on every side, so that a neighbor always exists.
        self._columns = int(width / self.square_m) + 3
        self._rows = int(height / self.square_m) + 3
        square, segment = self._entries()
        order = np.argsort(square, kind="stable")
        square, self._segment = square[order], segment[order]
        squares = np.arange(self._columns * self._rows + 1)
        self._first = np.searchsorted(square, squares)

    def around(self, x: Floats, y: Floats, usable: NDArray[np.bool_]) -> Near:
        """Every usable segment in the nine squares around each position; some of them twice."""
        column, row = self._square(x, y)
        inside = (column >= 0) & (column < self._columns) & (row >= 0) & (row < self._rows)
        which = np.flatnonzero(inside)
        lines = np.clip(row[which, None] + np.array([-1, 0, 1]), 0, self._rows - 1)
        west = lines * self._columns + np.maximum(column[which, None] - 1, 0)
        east = lines * self._columns + np.minimum(column[which, None] + 2, self._columns)
        begin, end = self._first[west].ravel(), self._first[east].ravel()
        count = end - begin
        offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        segment = self._segment[np.repeat(begin, count) + offset]
        kept = usable[segment]
        rows = np.repeat(np.repeat(which, 3), count)[kept]
        return self._segments.from_points(rows, segment[kept], x, y)

    def _square(self, x: Floats, y: Floats) -> tuple[Ints, Ints]:
        column = np.floor((x - self._west) / self.square_m).astype(np.int64) + 1
        return column, np.floor((y - self._south) / self.square_m).astype(np.int64) + 1

    def _entries(self) -> tuple[Ints, Ints]:
        """(square, segment) for each square that a segment's box touches.

        Long segments are cut first, or the box of a slanting one would touch far too many.
        """
        s = self._segments
        pieces = np.maximum(1, np.ceil(s.length_m / self.square_m)).astype(np.int64)
        segment = np.repeat(np.arange(len(pieces)), pieces)
        number = np.arange(len(segment)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        shares = (number + np.array([[0], [1]])) / np.repeat(pieces, pieces)
        columns, rows = self._square(
            s.x[segment] + shares * s.dx[segment], s.y[segment] + shares * s.dy[segment]
        )
        west, east = columns.min(axis=0), columns.max(axis=0)
        south, north = rows.min(axis=0), rows.max(axis=0)
        # A piece is at most a square long, so its box touches four squares at most.
        wide, high = np.flatnonzero(east > west), np.flatnonzero(north > south)
        both = np.intersect1d(wide, high, assume_unique=True)
        touched = [
            (south * self._columns + west, segment),
            (south[wide] * self._columns + east[wide], segment[wide]),
            (north[high] * self._columns + west[high], segment[high]),
            (north[both] * self._columns + east[both], segment[both]),
        ]
        squares, segments = zip(*touched, strict=True)
        return np.concatenate(squares), np.concatenate(segments)


def _extent(segments: Segments) -> tuple[float, float, float, float]:
    """West, south, width and height of the segments, in meters."""
    x = np.concatenate((segments.x, segments.x + segments.dx))
    y = np.concatenate((segments.y, segments.y + segments.dy))
    west, south = float(x.min()), float(y.min())
    return west, south, float(x.max()) - west, float(y.max()) - south
