"""What lies around the houses: woods, fields, the beach, a golf course, the harbor's basin."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Point, Polygon
from shapely.geometry.base import BaseGeometry

from beatbook.site.demo.town import chance, shapes, terrain
from beatbook.site.demo.town.shapes import XY


@dataclass(frozen=True)
class Cover:
    """A piece of land with its tags."""

    outline: Polygon
    tags: dict[str, str]


WOODS = [
    (-1150, 2050, 260), (-700, 2080, 200), (-250, 2120, 230), (-1700, 1350, 200),
    (-2450, 1500, 380), (-2600, 900, 260), (-1400, -480, 150), (-1300, -700, 120),
    (-1750, -700, 140), (-600, -1450, 230), (-1100, -1400, 190), (200, -1400, 220),
    (550, -1500, 160), (-2600, -300, 240), (-2750, -1500, 230), (-1850, -1480, 170),
    (-2350, -100, 150), (-1560, 900, 70),
]  # fmt: skip

"""The middle and the reach of each wood."""

NAMED = {(-1400, -480, 150): "Fox Hollow Woods", (-1150, 2050, 260): "Northgate Woods"}

LINKS: list[XY] = [(620, 1900), (780, 1870), (900, 1830), (980, 1960), (1060, 2130), (1030, 2230),
                   (830, 2200), (720, 2080)]  # fmt: skip

BEACH = (780, 1080, 980, 1760)
"""The stretch of shore that is sand: west, south, east, north."""


def draw(taken: BaseGeometry) -> list[Cover]:
    """The cover of the land that nothing else has taken."""
    land = terrain.draw().land
    free = land.difference(taken)
    covers = [*_beach(), *_wood_covers(free)]
    links = shapes.smooth_ring(LINKS).intersection(free)
    covers += [
        Cover(part, {"leisure": "golf_course", "name": "Point Links"})
        for part in shapes.polygons_of(links)
    ]
    return covers


def _wood_covers(free: BaseGeometry) -> list[Cover]:
    covers = []
    for place in WOODS:
        parts = shapes.polygons_of(_blob(*place).intersection(free).simplify(2.0))
        for index, part in enumerate(sorted(parts, key=lambda part: -part.area)):
            if part.area > 2500:
                name = {"name": NAMED[place]} if place in NAMED and index == 0 else {}
                covers.append(Cover(Polygon(part.exterior), {"natural": "wood", **name}))
    return covers


def _blob(x: float, y: float, radius: float) -> Polygon:
    """A wood with a ragged edge: clumps of trees around a middle."""
    rng = chance.seeded(f"wood {x} {y}")
    clumps = []
    for angle in np.linspace(0, 2 * math.pi, 10)[:-1]:
        reach = radius * rng.uniform(0.35, 0.95)
        middle = Point(x + reach * math.cos(angle), y + reach * math.sin(angle))
        clumps.append(middle.buffer(radius * rng.uniform(0.3, 0.55), quad_segs=5))
    return Polygon(shapely.union_all(clumps).buffer(30).buffer(-30).exterior)


def _beach() -> list[Cover]:
    land = terrain.draw()
    strip = land.bay.buffer(26).difference(land.bay).intersection(land.land)
    sand = strip.intersection(shapely.box(*BEACH))
    return [
        Cover(part, {"natural": "beach", "surface": "sand", "name": "Long Sand"})
        for part in shapes.polygons_of(sand)
    ][:1]
