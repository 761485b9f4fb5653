"""What the geocoder asks the database: one query for each kind of thing, however many are asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from beatbook.contract.values import Point
from beatbook.ground.geo import cells, houses, names
from beatbook.ground.geo.vocabulary import Exactness, Parity, Side
from beatbook.ground.geo.where import book, likeness

MOST_CROSSINGS = 1_000
MOST_ALIASES = 5_000
_LAST = "\U0010ffff"  # sorts after every letter
NEIGHBORS = 8
"""Numbers looked at on either side of one that is not on file."""
OF_A_BLOCK = 24

# ~>=~ and ~<~ compare by code point, whatever the collation, and use the pattern indexes.
_STREETS_BEGINNING = """
SELECT s.id, s.position, s.name, s.direction, s.base, s.type, s.ending, s.locality,
       s.lat, s.lon
FROM unnest(%s::text[]) AS asked (base), LATERAL (
    SELECT * FROM geo_street AS one
    WHERE one.map_id = %s AND one.base ~>=~ asked.base AND one.base ~<~ (asked.base || %s)
    ORDER BY one.base = asked.base DESC, length(one.base), one.length_m DESC LIMIT 40
) AS s
"""
_STREETS_NAMED = """
SELECT s.id, s.position, s.name, s.direction, s.base, s.type, s.ending, s.locality,
       s.lat, s.lon
FROM geo_street AS s WHERE s.map_id = %s AND s.base = ANY (%s)
ORDER BY s.length_m DESC LIMIT 200
"""
_PLACES_BEGINNING = """
SELECT name, key, kind, address, lat, lon FROM geo_namedplace
WHERE map_id = %s AND key ~>=~ %s AND key ~<~ %s
ORDER BY length(key), key LIMIT 20
"""
_PLACES_NAMED = """
SELECT name, key, kind, address, lat, lon FROM geo_namedplace
WHERE map_id = %s AND key = ANY (%s) LIMIT 40
"""
_NUMBERS = """
SELECT asked.street, asked.number, a.number, a.suffix, a.lat, a.lon, a.exactness
FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS asked (street, number, most), LATERAL (
    (SELECT * FROM geo_address WHERE street_id = asked.street AND number >= asked.number
     ORDER BY number LIMIT asked.most)
    UNION
    (SELECT * FROM geo_address WHERE street_id = asked.street AND number < asked.number
     ORDER BY number DESC LIMIT asked.most)
    UNION
    (SELECT * FROM geo_address
     WHERE street_id = asked.street AND number = asked.number AND suffix LIKE '-%%' LIMIT 200)
) AS a
"""
_RANGES = """
SELECT street_id, edge, side, first, last, parity FROM geo_addressrange WHERE street_id = ANY (%s)
"""
_CROSSINGS = """
SELECT x.one, x.lat, x.lon, s.id, s.position, s.name, s.direction, s.base, s.type, s.ending,
       s.locality, s.lat, s.lon
FROM (SELECT first_id AS one, second_id AS other, lat, lon FROM geo_intersection
      WHERE first_id = ANY (%(streets)s)
      UNION ALL
      SELECT second_id, first_id, lat, lon FROM geo_intersection
      WHERE second_id = ANY (%(streets)s)) AS x
JOIN geo_street AS s ON s.id = x.other ORDER BY s.name, x.lat LIMIT %(most)s
"""
_MILEPOSTS = """
(SELECT route, name, mile, lat, lon FROM geo_milepost
 WHERE map_id = %(map)s AND route = ANY (%(routes)s) AND mile >= %(mile)s ORDER BY mile LIMIT 4)
UNION ALL
(SELECT route, name, mile, lat, lon FROM geo_milepost
 WHERE map_id = %(map)s AND route = ANY (%(routes)s) AND mile < %(mile)s
 ORDER BY mile DESC LIMIT 4)
