"""A suburb of curving drives: loops inside one another, lanes between them, blind courts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from beatbook.site.demo.town import shapes
from beatbook.site.demo.town.roads import Numbering, Road

RIM_M = 92.0
"""From the road around the suburb to its first drive: two lots and half two streets."""

BAND_M = 125.0
"""From one drive to the next: room for courts between them."""

COURT_M = 76.0
COURT_MIN_M = 50.0
"""How far a court reaches into the band, and how short it may be."""

YARDS_M = 29.0
"""From the end of a court to any other street."""

STATION_M = 98.0
"""Along a drive, from one side street to the next."""


@dataclass(frozen=True)
class Curves:
    """The names are used in order; when they run out, no more such streets are drawn."""

    loops: tuple[str, ...]
    lanes: tuple[str, ...]
    courts: tuple[str, ...]

    def streets(self, face: Polygon, solid: BaseGeometry, gates: BaseGeometry) -> list[Road]:
        """Drives, then lanes, then courts. ``gates`` are the roads a lane may lead to."""
        drives = _drives(face, solid)
        roads = _named(_parts(drives), self.loops)
        roads += _named(_lanes(drives, gates), self.lanes)
        courts: list[LineString] = []
        for court in _courts(drives):
            others = [*(road.line for road in roads), *courts]
            if _stands_clear(court, others):
                courts.append(court)
        return roads + _named(iter(courts), self.courts)


def _named(lines: Iterator[LineString], names: tuple[str, ...]) -> list[Road]:
    return [
        Road(line, "residential", name, Numbering(100.0))
        for line, name in zip(lines, names, strict=False)
    ]


def _drives(face: Polygon, solid: BaseGeometry) -> list[LineString]:
    """Closed lines inside one another, from the rim of the suburb inward."""
    drives: list[LineString] = []
    shape = _largest(face.difference(solid).buffer(-RIM_M))
    while shape is not None and shape.area > 9000:
        round_shape = _largest(shape.buffer(-35).buffer(35))
        if round_shape is None:
            break
        drives.append(_wandering(round_shape, phase=len(drives)))
        shape = _largest(shape.buffer(-BAND_M))
    return drives


def _largest(geometry: BaseGeometry) -> Polygon | None:
    return max(shapes.polygons_of(geometry), key=lambda part: part.area, default=None)


def _wandering(shape: Polygon, phase: int) -> LineString:
    """The outline, pushed in and out a little so that it does not look ruled."""
    ring = shape.exterior
    count = max(12, round(ring.length / 28))
    steps = np.linspace(0, ring.length, count, endpoint=False)
    points = shapely.get_coordinates(ring.interpolate(steps))
    center = np.asarray(shape.centroid.coords[0])
    waves = max(3, round(ring.length / 420))
    angle = 2 * math.pi * np.arange(count) / count
    push = 1 + 0.022 * np.sin(waves * angle + phase) + 0.012 * np.sin((2 * waves + 1) * angle)
    outline = shapes.smooth_ring([tuple(p) for p in center + (points - center) * push[:, None]], 2)
    return LineString(outline.exterior.coords)


def _parts(drives: list[LineString]) -> Iterator[LineString]:
    """Every loop is at least two drives, each with a name of its own."""
    for drive in drives:
        ends = np.linspace(0, drive.length, max(2, round(drive.length / 700)) + 1)
        for start, end in pairwise(ends):
            yield shapes.cut(drive, start, end)


def _stations(drive: LineString) -> list[Point]:
    """Where side streets begin, evenly along a drive."""
    count = max(3, round(drive.length / STATION_M))
    return [drive.interpolate((k + 0.5) * drive.length / count) for k in range(count)]


def _lanes(drives: list[LineString], gates: BaseGeometry) -> Iterator[LineString]:
    """From every third station outward: to the road around the suburb, or to the next drive."""
    for outer, drive in zip([gates, *drives], drives, strict=False):
        for start in _stations(drive)[::3]:
            end = _nearest(outer, start)
            if start.distance(end) < 1.4 * BAND_M:
                yield LineString([end, start])


def _courts(drives: list[LineString]) -> Iterator[LineString]:
    """From every station inward, and from the inner drives outward too."""
    for index, drive in enumerate(drives):
        center = Polygon(drive).representative_point()
        for start in _stations(drive):
            if index + 1 < len(drives):
                yield _bent(start, _nearest(drives[index + 1], start), COURT_M)
            else:
                yield _bent(start, center, min(COURT_M, start.distance(center) - 40.0))
            if index:
                yield _bent(start, _nearest(drives[index - 1], start), COURT_M)


def _bent(start: Point, toward: Point, length: float) -> LineString:
    """A blind street with a slight bend."""
    share = max(1.0, length) / start.distance(toward)
    dx, dy = (toward.x - start.x) * share, (toward.y - start.y) * share
    middle = (start.x + 0.5 * dx - 0.09 * dy, start.y + 0.5 * dy + 0.09 * dx)
    return shapes.smooth([(start.x, start.y), middle, (start.x + dx, start.y + dy)])


def _stands_clear(court: LineString, others: list[LineString]) -> bool:
    """Whether a court is worth building: long enough, its end not in another street's yards."""
    if court.length < COURT_MIN_M:
        return False
    tail = shapes.cut(court, 30.0, court.length)
    return all(tail.distance(other) > YARDS_M for other in others)


def _nearest(geometry: BaseGeometry, point: Point) -> Point:
    return nearest_points(geometry, point)[0]
