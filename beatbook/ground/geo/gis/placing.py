"""Puts every address of a list on the map, as exactly as the files allow, and says how exactly.

A place of the list's own is taken. Else the range of house numbers on the side of a street says
where; else the numbers beside it that have a place; else its block, else its street. What the list
says of the block (a key that polygons share) is believed more than a range.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import ops
from shapely.geometry.base import BaseGeometry

from beatbook.contract.values import Point
from beatbook.core import geometry
from beatbook.ground.geo import graph, names, town
from beatbook.ground.geo.gis.gazetteer import Gazetteer
from beatbook.ground.geo.gis.listed import Left, Listed
from beatbook.ground.geo.gis.ranges import Span
from beatbook.ground.geo.vocabulary import Exactness, Side

FROM_CURB_M = 12.0
"""A house stands about so far from the middle of its street."""
FAR_M = 5_000.0
"""Places of a list that lie this far outside the streets are not believed."""
SAME_BLOCK_NUMBERS = 200
"""A number further from every range than this is on the street, we know not where."""
NEIGHBOR_NUMBERS = 100
PARCEL_M = 200.0
"""Places further apart share no parcel, whatever the list says."""
OUTSIDE_BLOCK_M = 8.0

Progress = Callable[[int], None]
Placed = tuple[Point, Exactness]


@dataclass(frozen=True, slots=True)
class OnEdge:
    """A range of house numbers and the edge of the graph that it lies along."""

    edge: int
    span: Span


@dataclass(slots=True)
class Ground:
    """What addresses are placed on."""

    streets: graph.StreetGraph
    gazetteer: Gazetteer
    ranges: Mapping[int, Sequence[OnEdge]]
    blocks: Mapping[str, BaseGeometry] = field(default_factory=dict)
    spots: Mapping[str, Point] = field(default_factory=dict)
    """Where streets lie that the map has not, by their names as `names.StreetName` spells them."""
    bounds: town.Bounds = town.NOWHERE

    def block_of(self, key: str) -> BaseGeometry | None:
        """The polygon of a key, or of what stands before its dash: "274-45" is in block 274."""
        return self.blocks.get(key) or self.blocks.get(key.partition("-")[0])


def place(
    listed: Sequence[Listed], ground: Ground, progress: Progress
) -> tuple[list[town.Address], list[Left]]:
    """The addresses with their places, and those whose street the map does not know."""
    placer = _Placer(ground)
    kept: list[town.Address] = []
    waiting: list[tuple[Listed, int | None]] = []
    known = _Known()
    for done, one in enumerate(listed, start=1):
        street = placer.street_of(one)
        found = placer.surely(one, street)
        if found is None:
            waiting.append((one, street))
        else:
            kept.append(placer.address(one, street, found))
            known.add(one, kept[-1])
        if done % 1_000 == 0:
            progress(done)
    known.sort()
    unknown: list[tuple[Listed, int | None]] = []
    for one, street in waiting:
        found = (
            placer.believed(one, known.beside(one, street))
            or placer.roughly(one, street)
            or known.near(one)
        )
        if found is None:
            unknown.append((one, street))
        else:
            kept.append(placer.address(one, street, found))
            known.add(one, kept[-1])
    left: list[Left] = []
    for one, _ in unknown:
        found = (
            known.on_street(placer.street_of(one)) or placer.in_the_area(one) or known.around(one)
        )
        if found is None:
            left.append(Left(one.row, one.text, "the map has no such street"))
        else:
            kept.append(placer.address(one, None, found))
            known.add(one, kept[-1])
    return kept, left


class _Placer:
    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.plane = geometry.LocalPlane(
            (ground.bounds.south + ground.bounds.north) / 2,
            (ground.bounds.west + ground.bounds.east) / 2,
        )
        self.lines: dict[int, shapely.LineString] = {}
        self.wholes: dict[int, BaseGeometry] = {}
        self.flat_blocks: dict[int, BaseGeometry] = {}
        self.edges_of: dict[int, list[int]] | None = None

    def street_of(self, one: Listed) -> int | None:
        found = self.ground.gazetteer.find(one.street, one.city)
        if len(found) < 2:
            return found[0] if found else None
        if one.at is not None:
            at = one.at
            return min(found, key=lambda street: self._away(street, at))
        holding = [
            street
            for street in found
            if any(r.span.within(one.house.number) for r in self.ground.ranges.get(street, ()))
        ]
        return (holding or found)[0]

    def _away(self, street: int, at: Point) -> float:
        """How far a point lies from a street; from its middle if no line was drawn for it."""
        if street not in self.wholes:
            lines = [self._line(edge) for edge in self._edges(street)]
            middle = self.ground.gazetteer.streets[street]
            spot = shapely.Point(self.plane.to_xy(middle.lat, middle.lon))
            self.wholes[street] = shapely.MultiLineString(lines) if lines else spot
        return float(self.wholes[street].distance(shapely.Point(self.plane.to_xy(at.lat, at.lon))))

    def surely(self, one: Listed, street: int | None) -> Placed | None:
        """By the list's own place, or by a range."""
        if one.at is not None and self._is_near(one.at):
            return one.at, one.exactness
        return None if street is None else self._by_range(one, street, self._block_of(one))

    def _block_of(self, one: Listed) -> BaseGeometry | None:
        return self.ground.block_of(one.block) if one.block else None

    def _is_near(self, at: Point) -> bool:
        bounds = self.ground.bounds
        north = max(bounds.south - at.lat, at.lat - bounds.north, 0.0) * self.plane.meters_per_lat
        east = max(bounds.west - at.lon, at.lon - bounds.east, 0.0) * self.plane.meters_per_lon
        return max(north, east) <= FAR_M

    def _by_range(self, one: Listed, street: int, block: BaseGeometry | None) -> Placed | None:
        number = one.house.number
        holding = [r for r in self.ground.ranges.get(street, ()) if r.span.within(number)]
        best: tuple[float, Placed] | None = None
        for found in holding:
            suits = found.span.suits(number)
            spot = self._on(found, found.span.share(number))
            outside = self._outside(block, spot)
            exactness = Exactness.INTERPOLATED if suits else Exactness.BLOCK
            rank = outside + (0.0 if suits else OUTSIDE_BLOCK_M) + found.span.count * 1e-3
            if best is None or rank < best[0]:
                best = rank, (self._point(spot), exactness)
        if best is None or (block is not None and best[0] > 2 * OUTSIDE_BLOCK_M):
            return None
        return best[1]

    def _outside(self, block: BaseGeometry | None, spot: tuple[float, float]) -> float:
        return 0.0 if block is None else self._flat(block).distance(shapely.Point(spot))

    def _in_block(self, street: int | None, block: BaseGeometry) -> Point:
        """On the block, where its street passes it if it does."""
        flat = self._flat(block)
        if street is not None:
            near = self._along_block(street, flat)
            if near is not None:
                return self._point(near)
        middle = flat.representative_point()
        return self._point((middle.x, middle.y))

    def _along_block(self, street: int, flat: BaseGeometry) -> tuple[float, float] | None:
        reach = flat.buffer(2 * FROM_CURB_M)
        parts = [self._line(edge).intersection(reach) for edge in self._edges(street)]
        beside = [part for part in parts if part.length > FROM_CURB_M]
        if not beside:
            return None
        inner = flat.buffer(-FROM_CURB_M / 2)
        longest = max(beside, key=lambda part: part.length)
        middle = longest.interpolate(0.5, normalized=True)
        spot = ops.nearest_points(flat if inner.is_empty else inner, middle)[0]
        return spot.x, spot.y

    def believed(self, one: Listed, placed: Placed | None) -> Placed | None:
        """A place, unless it lies off the block that the list names."""
        block = self._block_of(one)
        if placed is None or block is None:
            return placed
        spot = self.plane.to_xy(placed[0].lat, placed[0].lon)
        return placed if self._outside(block, spot) <= 2 * OUTSIDE_BLOCK_M else None

    def roughly(self, one: Listed, street: int | None) -> Placed | None:
        """On its block if that is known, else by the nearest numbers, else on its street."""
        block = self._block_of(one)
        if block is not None:
            return self._in_block(street, block), Exactness.BLOCK
        if street is None:
            return None
        number = one.house.number
        ranges = self.ground.ranges.get(street, ())
        nearest = min(ranges, key=lambda r: _gap(r.span, number), default=None)
        if nearest is None:
            middle = self.ground.gazetteer.streets[street]
            return Point(middle.lat, middle.lon), Exactness.STREET
        gap = _gap(nearest.span, number)
        spot = self._point(self._on(nearest, 0.02 if _is_before(nearest.span, number) else 0.98))
        return spot, Exactness.BLOCK if gap <= SAME_BLOCK_NUMBERS else Exactness.STREET

    def in_the_area(self, one: Listed) -> Placed | None:
        """Where whoever imports says, or at the one street of the same name: Elm Place off Elm."""
        spot = self.ground.spots.get(names.StreetName.of(one.street).key)
        if spot is not None:
            return spot, Exactness.AREA
        street = self.ground.gazetteer.namesake(one.street)
        if street is None:
            return None
        middle = self.ground.gazetteer.streets[street]
        return Point(middle.lat, middle.lon), Exactness.AREA

    def _on(self, found: OnEdge, share: float) -> tuple[float, float]:
        """The place (meters) beside an edge, on the side of its range."""
        line = self._line(found.edge)
        reach = max(line.length, 0.1)
        spot = line.interpolate(share, normalized=True)
        before = line.interpolate(max(share * reach - 1, 0.0))
        after = line.interpolate(min(share * reach + 1, reach))
        east, north = after.x - before.x, after.y - before.y
        size = float(np.hypot(east, north)) or 1.0
        side = FROM_CURB_M if found.span.side is Side.LEFT else -FROM_CURB_M
        return spot.x - north / size * side, spot.y + east / size * side

    def _line(self, edge: int) -> shapely.LineString:
        if edge not in self.lines:
            points = self.ground.streets.shape(edge)
            self.lines[edge] = shapely.LineString(self._meters(points[:, ::-1]))
        return self.lines[edge]

    def _edges(self, street: int) -> list[int]:
        if self.edges_of is None:
            self.edges_of = defaultdict(list)
            pairs = zip(self.ground.streets.street, self.ground.streets.edge, strict=True)
            for of_street, edge in sorted({(int(s), int(e)) for s, e in pairs}):
                self.edges_of[of_street].append(edge)
        return self.edges_of.get(street, [])

    def _flat(self, block: BaseGeometry) -> BaseGeometry:
        return self.flat_blocks.setdefault(id(block), shapely.transform(block, self._meters))

    def _meters(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        scale = np.array([self.plane.meters_per_lon, self.plane.meters_per_lat])
        meters: NDArray[np.float64] = (degrees - np.array([self.plane.lon, self.plane.lat])) * scale
        return meters

    def _point(self, spot: tuple[float, float]) -> Point:
        return Point(*self.plane.to_degrees(*spot))

    def address(self, one: Listed, street: int | None, placed: Placed) -> town.Address:
        """The address; one on an unknown street makes a street of its own."""
        at, exactness = placed
        if street is None:
            street = next(iter(self.ground.gazetteer.find(one.street, one.city)), None)
        if street is None:
            new = town.Street(one.street, at.lat, at.lon, locality=one.city)
            street = self.ground.gazetteer.grow(new)
        return town.Address(street, one.house, at.lat, at.lon, one.city, exactness)


class _Known:
    """The addresses that have a place: by street (odd and even apart), by parcel, by block."""

    def __init__(self) -> None:
        self.on: dict[tuple[int, int], list[tuple[int, Point]]] = defaultdict(list)
        self.parcels: dict[str, list[Point]] = defaultdict(list)
        self.blocks: dict[str, list[Point]] = defaultdict(list)
        self.sheets: dict[str, list[Point]] = defaultdict(list)
        self.streets: dict[int, list[Point]] = defaultdict(list)

    def add(self, one: Listed, address: town.Address) -> None:
        at = Point(address.lat, address.lon)
        self.streets[address.street].append(at)
        self.on[address.street, address.house.number % 2].append((address.house.number, at))
        if one.parcel:
            self.parcels[one.parcel].append(at)
            self.sheets[one.parcel.partition("-")[0]].append(at)
        if one.block:
            self.blocks[one.block.partition("-")[0]].append(at)

    def sort(self) -> None:
        for numbers in self.on.values():
            numbers.sort(key=lambda pair: pair[0])

    def beside(self, one: Listed, street: int | None) -> Placed | None:
        """On its own parcel, or between the nearest lower and higher number of its street."""
        same = self.parcels.get(one.parcel, [])
        if same and _width_m(same) <= PARCEL_M:
            return _most_central(same), Exactness.PARCEL
        number = one.house.number
        if street is None:
            return None
        for side in (number % 2, 1 - number % 2):
            known = self.on.get((street, side), [])
            lower = next((pair for pair in reversed(known) if pair[0] <= number), None)
            higher = next((pair for pair in known if pair[0] >= number), None)
            if lower and higher and higher[0] - lower[0] <= NEIGHBOR_NUMBERS:
                share = (number - lower[0]) / max(higher[0] - lower[0], 1)
                lat = lower[1].lat + share * (higher[1].lat - lower[1].lat)
                lon = lower[1].lon + share * (higher[1].lon - lower[1].lon)
                return Point(lat, lon), Exactness.INTERPOLATED
        return None

    def near(self, one: Listed) -> Placed | None:
        """Among the addresses of its block."""
        found = self.blocks.get(one.block.partition("-")[0]) if one.block else None
        return (_most_central(found), Exactness.BLOCK) if found else None

    def on_street(self, street: int | None) -> Placed | None:
        """Among the others of a street that no line was drawn for."""
        found = self.streets.get(street, []) if street is not None else []
        return (_most_central(found), Exactness.STREET) if found else None

    def around(self, one: Listed) -> Placed | None:
        """Among the parcels of its sheet: "66-82" is on sheet 66."""
        sheet, dash, _ = one.parcel.partition("-")
        found = self.sheets.get(sheet, []) if dash else []
        return (_most_central(found), Exactness.AREA) if found else None


def _width_m(points: Sequence[Point]) -> float:
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    return geometry.haversine_m(south, west, north, east)


def _most_central(points: Sequence[Point]) -> Point:
    """The one nearest to the middle of them all: a real spot, not one in a pond."""
    lat = sum(point.lat for point in points) / len(points)
    lon = sum(point.lon for point in points) / len(points)
    return min(points, key=lambda p: (p.lat - lat) ** 2 + (p.lon - lon) ** 2)


def _gap(span: Span, number: int) -> int:
    low, high = sorted((span.first, span.last))
    return max(low - number, number - high, 0) + (0 if span.suits(number) else 1)


def _is_before(span: Span, number: int) -> bool:
    """Is the number beyond the start of the line, rather than beyond its end?"""
    return abs(number - span.first) < abs(number - span.last)


def by_exactness(addresses: Sequence[town.Address]) -> Iterator[tuple[Exactness, int]]:
    """How many addresses are known how exactly, best first."""
    for exactness in Exactness:
        count = sum(address.exactness is exactness for address in addresses)
        if count:
            yield exactness, count