"""
_ALIASES = """
SELECT name, key, address, lat, lon FROM geo_alias
WHERE agency_id = ANY (%s) AND removed_at IS NULL ORDER BY name LIMIT %s
"""
_ALIASES_BEGINNING = """
SELECT a.name, a.key, a.address, a.lat, a.lon FROM unnest(%s::text[]) AS asked (key), LATERAL (
    SELECT * FROM geo_alias AS one
    WHERE one.agency_id = ANY (%s) AND one.removed_at IS NULL
      AND one.key ~>=~ asked.key AND one.key ~<~ (asked.key || %s)
    ORDER BY length(one.key), one.key LIMIT 20
) AS a
"""
_ADDRESSES_AROUND = """
SELECT a.number, a.suffix, a.exactness, s.name, a.lat, a.lon
FROM geo_address AS a JOIN geo_street AS s ON s.id = a.street_id
WHERE a.cell = ANY (%s) AND s.map_id = %s
"""
_CORNERS_AROUND = """
SELECT one.name, other.name, x.lat, x.lon
FROM geo_intersection AS x JOIN geo_street AS one ON one.id = x.first_id
JOIN geo_street AS other ON other.id = x.second_id
WHERE x.cell = ANY (%s) AND one.map_id = %s
"""


@dataclass(frozen=True, slots=True)
class Street:
    """A street on file; `lat`, `lon` about its middle, `position` its place in the map's graph."""

    id: int
    position: int
    label: str
    locality: str
    named: likeness.Named
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Number:
    """A house number on file."""

    house: houses.HouseNumber
    lat: float
    lon: float
    exactness: Exactness


@dataclass(frozen=True, slots=True)
class Range:
    """House numbers along one side of an edge, from the start of its shape to its end."""

    edge: int
    side: Side
    first: int
    last: int
    parity: Parity

    @property
    def low(self) -> int:
        return min(self.first, self.last)

    @property
    def high(self) -> int:
        return max(self.first, self.last)

    def has_parity_of(self, number: int) -> bool:
        return self.parity is Parity.BOTH or (self.parity is Parity.EVEN) == (number % 2 == 0)

    def share(self, number: float) -> float:
        """How far along the edge a number lies, from 0 to 1. The first house stands a little in."""
        if self.first == self.last:
            return 0.5
        step = 2.0 if self.parity is not Parity.BOTH else 1.0
        lots = abs(self.last - self.first) / step + 1.0
        along = abs(number - self.first) / step + 0.5
        return min(1.0, max(0.0, along / lots))


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where the street with id `one` meets another."""

    one: int
    other: Street
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Milepost:
    route: str
    name: str
    mile: float
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    key: str
    kind: str
    address: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that an agency gave to a spot."""

    name: str
    key: str
    address: str
    lat: float
    lon: float


class Names(Protocol):
    """A way of looking names up: by their beginning, which is quick, or by likeness."""

    def streets(self, map_id: int, bases: Iterable[str]) -> list[Street]:
        """Streets whose base name fits one of `bases`."""

    def places(self, map_id: int, key: str) -> list[Place]:
        """Named places whose name fits `key`."""

    def aliases(self, agencies: Sequence[int], keys: Sequence[str]) -> list[Alias]:
        """Names that these agencies gave, and that fit one of `keys`."""


class Beginning:
    """Names that begin with what was typed."""

    def streets(self, map_id: int, bases: Iterable[str]) -> list[Street]:
        wanted = sorted({base for base in bases if base})
        return _streets(_STREETS_BEGINNING, [wanted, map_id, _LAST]) if wanted else []

    def places(self, map_id: int, key: str) -> list[Place]:
        """Also those with these very words inside: "town hall" is in Alder Bay Town Hall."""
        held = book.places_of(map_id).holding(key)
        rows = _fetch(_PLACES_BEGINNING, [map_id, key, key + _LAST])
        rows += _fetch(_PLACES_NAMED, [map_id, held]) if held else []
        return list(dict.fromkeys(Place(*row) for row in rows))

    def aliases(self, agencies: Sequence[int], keys: Sequence[str]) -> list[Alias]:
        if not agencies or not keys:
            return []
        rows = _fetch(_ALIASES_BEGINNING, [list(keys), list(agencies), _LAST])
        return [Alias(*row) for row in dict.fromkeys(map(tuple, rows))]


