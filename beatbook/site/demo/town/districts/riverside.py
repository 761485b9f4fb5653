"""The greens between the riverside roads and the water, with a walk along the bank."""

from __future__ import annotations

from dataclasses import dataclass

from shapely import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from beatbook.site.demo.town import shapes, terrain
from beatbook.site.demo.town.roads import Road
from beatbook.site.demo.town.shapes import XY

KERB_M = 10.0
WALK_M = 18.0
"""From the water to the walk."""

# (name, a point in it, west, south, east, north)
GREENS: list[tuple[str, XY, tuple[float, float, float, float]]] = [
    ("River Green", (-342, -147), (-2000, -600, 0, 100)),
    ("Depot Meadow", (-1326, -131), (-2000, -600, 0, 300)),
    ("Mast Meadow", (-880, -320), (-2000, -600, 0, 300)),
    ("Battery Point Park", (640, 440), (400, 300, 800, 480)),
    ("Bayview Shore", (660, -700), (-20, -905, 900, -150)),
    ("North Shore Park", (865, 1500), (700, 1090, 1100, 1740)),
]


@dataclass(frozen=True)
class Green:
    """A strip of park on the water."""

    name: str
    outline: Polygon
    walk: list[Road]


def draw(faces: list[Polygon]) -> list[Green]:
    """The greens of the faces that touch the water."""
    return [_green(name, faces, Point(seed), box(*extent)) for name, seed, extent in GREENS]


def _green(name: str, faces: list[Polygon], seed: Point, extent: Polygon) -> Green:
    water = terrain.draw().water
    face = next((face for face in faces if face.contains(seed)), Polygon())
    strip = face.intersection(extent)
    kerb = face.exterior.difference(water.buffer(1))
    ground = strip.difference(kerb.buffer(KERB_M))
    outline = max(shapes.polygons_of(ground), key=lambda part: part.area)
    bank = water.buffer(WALK_M).boundary.simplify(1.0).intersection(strip)
    walks = [Road(part, "footway", f"{name} Walk") for part in shapes.lines_of(bank)
             if part.length > 60]  # fmt: skip
    return Green(name, outline, [*walks, *(_spur(walk, kerb) for walk in walks)])


def _spur(walk: Road, kerb: BaseGeometry) -> Road:
    """From the middle of a walk to the nearest street."""
    start = walk.line.interpolate(0.5, normalized=True)
    return Road(LineString([start, nearest_points(kerb, start)[0]]), "footway")
