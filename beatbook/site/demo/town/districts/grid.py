"""Surveyed blocks: rows and columns clipped to a district, with alleys where houses stand close."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from beatbook.site.demo.town import chance, lattice, shapes
from beatbook.site.demo.town.lattice import ROW_M, ROWS, Frame
from beatbook.site.demo.town.names import ordinal
from beatbook.site.demo.town.roads import Numbering, Road

HUG_M = 30.0
"""A street does not run nearer than this beside the road that bounds its district."""

ONE_WAY = {1: 1, 3: -1}
"""Of four rows one runs out from Castle Street only, and one toward it."""

UNBUILT = 0.09
"""How often an avenue leaves out a block: the surveyor's plan was never quite carried out."""


@dataclass(frozen=True)
class Grid:
    """One side of Castle Street. ``columns`` are (meters from it, name); negative to the west."""

    frame: Frame
    prefix: str
    columns: tuple[tuple[float, str], ...]
    skipped: tuple[int, ...]
    """Rows that are arterials and drawn with them."""

    def streets(self, face: Polygon, solid: BaseGeometry, dense: bool = False) -> list[Road]:
        """The rows and columns in a face. ``solid`` is what no street enters.

        Dense blocks have alleys behind the houses, and some of their streets run one way.
        """
        roads = [*self._rows(dense), *self._columns(), *(self._alleys() if dense else [])]
        return [part for road in roads for part in clipped(road, face, solid)]

    def _rows(self, dense: bool) -> list[Road]:
        marks = lattice.marks(tuple(u for u, _ in self.columns))
        return [
            Road(
                self._row(row),
                "residential",
                f"{self.prefix} {ordinal(row)} Street",
                Numbering(0.0, marks, 150.0),
                oneway=ONE_WAY.get(row % 4, 0) if dense else 0,
            )
            for row in ROWS
            if row not in self.skipped
        ]

    def _row(self, row: float) -> LineString:
        """A row from Castle Street outward."""
        far = math.copysign(1600.0, self.columns[0][0])
        return LineString([self.frame.xy(0, row * ROW_M), self.frame.xy(far, row * ROW_M)])

    def _columns(self) -> list[Road]:
        return [
            Road(
                LineString([self.frame.xy(u, first * ROW_M), self.frame.xy(u, last * ROW_M)]),
                "residential",
                f"North {name} Street",
                Numbering(first * ROW_M, lattice.ROW_MARKS, ROW_M),
            )
            for u, name in self.columns
            for first, last in _runs(name)
        ]

    def _alleys(self) -> list[Road]:
        alley = (("service", "alley"),)
        return [Road(self._row(row + 0.5), "service", tags=alley) for row in ROWS]


def _runs(name: str) -> Iterator[tuple[int, int]]:
    """From row to row, the stretches where an avenue was really built."""
    rng = chance.seeded(name)
    first = 0
    for row in ROWS:
        if row > first and rng.random() < UNBUILT:
            yield first, row
            first = row + 1
    if first < ROWS[-1]:
        yield first, ROWS[-1]


def clipped(road: Road, face: Polygon, solid: BaseGeometry) -> list[Road]:
    """The parts of a road inside a face that do not crawl along its edge."""
    rim = face.exterior.buffer(HUG_M)
    parts = []
    for piece in shapes.lines_of(road.line.intersection(face).difference(solid)):
        core = [part for part in shapes.lines_of(piece.difference(rim)) if part.length > HUG_M]
        if core:
            # A steep end is kept to the edge; a shallow one is cut, and later trimmed to a corner.
            first, last = _reach(road.line, piece)
            start, end = _reach(road.line, *core)
            start = first if start - first < 2.4 * HUG_M else start
            end = last if last - end < 2.4 * HUG_M else end
            parts.append(road.part(start, end))
    return parts


def _reach(line: LineString, *pieces: LineString) -> tuple[float, float]:
    """From where to where on a line its pieces lie."""
    tips = [line.project(Point(piece.coords[i])) for piece in pieces for i in (0, -1)]
    return min(tips), max(tips)