class Alike:
    """Names that are nearly what was typed, sound like it, or have it inside them."""

    def streets(self, map_id: int, bases: Iterable[str]) -> list[Street]:
        known = book.streets_of(map_id)
        wanted = sorted({name for base in bases if base for name in known.alike(base)})
        return _streets(_STREETS_NAMED, [map_id, wanted]) if wanted else []

    def places(self, map_id: int, key: str) -> list[Place]:
        wanted = book.places_of(map_id).alike(key)
        return [Place(*row) for row in _fetch(_PLACES_NAMED, [map_id, wanted])] if wanted else []

    def aliases(self, agencies: Sequence[int], keys: Sequence[str]) -> list[Alias]:
        """All of them: an agency has few, and `likeness` chooses."""
        if not agencies or not keys:
            return []
        return [Alias(*row) for row in _fetch(_ALIASES, [list(agencies), MOST_ALIASES])]


def numbers(asked: Sequence[tuple[int, int, int]]) -> dict[tuple[int, int], list[Number]]:
    """For each (street, number, so many): what is on file there and on either side."""
    found: dict[tuple[int, int], list[Number]] = {(street, n): [] for street, n, _ in asked}
    if found:
        streets, wanted, most = (list(column) for column in zip(*set(asked), strict=True))
        for street, number, known, suffix, lat, lon, exactness in _fetch(
            _NUMBERS, [streets, wanted, most]
        ):
            house = houses.HouseNumber(known, suffix)
            found[street, number].append(Number(house, lat, lon, Exactness(exactness)))
    return found


def ranges(streets: Iterable[int]) -> dict[int, list[Range]]:
    """The address ranges of these streets."""
    wanted = sorted(set(streets))
    found: dict[int, list[Range]] = {street: [] for street in wanted}
    for street, edge, side, first, last, parity in _fetch(_RANGES, [wanted]) if wanted else ():
        found[street].append(Range(edge, Side(side), first, last, Parity(parity)))
    return found


def crossings(streets: Sequence[int]) -> list[Crossing]:
    """Every corner of these streets, in the order of the names of the streets they meet."""
    rows = _fetch(_CROSSINGS, {"streets": list(streets), "most": MOST_CROSSINGS}) if streets else []
    return [Crossing(one, _street(other), lat, lon) for one, lat, lon, *other in rows]


def mileposts(map_id: int, routes: Sequence[str], mile: float) -> list[Milepost]:
    """The mileposts of these routes on either side of a mile."""
    parameters = {"map": map_id, "routes": list(routes), "mile": mile}
    return [Milepost(*row) for row in _fetch(_MILEPOSTS, parameters)]


def addresses_around(map_id: int, point: Point) -> list[tuple[str, Exactness, float, float]]:
    """(label, exactness, lat, lon) of the addresses within about a block."""
    return [
        (f"{houses.HouseNumber(number, suffix)} {street}", Exactness(exactness), lat, lon)
        for number, suffix, exactness, street, lat, lon in _fetch(
            _ADDRESSES_AROUND, [cells.around(point), map_id]
        )
    ]


def corners_around(map_id: int, point: Point) -> list[tuple[str, str, float, float]]:
    """(street, street, lat, lon) of the corners within about two blocks."""
    return [tuple(row) for row in _fetch(_CORNERS_AROUND, [cells.around(point, 3), map_id])]


def _streets(statement: str, parameters: list[Any]) -> list[Street]:
    return list({row[0]: _street(row) for row in _fetch(statement, parameters)}.values())


def _street(row: Sequence[Any]) -> Street:
    identity, position, label, direction, base, kind, ending, locality, lat, lon = row
    name = names.StreetName(direction=direction, base=base, type=kind, ending=ending)
    known_locality = names.place_key(locality) if locality else ""
    return Street(
        identity, position, label, locality, likeness.Named(name, known_locality), lat, lon
    )


def _fetch(statement: str, parameters: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
