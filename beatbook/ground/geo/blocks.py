"""Stretches of a street on the graph: the block under a point, from corner to corner. Pure.

A corner is a node where the street meets another named one, or ends. A divided street is two lines
of edges side by side: a stretch takes both.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from beatbook.core import geometry
from beatbook.ground.geo import graph as graphs

CLICK_M = 60.0
"""A street this near to a point is the one meant."""
BESIDE_M = 40.0
"""The other roadway of a divided street is not further away than this."""
PARALLEL = 0.7
"""The least cosine between two roadways that run side by side."""

Point = tuple[float, float]
"""(lat, lon)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a street; `lines` run the same way, from the first corner to the second."""

    street: str
    corners: tuple[str, str]  # the streets it lies between; empty texts for the whole of it
    lines: tuple[tuple[Point, ...], ...]
    meters: float

    @property
    def between(self) -> str:
        return " and ".join(corner or "its end" for corner in self.corners) if self.cut else ""

    @property
    def cut(self) -> bool:
        return any(self.corners)

    @property
    def bearing(self) -> float:
        """The direction in which the lines run, in degrees."""
        start, end = self.lines[0][0], self.lines[0][-1]
        return geometry.bearing_deg(*start, *end)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Edges in order, with the node before the first and after each."""

    edges: list[int]
    nodes: list[int]


