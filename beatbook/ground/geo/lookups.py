"""What the geocoder asks the database: one query for each kind of thing, however many are asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from beatbook.contract.values import Point
from beatbook.ground.geo import cells, likeness, names

MOST_CROSSINGS = 1_000
_LAST = "\U0010ffff"  # sorts after every letter
NEIGHBORS = 4
"""Numbers looked at on either side of one that is not on file."""

# ~>=~ and ~<~ compare by code point, whatever the collation, and use the pattern indexes.
_STREETS_BEGINNING = """
SELECT s.id, s.name, s.direction, s.base, s.type, s.ending, s.locality, s.lat, s.lon
FROM unnest(%s::text[]) AS asked (base), LATERAL (
    SELECT * FROM geo_street AS one
    WHERE one.map_id = %s AND one.base ~>=~ asked.base AND one.base ~<~ (asked.base || %s)
    ORDER BY one.base = asked.base DESC, length(one.base), one.length_m DESC LIMIT 40
) AS s
"""
_STREETS_LIKE = """
SELECT s.id, s.name, s.direction, s.base, s.type, s.ending, s.locality, s.lat, s.lon
FROM unnest(%s::text[]) AS asked (base), LATERAL geo_streets_like(%s, asked.base) AS s
"""
_PLACES_BEGINNING = """
SELECT name, key, kind, address, lat, lon FROM geo_namedplace
WHERE map_id = %s AND key ~>=~ %s AND key ~<~ %s
ORDER BY length(key), key LIMIT 20
"""
_PLACES_LIKE = "SELECT name, key, kind, address, lat, lon FROM geo_places_like(%s, %s)"
_NUMBERS = """
SELECT asked.street, asked.number, a.number, a.suffix, a.lat, a.lon
FROM unnest(%s::bigint[], %s::int[]) AS asked (street, number), LATERAL (
    (SELECT * FROM geo_address WHERE street_id = asked.street AND number >= asked.number
     ORDER BY number LIMIT %s)
    UNION ALL
    (SELECT * FROM geo_address WHERE street_id = asked.street AND number < asked.number
     ORDER BY number DESC LIMIT %s)
) AS a
"""
_CROSSINGS = """
SELECT x.one, x.lat, x.lon, s.id, s.name, s.direction, s.base, s.type, s.ending, s.locality,
       s.lat, s.lon
FROM (SELECT first_id AS one, second_id AS other, lat, lon FROM geo_intersection
      WHERE first_id = ANY (%(streets)s)
      UNION ALL
      SELECT second_id, first_id, lat, lon FROM geo_intersection
      WHERE second_id = ANY (%(streets)s)) AS x
JOIN geo_street AS s ON s.id = x.other ORDER BY s.name, x.lat LIMIT %(most)s
"""
_ADDRESSES_AROUND = """
SELECT a.number, a.suffix, s.name, a.lat, a.lon
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
    """A street on file; `lat`, `lon` about its middle."""

    id: int
    label: str
    locality: str
    named: likeness.Named
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Number:
    """A house number on file."""

    number: int
    suffix: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where the street with id `one` meets another."""

    one: int
    other: Street
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


class Names(Protocol):
    """A way of looking names up: by their beginning, which is quick, or by likeness."""

    def streets(self, map_id: int, bases: Iterable[str]) -> list[Street]:
        """Streets whose base name fits one of `bases`."""

    def places(self, map_id: int, key: str) -> list[Place]:
        """Named places whose name fits `key`."""


class Beginning:
    """Names that begin with what was typed."""

    def streets(self, map_id: int, bases: Iterable[str]) -> list[Street]:
        wanted = sorted({base for base in bases if base})
        return _streets(_STREETS_BEGINNING, [wanted, map_id, _LAST]) if wanted else []

    def places(self, map_id: int, key: str) -> list[Place]:
        return [Place(*row) for row in _fetch(_PLACES_BEGINNING, [map_id, key, key + _LAST])]


class Alike:
    """Names that are nearly what was typed, or have it inside them."""

    def streets(self, map_id: int, bases: Iterable[str]) -> list[Street]:
        wanted = sorted({base for base in bases if base})
        return _streets(_STREETS_LIKE, [wanted, map_id]) if wanted else []

    def places(self, map_id: int, key: str) -> list[Place]:
        return [Place(*row) for row in _fetch(_PLACES_LIKE, [map_id, key])]


def numbers(asked: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[Number]]:
    """For each (street, number): what is on file at that number and on either side of it."""
    found: dict[tuple[int, int], list[Number]] = {pair: [] for pair in asked}
    if found:
        streets, wanted = zip(*found, strict=True)
        parameters = [list(streets), list(wanted), NEIGHBORS, NEIGHBORS]
        for street, number, *row in _fetch(_NUMBERS, parameters):
            found[street, number].append(Number(*row))
    return found


def crossings(streets: Sequence[int]) -> list[Crossing]:
    """Every corner of these streets, in the order of the names of the streets they meet."""
    rows = _fetch(_CROSSINGS, {"streets": list(streets), "most": MOST_CROSSINGS}) if streets else []
    return [Crossing(one, _street(other), lat, lon) for one, lat, lon, *other in rows]


def addresses_around(map_id: int, point: Point) -> list[tuple[str, float, float]]:
    """(label, lat, lon) of the addresses within about a block."""
    rows = _fetch(_ADDRESSES_AROUND, [cells.around(point), map_id])
    return [(f"{number}{suffix} {street}", lat, lon) for number, suffix, street, lat, lon in rows]


def corners_around(map_id: int, point: Point) -> list[tuple[str, str, float, float]]:
    """(street, street, lat, lon) of the corners within about two blocks."""
    return [tuple(row) for row in _fetch(_CORNERS_AROUND, [cells.around(point, 3), map_id])]


def _streets(statement: str, parameters: list[Any]) -> list[Street]:
    return list({row[0]: _street(row) for row in _fetch(statement, parameters)}.values())


def _street(row: Sequence[Any]) -> Street:
    identity, label, direction, base, kind, ending, locality, lat, lon = row
    name = names.StreetName(direction=direction, base=base, type=kind, ending=ending)
    known_locality = names.place_key(locality) if locality else ""
    return Street(identity, label, locality, likeness.Named(name, known_locality), lat, lon)


def _fetch(statement: str, parameters: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
