"""The first layer: a bay in the east, a river that comes to it from the west, a brook.

The origin is the corner of Castle Street and Harbor Street; x runs east and y north.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import shapely
from shapely import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from beatbook.core.geometry import LocalPlane
from beatbook.site.demo.town import shapes
from beatbook.site.demo.town.shapes import XY

PLANE = LocalPlane(41.5, -69.2)
"""Open ocean, 60 miles off Cape Cod: the invented town covers no real one."""

WEST, SOUTH, EAST, NORTH = -2900.0, -1700.0, 1500.0, 2300.0
"""The edges of the sheet."""

SHORE = [
    (1230, 2400), (1150, 2150), (1040, 1930), (940, 1760), (900, 1600), (930, 1440), (905, 1260),
    (850, 1120), (760, 1010), (640, 930), (560, 830), (530, 700), (560, 560), (650, 450),
    (700, 330), (650, 190), (520, 90), (440, 0), (420, -70), (420, -260), (500, -360),
    (640, -450), (700, -570), (690, -720), (740, -860), (860, -960), (940, -1090), (930, -1260),
    (1010, -1450), (1080, -1800),
]  # fmt: skip

RIVER = [
    (-3000, 470, 40), (-2650, 440, 40), (-2250, 260, 42), (-1950, 60, 46), (-1560, -80, 50),
    (-1200, -330, 52), (-850, -390, 56), (-540, -300, 62), (-260, -170, 70), (0, -140, 84),
    (240, -160, 110), (460, -165, 170), (640, -165, 200),
]  # fmt: skip

BROOK = [
    (-2950, -1290), (-2700, -1180), (-2480, -1130), (-2330, -960), (-2180, -830), (-2130, -640),
    (-1980, -480), (-1900, -300), (-1760, -120), (-1720, -20),
]  # fmt: skip

# (x, y, length, width) of the root of each pier; all run east by a little south.
PIERS = [(538, 846, 150, 24), (512, 764, 165, 26), (505, 682, 150, 22), (528, 604, 110, 20)]

PIER_TURN = -9.0

MARINA = [(640, 920), (770, 1020), (855, 1005), (885, 930), (800, 872), (690, 885)]
BREAKWATER = [(905, 1040), (915, 950), (860, 870), (790, 835)]

MILL_POND = [
    (-2175, -840), (-2110, -800), (-2100, -700), (-2140, -610), (-2180, -640), (-2170, -740),
]  # fmt: skip

ISLAND = [(1120, 250), (1200, 300), (1260, 240), (1230, 130), (1150, 110), (1100, 170)]


@dataclass(frozen=True)
class Terrain:
    """What was there before the town."""

    sheet: Polygon
    bay: Polygon
    river: Polygon
    river_line: LineString
    brook: LineString
    island: Polygon
    piers: list[Polygon]
    marina: Polygon
    water: BaseGeometry
    land: BaseGeometry


@cache
def draw() -> Terrain:
    """The land and the water of the sheet."""
    sheet = box(WEST, SOUTH, EAST, NORTH)
    shore = list(shapes.smooth(SHORE).coords)
    island = shapes.smooth_ring(ISLAND)
    piers = [_pier(*pier) for pier in PIERS]
    sea = Polygon([*shore, (1600, -1800), (1600, 2400)]).intersection(sheet)
    bay = next(shapes.polygons_of(sea.difference(shapely.union_all([island, *piers]))))
    # The river ends where the bay begins, so that no water is painted twice.
    river = next(shapes.polygons_of(shapes.ribbon(RIVER).intersection(sheet).difference(bay)))
    water = bay.union(river)
    return Terrain(
        sheet=sheet,
        bay=bay,
        river=river,
        river_line=shapes.smooth([(x, y) for x, y, _ in RIVER]).intersection(river),
        brook=shapes.smooth(BROOK).intersection(sheet),
        island=island,
        piers=piers,
        marina=shapes.smooth_ring(MARINA).intersection(bay),
        water=water,
        land=sheet.difference(water),
    )


def _pier(x: float, y: float, length: float, width: float) -> Polygon:
    """A pier, from well inside the shore out over the water."""
    return shapes.placed(box(-20, -width / 2, length, width / 2), (x, y), PIER_TURN)


def sheds() -> list[Polygon]:
    """A long shed on every pier."""
    return [
        shapes.placed(box(40, -width / 4, length - 14, width / 4), (x, y), PIER_TURN)
        for x, y, length, width in PIERS
    ]


def pier_lanes() -> list[tuple[XY, XY]]:
    """(root, tip) of the lane beside each shed."""
    lanes = []
    for x, y, length, width in PIERS:
        lane = LineString([(-20, -0.36 * width), (length - 8, -0.36 * width)])
        root, tip = shapes.placed(lane, (x, y), PIER_TURN).coords
        lanes.append((root, tip))
    return lanes


def pontoons() -> list[LineString]:
    """The floating docks of the marina."""
    roots = [(676 + 27 * k, 951 + 18 * k) for k in range(4)]
    return [LineString([(x, y), (x + 40, y - 58)]) for x, y in roots]


def breakwater() -> LineString:
    """The wall that keeps the swell out of the marina."""
    return shapes.smooth(BREAKWATER)


def mill_pond() -> Polygon:
    """Where the brook is dammed above the village."""
    return shapes.smooth_ring(MILL_POND)
