"""The open grounds that keep streets out: parks, the hospital, schools, the burial ground."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from beatbook.site.demo.town import chance, plans, shapes
from beatbook.site.demo.town.districts import millbrook, old_town
from beatbook.site.demo.town.lattice import SHORESIDE, UPTOWN
from beatbook.site.demo.town.roads import Road
from beatbook.site.demo.town.shapes import XY

PARK = (("leisure", "park"),)
SCHOOL = (("amenity", "school"),)
HOSPITAL = (("amenity", "hospital"), ("emergency", "yes"))
CEMETERY = (("landuse", "cemetery"),)


@dataclass(frozen=True)
class Hall:
    """A building that stands free on its grounds."""

    plan: str
    at: XY
    width: float
    depth: float
    turn: float = -3.0

    @property
    def outline(self) -> Polygon:
        return shapes.placed(plans.draw(self.plan, self.width, self.depth), self.at, self.turn)


@dataclass(frozen=True)
class Field:
    """A place to play."""

    sport: str
    at: XY
    width: float
    depth: float
    turn: float = -3.0

    @property
    def outline(self) -> Polygon:
        return shapes.placed(plans.draw("block", self.width, self.depth), self.at, self.turn)


@dataclass(frozen=True)
class Ground:
    """``block`` is the land between its streets; what is fenced is a little smaller."""

    name: str
    tags: tuple[tuple[str, str], ...]
    block: Polygon
    inset: float = 9.0
    walks: bool = True
    ponds: tuple[tuple[float, float, float], ...] = ()
    """(x, y, radius)"""
    halls: tuple[Hall, ...] = ()
    fields: tuple[Field, ...] = ()

    @property
    def fenced(self) -> Polygon:
        return self.block.buffer(-self.inset, join_style="mitre")

    @property
    def gates(self) -> list[XY]:
        """The four corners, where the walks begin."""
        corners = self.block.exterior.coords[:-1]
        return list(corners) if self.walks and len(corners) == 4 else []


@cache
def draw() -> tuple[Ground, ...]:
    """Every ground of the sheet."""
    return (*_parks(), *_institutions())


def _parks() -> tuple[Ground, ...]:
    west, east = UPTOWN.cells, SHORESIDE.cells
    return (
        Ground(
            "Alder Common",
            PARK,
            Polygon(west(-440, 11, -145, 15)),
            ponds=((-150, 1120, 40), (-165, 1085, 30)),
            fields=(
                Field("baseball", (-300, 1000), 60, 44),
                Field("soccer", (-235, 1175), 70, 42),
                Field("tennis", (-325, 1090), 26, 30),
            ),
        ),
        Ground("Battery Green", PARK, Polygon(east(135, 7, 270, 9))),
        Ground(
            "Beacon Field",
            PARK,
            Polygon(east(270, 18, 545, 20)),
            fields=(
                Field("soccer", (545, 1420), 60, 40, -11),
                Field("basketball", (420, 1500), 30, 18, -11),
            ),
        ),
        Ground(
            "Quarry Pond Park", PARK, Polygon(west(-900, 18, -745, 20)), ponds=((-735, 1590, 40),)
        ),
        Ground("Hillside Cemetery", CEMETERY, Polygon(west(-1050, 6, -900, 8)), walks=True),
        Ground(
            "Market Square", (("place", "square"),), Polygon(old_town.PLAZA), inset=3.0, walks=False
        ),
        Ground("Millbrook Green", PARK, Polygon(millbrook.GREEN), inset=4.0, walks=False),
    )


def _institutions() -> tuple[Ground, ...]:
    west, east = UPTOWN.cells, SHORESIDE.cells
    return (
        Ground(
            "Alder Bay Hospital",
            HOSPITAL,
            Polygon(west(-745, 7, -590, 9)),
            walks=False,
            halls=(
                Hall("aitch", (-640, 700), 84, 66),
                Hall("ell", (-592, 640), 52, 38),
                Hall("block", (-672, 645), 34, 20),
            ),
        ),
        Ground(
            "Commonside Elementary School",
            SCHOOL,
            Polygon(west(-590, 13, -440, 15)),
            walks=False,
            halls=(Hall("court", (-425, 1192), 78, 46),),
            fields=(Field("baseball", (-465, 1125), 50, 36),),
        ),
        Ground(
            "Alder Bay High School",
            SCHOOL,
            Polygon(west(-592, 18, -292, 20)),
            walks=False,
            halls=(Hall("aitch", (-290, 1590), 100, 60), Hall("block", (-355, 1520), 40, 30)),
            fields=(Field("soccer", (-440, 1560), 92, 56), Field("tennis", (-290, 1520), 50, 28)),
        ),
        Ground(
            "Sailmakers School",
            SCHOOL,
            Polygon(east(135, 12, 270, 13)),
            walks=False,
            halls=(Hall("court", (250, 985), 70, 38, -11),),
        ),
    )


@cache
def blocked() -> BaseGeometry:
    """Where no street of a district may go."""
    return shapely.union_all([ground.block.buffer(-1.0) for ground in draw()])


def pond(x: float, y: float, radius: float) -> Polygon:
    """Standing water with an uneven edge."""
    rng = chance.seeded(f"pond {x:.0f} {y:.0f}")
    reach = [(a, radius * rng.uniform(0.75, 1.25)) for a in np.linspace(0, 2 * math.pi, 9)[:-1]]
    return shapes.smooth_ring([(x + r * math.cos(a), y + 0.8 * r * math.sin(a)) for a, r in reach])


def paths(ground: Ground) -> list[Road]:
    """A walk around, and from every gate to a round in the middle."""
    if not ground.walks:
        return []
    size = math.sqrt(ground.fenced.area)
    around = shapes.rounded(ground.fenced.buffer(-0.06 * size), 0.12 * size).exterior
    middle = ground.fenced.centroid.buffer(0.1 * size).simplify(1).exterior
    lines = [LineString(around.coords), LineString(middle.coords)]
    lines += [_bent(gate, middle.interpolate(middle.project(Point(gate)))) for gate in ground.gates]
    dry = ground.block.buffer(2).difference(_obstacles(ground))
    return [Road(part, "footway") for line in lines for part in _inside(line, dry)]


def _inside(line: LineString, dry: BaseGeometry) -> Iterator[LineString]:
    return (part for part in shapes.lines_of(line.intersection(dry)) if part.length > 20)


def _bent(start: XY, end: Point) -> LineString:
    dx, dy = end.x - start[0], end.y - start[1]
    middle = (start[0] + 0.5 * dx - 0.12 * dy, start[1] + 0.5 * dy + 0.12 * dx)
    return shapes.smooth([start, middle, (end.x, end.y)])


def _obstacles(ground: Ground) -> BaseGeometry:
    ponds = [pond(*place).buffer(4) for place in ground.ponds]
    return shapely.union_all([*ponds, *(field.outline for field in ground.fields)])
