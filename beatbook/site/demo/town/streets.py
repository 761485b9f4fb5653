"""Arterials and the streets of every district, joined to one network with its bridges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import shapely
from shapely import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from beatbook.site.demo.town import arterials, grounds, lattice, names, network, terrain
from beatbook.site.demo.town.districts import campus, millbrook, old_town, riverside
from beatbook.site.demo.town.districts.curves import Curves
from beatbook.site.demo.town.districts.drawn import NOTHING, Drawn
from beatbook.site.demo.town.districts.grid import Grid
from beatbook.site.demo.town.districts.patch import Patch
from beatbook.site.demo.town.lattice import SHORESIDE, UPTOWN
from beatbook.site.demo.town.roads import Road
from beatbook.site.demo.town.shapes import XY

WEST_SIDE = Grid(UPTOWN, "West", lattice.named(lattice.WEST, names.AVENUES_WEST), (10, 16))
EAST_SIDE = Grid(SHORESIDE, "East", lattice.named(lattice.EAST, names.AVENUES_EAST), (5, 10, 16))
WORKS = Patch(
    (-1420, 480), 6.0,
    rows=((-110, "Foundry Road"), (30, "Kiln Road"), (170, "Bobbin Road")),
    columns=((-90, "Shuttle Road"), (70, "Boiler Road"), (220, "Anvil Road")),
)  # fmt: skip
DEPOT = Patch(
    (-1220, 20), -12.0,
    rows=((-60, "Signal Street"), (30, "Freight Street"), (110, "Trestle Street")),
    columns=((-270, "Coal Street"), (-140, "Switch Street"), (-10, "Platform Street"),
             (120, "Semaphore Street")),
)  # fmt: skip
DEPOT_EAST = Patch(
    (-880, -70), -3.0,
    rows=((-80, "Turntable Street"), (20, "Caboose Street")),
    columns=((0, "Station Street"),),
)  # fmt: skip
UNIVERSITY_PARK = Patch(
    (-430, -900), -2.0,
    rows=((40, "Laurel Street"), (-45, "Ivy Street"), (-130, "Folio Street")),
    columns=((-380, "Quarto Street"), (-270, "Vellum Street"), (-150, "Sonnet Street"),
             (-30, "Lyric Street"), (90, "Almanac Street"), (210, "Ballad Street")),
)  # fmt: skip


@dataclass(frozen=True)
class District:
    """A piece of land between arterials, known by a point in it."""

    name: str
    seed: XY
    lots: str
    draw: Callable[[Polygon, BaseGeometry], list[Road]]

    extent: Polygon | None = None
    """Only this part of the land, where the arterials do not bound it."""

    def face(self, faces: list[Polygon]) -> Polygon:
        found = next(face for face in faces if face.contains(Point(self.seed)))
        return found.intersection(self.extent) if self.extent else found


def _curves(suburb: dict[str, list[str]]) -> Callable[[Polygon, BaseGeometry], list[Road]]:
    layout = Curves(*(tuple(suburb[kind]) for kind in ("loops", "lanes", "courts")))

    def draw(face: Polygon, solid: BaseGeometry) -> list[Road]:
        gates = shapely.union_all([road.line for road in arterials.draw()])
        return layout.streets(face, solid, gates.intersection(face.buffer(1)))

    return draw


DISTRICTS = [
    District("Old Town", (-391, 80), "core", Drawn(old_town.streets()).streets),
    District("Gate Quarter", (-181, 576), "row", partial(WEST_SIDE.streets, dense=True)),
    District("Weavers Hill", (-834, 456), "row", partial(WEST_SIDE.streets, dense=True)),
    District("Commonside", (-335, 1081), "row", partial(WEST_SIDE.streets, dense=True)),
    District("Northgate", (-519, 1576), "house", WEST_SIDE.streets),
    District("Northgate Hills", (-1149, 1159), "suburb", _curves(names.NORTHGATE_HILLS)),
    District("The Works", (-1416, 476), "works", WORKS.streets),
    District("Depot", (-1211, 0), "house", DEPOT.streets),
    District("Station Yard", (-885, -79), "row", DEPOT_EAST.streets),
    District("Harbor", (258, 213), "core", partial(EAST_SIDE.streets, dense=True)),
    District("Sailmakers", (229, 562), "row", partial(EAST_SIDE.streets, dense=True)),
    District("Ropewalk Hill", (335, 1011), "row", partial(EAST_SIDE.streets, dense=True)),
    District("Lighthouse", (447, 1520), "house", EAST_SIDE.streets),
    District("University Park", (-596, -902), "house", UNIVERSITY_PARK.streets),
    District("Orchard Hill", (-978, -641), "suburb", _curves(names.ORCHARD_HILL)),
    District("Bayview", (260, -683), "suburb", _curves(names.BAYVIEW)),
    District("Quays", (617, 394), "quay", NOTHING.streets, box(-20, -140, 900, 1000)),
    District("Alder Ridge", (-900, 1750), "farm", NOTHING.streets),
    District("Salt Marsh", (-700, -1300), "farm", NOTHING.streets),
    District(
        "Millbrook North", (-2219, -291), "village", NOTHING.streets, box(-2900, -1700, -1800, 300)
    ),
    District("Millbrook", (-2200, -1200), "village", Drawn(millbrook.streets()).streets),
]
CAMPUS_SEED: XY = (-356, -462)


@dataclass(frozen=True)
class Streets:
    """The network, and the land it cuts."""

    roads: list[Road]
    faces: dict[str, Polygon]
    campus: campus.Campus
    greens: list[riverside.Green]


@cache
def faces() -> list[Polygon]:
    """The pieces of land that arterials, railway and water leave between them."""
    land = terrain.draw()
    cuts = [road.line for road in arterials.draw()]
    cuts += [arterials.railway().line, land.land.boundary]
    net = shapely.union_all(cuts)
    return list(shapely.get_parts(shapely.polygonize(list(shapely.get_parts(net)))))


@cache
def solid() -> BaseGeometry:
    """What no street of a district enters: water and its banks, the railway, parks."""
    land = terrain.draw()
    banks, track = land.water.buffer(22), arterials.railway().line.buffer(16)
    return shapely.union_all([banks, track, grounds.blocked()])


def _pier_roads() -> list[Road]:
    """From Shore Drive out along each pier, beside its shed."""
    shore = next(road.line for road in arterials.draw() if road.name == "Shore Drive")
    return [
        Road(LineString([shore.interpolate(shore.project(Point(start))), start, end]), "service",
             f"Pier {number}")
        for number, (start, end) in enumerate(terrain.pier_lanes(), start=1)
    ]  # fmt: skip


@cache
def draw() -> Streets:
    """Every road of the sheet."""
    land = terrain.draw()
    found = {district.name: district.face(faces()) for district in DISTRICTS}
    roads = [*arterials.draw(), *_pier_roads()]
    for district in DISTRICTS:
        drawn = district.draw(found[district.name], solid())
        roads += network.snap_ends_to(drawn, roads, reach=25.0)
    college = campus.draw(
        next(face for face in faces() if face.contains(Point(CAMPUS_SEED))), land.river
    )
    walks = [path for ground in grounds.draw() for path in grounds.paths(ground)]
    greens = riverside.draw(faces())
    walks += [walk for green in greens for walk in green.walk]
    joined = network.join([*roads, arterials.railway(), *college.paths, *walks])
    return Streets(network.without_traps(network.connected(joined)), found, college, greens)
