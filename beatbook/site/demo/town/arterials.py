"""The second layer: the roads that were there first, and the railway.

They cut the land into districts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from shapely import LineString

from beatbook.site.demo.town import lattice, network, shapes
from beatbook.site.demo.town.lattice import ROW_M, SHORESIDE, UPTOWN
from beatbook.site.demo.town.roads import Numbering, Road
from beatbook.site.demo.town.shapes import XY

RING = [
    (858, 1742), (720, 1815), (480, 1860), (97, 1868), (-330, 1850), (-760, 1760), (-1180, 1560),
    (-1500, 1230), (-1620, 830), (-1640, 420), (-1600, 120), (-1560, -90), (-1540, -330),
    (-1420, -680), (-1120, -960), (-700, -1110), (-120, -1150), (330, -1070), (520, -985),
    (625, -925),
]  # fmt: skip

SHORE_DRIVE = [
    (330, -2), (400, 110), (520, 220), (560, 330), (500, 440), (420, 560), (400, 700), (430, 840),
    (540, 960), (680, 1050), (770, 1150), (815, 1290), (830, 1440), (800, 1600), (850, 1730),
]  # fmt: skip

BAYVIEW = [
    (-20, -270), (150, -270), (330, -300), (430, -430), (540, -530), (600, -700), (625, -925),
]  # fmt: skip

HARBOR = [
    (345, 4), (180, 8), (60, 3), (0, 0), (-60, -3), (-190, -42), (-420, -150), (-600, -215),
    (-790, -270),
]  # fmt: skip
RIVER_ROAD = [(-790, -270), (-980, -250), (-1180, -150), (-1380, -20), (-1600, 60)]
RAMPART = [(-330, 480), (-520, 455), (-680, 350), (-770, 180), (-800, 0), (-790, -270)]
NORTHGATE = [(-330, 480), (-480, 720), (-700, 1060), (-1000, 1400), (-1200, 1545)]
NORTHGATE_OUT = [(-1200, 1545), (-1450, 1720), (-1800, 1900), (-2100, 2320)]
COLLEGE = [(-600, -215), (-640, -420), (-760, -640), (-980, -840), (-1160, -935)]
MILLBROOK_ROAD = [(-1160, -935), (-1480, -1050), (-1800, -1060), (-2120, -1000), (-2420, -1010),
                  (-2920, -1080)]  # fmt: skip
DEPOT = [(-800, 60), (-960, 130), (-1180, 150), (-1400, 200), (-1640, 230)]
CAPE_ROAD = [(-120, -1150), (-160, -1400), (-220, -1720)]
SCHOLARS = [(-815, -705), (-640, -770), (-420, -790), (-240, -770), (-75, -745)]
RIDGE_ROAD = [(-1520, 1755), (-1180, 1880), (-760, 1960), (-330, 2010), (97, 1990), (540, 2010)]
MARSH_ROAD = [(-165, -1420), (-480, -1340), (-800, -1370), (-1150, -1290), (-1480, -1060)]
POINT_ROAD = [(480, 1860), (560, 2050), (700, 2320)]

RAILWAY = [(-2200, 2400), (-1900, 1500), (-1500, 900), (-1180, 460), (-1000, 130), (-960, -150),
           (-1030, -390), (-1180, -620), (-1330, -1000), (-1500, -1800)]  # fmt: skip


FROM_ONE_HUNDRED = Numbering(100.0)


def _curve(
    cls: str, name: str, points: Sequence[XY], count: Numbering = FROM_ONE_HUNDRED, ref: str = ""
) -> Road:
    return Road(shapes.smooth(points), cls, name, count, tags=(("ref", ref),) if ref else ())


def _castle() -> list[Road]:
    by_rows = Numbering(marks=lattice.ROW_MARKS, pitch=ROW_M)
    north = LineString([lattice.castle(0), lattice.castle(22.78)])
    south = shapes.smooth([(0, 0), (-10, -140), (-30, -300), (-70, -700), (-120, -1150)])
    return [
        Road(north, "secondary", "North Castle Street", by_rows),
        Road(south, "secondary", "South Castle Street", Numbering(pitch=ROW_M)),
    ]


def _cross_town() -> list[Road]:
    """The three rows that carry traffic across the grid, counted by its columns."""
    rampart, union, light = 5 * ROW_M, 10 * ROW_M, 16 * ROW_M
    east, west = SHORESIDE.xy, UPTOWN.xy
    east_count = Numbering(marks=lattice.marks(lattice.EAST), pitch=150.0)
    west_count = Numbering(marks=lattice.marks(lattice.WEST), pitch=150.0)
    west_rampart = [west(0, rampart), west(-180, 5.3 * ROW_M), *RAMPART]
    west_union = [west(0, union), west(-900, union), (-1250, 780), (-1640, 760)]
    light_east, light_west = (
        [east(0, light), east(760, light)],
        [west(0, light), west(-1000, light)],
    )
    return [
        _curve(
            "tertiary", "East Rampart Street", [east(0, rampart), east(520, rampart)], east_count
        ),
        _curve("tertiary", "West Rampart Street", west_rampart, west_count),
        _curve("secondary", "East Union Avenue", [east(0, union), east(385, union)], east_count),
        _curve("secondary", "West Union Avenue", west_union, west_count),
        _curve("tertiary", "East Lighthouse Avenue", light_east, east_count),
        _curve("tertiary", "West Lighthouse Avenue", light_west, west_count),
    ]


@cache
def draw() -> tuple[Road, ...]:
    """Every arterial, sharing vertices where they meet."""
    roads = [
        _curve("primary", "Alder Parkway", RING),
        *_castle(),
        *_cross_town(),
        _curve("secondary", "Shore Drive", SHORE_DRIVE),
        _curve("secondary", "Northgate Avenue", NORTHGATE),
        _curve("secondary", "Northgate Highway", NORTHGATE_OUT, ref="SR 9"),
        _curve("secondary", "College Avenue", COLLEGE),
        _curve("secondary", "Millbrook Road", MILLBROOK_ROAD),
        _curve("tertiary", "Harbor Street", HARBOR),
        _curve("tertiary", "River Road", RIVER_ROAD),
        _curve("tertiary", "Depot Avenue", DEPOT),
        _curve("tertiary", "Bayview Avenue", BAYVIEW),
        _curve("tertiary", "Scholars Way", SCHOLARS),
        _curve("secondary", "Cape Road", CAPE_ROAD),
        _curve("tertiary", "Point Road", POINT_ROAD),
        _curve("residential", "Ridge Road", RIDGE_ROAD),
        _curve("residential", "Marsh Road", MARSH_ROAD),
    ]
    return tuple(network.join(network.snap_ends(roads, reach=45.0)))


@cache
def railway() -> Road:
    """The single track of the branch line."""
    return Road(shapes.smooth(RAILWAY), "rail", "Alder Bay Branch")
