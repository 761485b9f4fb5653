"""A small grid of its own bearing, every street with a name: what one builder laid out."""

from __future__ import annotations

import math
from dataclasses import dataclass

from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from beatbook.site.demo.town.districts.grid import clipped
from beatbook.site.demo.town.roads import Road
from beatbook.site.demo.town.shapes import XY

REACH_M = 900.0


@dataclass(frozen=True)
class Patch:
    """``rows`` and ``columns`` are (meters from the origin, name) across and along the bearing."""

    origin: XY
    turn: float
    rows: tuple[tuple[float, str], ...]
    columns: tuple[tuple[float, str], ...]

    def streets(self, face: Polygon, solid: BaseGeometry) -> list[Road]:
        """The streets of the patch in a face. ``solid`` is what no street enters."""
        lines = [(name, self._line((-REACH_M, v), (REACH_M, v))) for v, name in self.rows]
        lines += [(name, self._line((u, -REACH_M), (u, REACH_M))) for u, name in self.columns]
        return [
            part
            for name, line in lines
            for part in clipped(Road(line, "residential", name), face, solid)
        ]

    def _line(self, start: XY, end: XY) -> LineString:
        return LineString([self._xy(*start), self._xy(*end)])

    def _xy(self, u: float, v: float) -> XY:
        cos, sin = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        return self.origin[0] + u * cos - v * sin, self.origin[1] + u * sin + v * cos