class Blocks:
    """The named streets of one graph, ready to be walked."""

    def __init__(self, graph: graphs.StreetGraph) -> None:
        self.graph = graph
        count = graph.edge_count
        self._first = np.full(count, -1, dtype=np.int64)
        self._last = np.full(count, -1, dtype=np.int64)
        self.street_of = np.full(count, graphs.NO_STREET, dtype=np.int64)
        self._first[graph.edge] = np.where(graph.forward, graph.tail, graph.head)
        self._last[graph.edge] = np.where(graph.forward, graph.head, graph.tail)
        self.street_of[graph.edge] = graph.street
        named = np.flatnonzero((self.street_of != graphs.NO_STREET) & (self._first >= 0))
        self._named = named
        ends = np.concatenate((self._first[named], self._last[named]))
        order = np.argsort(ends, kind="stable")
        self._touching = np.concatenate((named, named))[order]
        self._starts = np.searchsorted(ends[order], np.arange(graph.node_count + 1))
        self._plane = geometry.LocalPlane(
            float(graph.node_lat.mean()), float(graph.node_lon.mean())
        )
        x, y = self._plane.to_xy(graph.shape_lat, graph.shape_lon)  # type: ignore[arg-type]
        owner = np.repeat(np.arange(count), np.diff(graph.shape_start))
        self._shapes = shapely.linestrings(np.column_stack((x, y)), indices=owner)
        self._tree = shapely.STRtree(self._shapes[named])

    def at(
        self,
        lat: float,
        lon: float,
        *,
        before: int = 0,
        after: int = 0,
        street: int = graphs.NO_STREET,
    ) -> Stretch | None:
        """The block nearest to a point, and so many blocks before and after it; None off streets.

        The order is that of the street's own line on the map. With a `street`, its nearest block.
        """
        here = shapely.Point(*self._plane.to_xy(lat, lon))
        edge = self._nearest(here, street)
        if edge is None:
            return None
        walk = _Walk([edge], [int(self._first[edge]), int(self._last[edge])])
        for more, onward in ((before, False), (after, True)):
            self._to_corner(walk, onward=onward)
            for _ in range(more):
                if self._step(walk, onward=onward):
                    self._to_corner(walk, onward=onward)
        return self._stretch(walk)

    def _nearest(self, here: shapely.Point, street: int) -> int | None:
        if street == graphs.NO_STREET:
            near = self._tree.query_nearest(here, max_distance=CLICK_M, all_matches=False)
            return int(self._named[near[0]]) if len(near) else None
        edges = np.flatnonzero(self.street_of == street)
        away = shapely.distance(here, self._shapes[edges])
        within = len(edges) and away.min() <= CLICK_M
        return int(edges[away.argmin()]) if within else None

    def between(self, street: int, first: int, second: int) -> Stretch | None:
        """The shortest stretch of a street between two others; None if it does not run through."""
        starts, ends = self._corners_with(street, first), self._corners_with(street, second)
        walk = self._shortest(street, starts, ends)
        if walk is None or not walk.edges:
            return None
        return self._stretch(walk, (self._name(first), self._name(second)))

    def whole(self, street: int) -> Stretch | None:
        """All of a street; None if none of it is on the map."""
        edges = np.flatnonzero(self.street_of == street)
        if not len(edges):
            return None
        merged = self._merged(edges.tolist())
        longest = max(merged, key=lambda line: float(line.length))
        along = _axis(longest)
        lines = [line if along @ _axis(line) >= 0 else line.reverse() for line in merged]
        lines.sort(key=lambda line: -line.length)
        return self._made(street, ("", ""), lines)

    def crossings(self, street: int) -> list[int]:
        """The streets that meet a street."""
        edges = np.flatnonzero(self.street_of == street)
        nodes = np.unique(np.concatenate((self._first[edges], self._last[edges])))
        others = {other for node in nodes.tolist() for other in self._streets_at(node)}
        return sorted(others - {street})

    def _to_corner(self, walk: _Walk, *, onward: bool) -> None:
        """Go on until the walk ends at a corner."""
        street = int(self.street_of[walk.edges[0]])
        while not self._is_corner(walk.nodes[-1 if onward else 0], street):
            if not self._step(walk, onward=onward):
                return

    def _step(self, walk: _Walk, *, onward: bool) -> bool:
        """Go on by one edge of the street; False where it ends."""
        node = walk.nodes[-1 if onward else 0]
        following = self._following(walk, node, onward=onward)
        if following is None:
            return False
        walk.edges.insert(len(walk.edges) if onward else 0, following)
        walk.nodes.insert(len(walk.nodes) if onward else 0, self._other_end(following, node))
        return True

    def _following(self, walk: _Walk, node: int, *, onward: bool) -> int | None:
        """The street's straightest edge onward from a node; None where it ends."""
        street = self.street_of[walk.edges[0]]
        here = walk.edges[-1 if onward else 0]
        toward = self._leaving(here, node)
        open_edges = [
            edge
            for edge in self._edges_at(node)
            if self.street_of[edge] == street and edge not in walk.edges
            and self._other_end(edge, node) not in walk.nodes
        ]  # fmt: skip
        return min(open_edges, key=lambda e: float(toward @ self._leaving(e, node)), default=None)

    def _shortest(self, street: int, starts: set[int], ends: set[int]) -> _Walk | None:
        """Dijkstra on the street's own edges, in either direction of travel."""
        queue: list[tuple[float, int, int, int]] = [(0.0, node, -1, -1) for node in sorted(starts)]
        came: dict[int, tuple[int, int]] = {}
        while queue:
            meters, node, by, previous = heapq.heappop(queue)
            if node in came:
                continue
            came[node] = (by, previous)
            if node in ends:
                return _climbed(came, node)
            for edge in self._edges_at(node):
                if self.street_of[edge] == street:
                    length = float(self._shapes[edge].length)
                    reached = self._other_end(edge, node)
                    heapq.heappush(queue, (meters + length, reached, edge, node))
        return None

    def _stretch(self, walk: _Walk, corners: tuple[str, str] | None = None) -> Stretch:
        street = int(self.street_of[walk.edges[0]])
        main = self._line(walk)
        beside = [
            line if main.project(_start(line)) <= main.project(_end(line)) else line.reverse()
            for line in self._merged(self._beside(street, walk.edges, main))
        ]
        found = corners or (
            self._corner_name(walk.nodes[0], street),
            self._corner_name(walk.nodes[-1], street),
        )
        return self._made(street, found, [main, *beside])

    def _beside(self, street: int, edges: Sequence[int], main: shapely.LineString) -> list[int]:
        """Edges of the street's other roadway, next to the line and along it."""
        near = self._tree.query(main, predicate="dwithin", distance=BESIDE_M)
        taken = set(edges)
        candidates = [int(e) for e in self._named[near] if self.street_of[e] == street]
        return sorted(e for e in candidates if e not in taken and self._is_along(e, main))

    def _is_along(self, edge: int, main: shapely.LineString) -> bool:
        shape = self._shapes[edge]
        middle = shape.interpolate(0.5, normalized=True)
        place = main.project(middle)
        if not 1.0 < place < main.length - 1.0 or main.distance(middle) > BESIDE_M:
            return False
        reach = min(10.0, place, main.length - place)
        there = _axis(
            shapely.LineString([main.interpolate(place - reach), main.interpolate(place + reach)])
        )
        return abs(float(there @ _axis(shape))) >= PARALLEL

    def _line(self, walk: _Walk) -> shapely.LineString:
        points: list[Point] = []
        for edge, node in zip(walk.edges, walk.nodes, strict=False):
            shape = list(self._shapes[edge].coords)
            shape = shape if self._first[edge] == node else shape[::-1]
            points.extend(shape[1:] if points else shape)
        return shapely.LineString(points)

    def _merged(self, edges: Sequence[int]) -> list[shapely.LineString]:
        if not edges:
            return []
        merged = shapely.line_merge(shapely.union_all(self._shapes[list(edges)]))
        return list(shapely.get_parts(merged))

    def _made(
        self, street: int, corners: tuple[str, str], lines: Sequence[shapely.LineString]
    ) -> Stretch:
        meters = sum(line.length for line in lines) if not any(corners) else lines[0].length
        drawn = tuple(tuple(self._degrees(line)) for line in lines)
        return Stretch(self._name(street), corners, drawn, float(meters))

    def _degrees(self, line: shapely.LineString) -> Iterator[Point]:
        for x, y in line.coords:
            lat, lon = self._plane.to_degrees(x, y)
            yield round(lat, 6), round(lon, 6)

    def _corners_with(self, street: int, other: int) -> set[int]:
        edges = np.flatnonzero(self.street_of == street)
        nodes = np.unique(np.concatenate((self._first[edges], self._last[edges])))
        return {node for node in nodes.tolist() if other in self._streets_at(node)}

    def _corner_name(self, node: int, street: int) -> str:
        others = sorted(self._name(other) for other in self._streets_at(node) - {street})
        return others[0] if others else ""

    def _is_corner(self, node: int, street: int) -> bool:
        return bool(self._streets_at(node) - {street})

    def _streets_at(self, node: int) -> set[int]:
        return set(self.street_of[self._edges_at(node)].tolist())

    def _edges_at(self, node: int) -> list[int]:
        found: list[int] = self._touching[self._starts[node] : self._starts[node + 1]].tolist()
        return found

    def _other_end(self, edge: int, node: int) -> int:
        return int(self._last[edge] if self._first[edge] == node else self._first[edge])

    def _leaving(self, edge: int, node: int) -> NDArray[np.float64]:
        """The direction of an edge away from its end at a node."""
        shape = self._shapes[edge]
        away = _axis(shape)
        return away if self._first[edge] == node else -away

    def _name(self, street: int) -> str:
        return self.graph.street_names[street]


def _climbed(came: dict[int, tuple[int, int]], node: int) -> _Walk:
    walk = _Walk([], [node])
    while came[walk.nodes[0]][0] >= 0:
        edge, previous = came[walk.nodes[0]]
        walk.edges.insert(0, edge)
        walk.nodes.insert(0, previous)
    return walk


def _axis(line: shapely.LineString) -> NDArray[np.float64]:
    """The direction from the start of a line to its end, of length one; zero for a ring."""
    start, end = np.array(line.coords[0]), np.array(line.coords[-1])
    length = float(np.hypot(*(end - start)))
    return (end - start) / length if length else np.zeros(2)


def _start(line: shapely.LineString) -> shapely.Point:
    return shapely.Point(line.coords[0])


def _end(line: shapely.LineString) -> shapely.Point:
    return shapely.Point(line.coords[-1])
