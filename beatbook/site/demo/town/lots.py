"""The fourth layer: lots along the streets, each with its house number.

Every street proposes lots on both sides, and a shallower one behind each in case the first does
not fit. The proposals of the most important streets come first; a lot is kept when it touches
nothing solid and no lot kept before it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Point, Polygon, STRtree
from shapely.geometry.base import BaseGeometry

from beatbook.site.demo.town import chance, shapes
from beatbook.site.demo.town.roads import HALF_WIDTH, RANK, Road
from beatbook.site.demo.town.shapes import XY


@dataclass(frozen=True)
class Style:
    """How houses stand in a district. Meters."""

    widths: tuple[float, float]
    depths: tuple[float, ...]
    vacant: float = 0.0
    """The share of lots where nothing was built."""
    gap_every: int = 0
    """A passage after about this many lots; 0 for none."""


STYLES = {
    "core": Style((8.5, 15.0), (24.0, 17.0, 11.0), vacant=0.03, gap_every=7),
    "row": Style((9.2, 12.0), (26.0, 18.0), vacant=0.06, gap_every=6),
    "house": Style((16.0, 21.0), (30.0, 22.0), vacant=0.10),
    "suburb": Style((20.0, 27.0), (32.0, 26.0), vacant=0.05),
    "works": Style((46.0, 78.0), (58.0, 40.0), vacant=0.14),
    "quay": Style((26.0, 54.0), (40.0, 28.0, 18.0), vacant=0.12),
    "village": Style((18.0, 28.0), (30.0, 22.0), vacant=0.22),
    "farm": Style((90.0, 160.0), (60.0,), vacant=0.45),
}

PASSAGE_M = 4.0
CLEARANCE_M = 1.2
"""Two lots may share this much: on the inside of a bend their backs cross a little."""


@dataclass(frozen=True)
class Lot:
    """A piece of land on a street. ``front`` is the middle of its street line."""

    street: Road
    number: int
    front: XY
    inward: XY
    """The unit vector from the street into the lot."""
    width: float
    depth: float
    style: str

    @property
    def along(self) -> XY:
        """The unit vector along the street, to the left of ``inward``."""
        return -self.inward[1], self.inward[0]

    def place(self, x: float, y: float) -> XY:
        """A point ``x`` meters along the front and ``y`` meters behind it."""
        ax, ay = self.along
        return (
            self.front[0] + ax * x + self.inward[0] * y,
            self.front[1] + ay * x + self.inward[1] * y,
        )

    @property
    def corners(self) -> list[XY]:
        half = self.width / 2
        return [
            self.place(-half, 0),
            self.place(half, 0),
            self.place(half, self.depth),
            self.place(-half, self.depth),
        ]


@dataclass(frozen=True)
class Districts:
    """Which style of house belongs where."""

    faces: list[tuple[Polygon, str]]

    @classmethod
    def of(cls, faces: list[tuple[Polygon, str]]) -> Districts:
        for face, _ in faces:
            shapely.prepare(face)
        return cls(faces)

    def style_at(self, place: XY) -> str | None:
        """The style of the district a place lies in."""
        spot = Point(place)
        return next((style for face, style in self.faces if face.contains(spot)), None)


def propose(roads: list[Road], districts: Districts) -> list[Lot]:
    """Every lot anyone could want, in the order of who comes first."""
    named = [road for road in roads if road.name and RANK[road.cls] <= RANK["pedestrian"]]
    rng = chance.seeded("lots")
    return [
        lot
        for road in sorted(named, key=lambda road: RANK[road.cls])
        for right in (True, False)
        for lot in _frontage(road, right, districts, rng)
    ]


def _frontage(road: Road, right: bool, districts: Districts, rng: random.Random) -> Iterator[Lot]:
    """One side of a street, from its first house to its last."""
    at, count = 2.0, 0
    while at < road.line.length - 4.0:
        style_name = districts.style_at(_beside(road, right, at + 2.0, 14.0))
        if style_name is None:
            at += 8.0
            continue
        style = STYLES[style_name]
        width = rng.uniform(*style.widths)
        if at + width < road.line.length and rng.random() >= style.vacant:
            for depth in style.depths:
                lot = lot_at(road, right, at + width / 2, (width, depth), style_name)
                if _faces_its_street(lot, at + width / 2):
                    yield lot
        count += 1
        at += width + (PASSAGE_M if style.gap_every and count % style.gap_every == 0 else 0.0)


def _faces_its_street(lot: Lot, along: float) -> bool:
    """On the inside of a sharp bend the back of a lot may lie behind another house's front."""
    middle = Point(lot.place(0.0, lot.depth / 2))
    return abs(float(lot.street.line.project(middle)) - along) < lot.width / 2


def lot_at(road: Road, right: bool, along: float, size: tuple[float, float], style: str) -> Lot:
    """The lot whose middle is ``along`` meters from the beginning of the road."""
    dx, dy = shapes.direction(road.line, along)
    inward = (dy, -dx) if right else (-dy, dx)
    front = _beside(road, right, along, HALF_WIDTH[road.cls])
    return Lot(road, road.numbering.number(along, right), front, inward, *size, style)


def _beside(road: Road, right: bool, along: float, off: float) -> XY:
    dx, dy = shapes.direction(road.line, along)
    spot = road.line.interpolate(along)
    side = 1.0 if right else -1.0
    return spot.x + side * dy * off, spot.y - side * dx * off


def keep(proposals: list[Lot], solid: list[BaseGeometry]) -> list[Lot]:
    """The lots that touch nothing solid and no lot kept before them."""
    ground = shapely.polygons(np.asarray([lot.corners for lot in proposals]))
    ground = shapely.buffer(ground, -CLEARANCE_M, join_style="mitre")
    blocked = set(STRtree(solid).query(ground, predicate="intersects")[0].tolist())
    rivals: dict[int, list[int]] = defaultdict(list)
    for one, other in STRtree(ground).query(ground, predicate="intersects").T.tolist():
        if other < one:
            rivals[one].append(other)
    kept: set[int] = set()
    for index in range(len(proposals)):
        if index not in blocked and kept.isdisjoint(rivals[index]):
            kept.add(index)
    return [proposals[index] for index in sorted(kept)]


def casings(roads: list[Road]) -> list[BaseGeometry]:
    """The ground that the roads take."""
    return [road.line.buffer(HALF_WIDTH[road.cls] - 0.5, cap_style="flat") for road in roads]
