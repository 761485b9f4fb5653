"""The lines of a map's streets, in meters around its middle, read once in each process."""

from __future__ import annotations

from functools import cached_property, lru_cache

import numpy as np
import shapely

from beatbook.core import geometry
from beatbook.ground.geo import graph, queries
from beatbook.ground.geo.vocabulary import Side

Spot = tuple[float, float]
"""Latitude and longitude."""


class Shapes:
    """Every named stretch of street. A street is known by its position in the map."""

    def __init__(self, streets: graph.StreetGraph) -> None:
        middle = float(streets.node_lat.mean()), float(streets.node_lon.mean())
        self.plane = geometry.LocalPlane(*middle)
        self.streets = streets
        named = np.flatnonzero(streets.street != graph.NO_STREET)
        pairs = np.column_stack((streets.street[named], streets.edge[named]))
        self._street, self._edge = np.unique(pairs, axis=0).T
        self._lines: dict[int, shapely.LineString] = {}

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The lines of all named edges; `street_in_tree` names the street of each."""
        return shapely.STRtree([self._drawn(edge) for edge in self._edge.tolist()])

    def street_in_tree(self, place: int) -> int:
        return int(self._street[place])

    def edges_of(self, street: int) -> list[int]:
        start, end = np.searchsorted(self._street, (street, street + 1))
        found: list[int] = self._edge[start:end].tolist()
        return found

    def along(self, edge: int, share: float, side: Side | None, off_m: float) -> Spot:
        """The spot at a share of an edge's length, so far to its side."""
        line = self.line(edge)
        at = line.interpolate(share, normalized=True)
        if side is None:
            return self._degrees(at.x, at.y)
        east, north = self._heading(line, share)
        turn = 1 if side is Side.LEFT else -1
        return self._degrees(at.x - turn * north * off_m, at.y + turn * east * off_m)

    def side_word(self, edge: int, share: float, side: Side) -> str:
        """The side of an edge as people say it: "east"."""
        east, north = self._heading(self.line(edge), share)
        turn = 1 if side is Side.LEFT else -1
        bearing = float(np.degrees(np.arctan2(-turn * north, turn * east))) % 360.0
        return geometry.compass_word(bearing).lower()

    def onto(self, street: int, lat: float, lon: float) -> tuple[Spot, float] | None:
        """The spot of a street nearest to a point, and how far away that is, in meters."""
        whole = self.whole(street)
        if whole is None:
            return None
        here = shapely.Point(*self.plane.to_xy(lat, lon))
        on_line = shapely.shortest_line(whole, here).coords[0]
        return self._degrees(*on_line), float(here.distance(whole))

    def nearest(self, one: int, other: int) -> tuple[Spot, float] | None:
        """Where two streets come closest, and how far apart they are there, in meters."""
        first, second = self.whole(one), self.whole(other)
        if first is None or second is None:
            return None
        bridge = shapely.shortest_line(first, second)
        middle = bridge.interpolate(0.5, normalized=True)
        return self._degrees(middle.x, middle.y), float(bridge.length)

    def whole(self, street: int) -> shapely.MultiLineString | None:
        edges = self.edges_of(street)
        return shapely.MultiLineString([self.line(edge) for edge in edges]) if edges else None

    def line(self, edge: int) -> shapely.LineString:
        if edge not in self._lines:
            self._lines[edge] = self._drawn(edge)
        return self._lines[edge]

    def _drawn(self, edge: int) -> shapely.LineString:
        points = self.streets.shape(edge)
        x = (points[:, 1] - self.plane.lon) * self.plane.meters_per_lon
        y = (points[:, 0] - self.plane.lat) * self.plane.meters_per_lat
        return shapely.LineString(np.column_stack((x, y)))

    def has(self, edge: int) -> bool:
        return 0 <= edge < self.streets.edge_count

    def _heading(self, line: shapely.LineString, share: float) -> tuple[float, float]:
        """The direction of a line at a share of its length, as a step of one meter."""
        step = min(0.5, 2.0 / max(line.length, 0.1))
        start = line.interpolate(max(0.0, share - step), normalized=True)
        end = line.interpolate(min(1.0, share + step), normalized=True)
        length = start.distance(end) or 1.0
        return (end.x - start.x) / length, (end.y - start.y) / length

    def _degrees(self, x: float, y: float) -> Spot:
        return self.plane.to_degrees(x, y)


def of_map(key: str) -> Shapes | None:
    """The shapes of a map; None without a usable graph or without named streets."""
    try:
        return _shapes(key)
    except graph.GraphError:
        return None


@lru_cache(maxsize=2)
def _shapes(key: str) -> Shapes | None:
    streets = queries.graph_of(key)
    return Shapes(streets) if (streets.street != graph.NO_STREET).any() else None
