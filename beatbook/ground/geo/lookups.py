"""What the geocoder asks the database: one query for each kind of thing, however many are asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from beatbook.contract.values import Point
from beatbook.ground.geo import cells, likeness, names

MOST_CROSSINGS = 1_000
NEIGHBORS = 4
"""Numbers looked at on either side of one that is not on file."""

_STREETS = """
SELECT s.id, s.name, s.direction, s.base, s.type, s.ending, s.locality, s.lat, s.lon
FROM unnest(%s::text[]) AS asked (base), LATERAL geo_streets_like(%s, asked.base) AS s
"""
_PLACES = "SELECT name, key, kind, address, lat, lon FROM geo_places_like(%s, %s)"
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


def streets_like(map_id: int, bases: Iterable[str]) -> list[Street]:
    """Streets whose base name begins or sounds like one of `bases`."""
    wanted = sorted({base for base in bases if base})
    rows = _fetch(_STREETS, [wanted, map_id]) if wanted else []
    return list({row[0]: _street(row) for row in rows}.values())


def places_like(map_id: int, key: str) -> list[Place]:
    """Named places whose name begins or sounds like `key`."""
    return [Place(*row) for row in _fetch(_PLACES, [map_id, key])]


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


def _street(row: Sequence[Any]) -> Street:
    identity, label, direction, base, kind, ending, locality, lat, lon = row
    name = names.StreetName(direction=direction, base=base, type=kind, ending=ending)
    known_locality = names.place_key(locality) if locality else ""
    return Street(identity, label, locality, likeness.Named(name, known_locality), lat, lon)


def _fetch(statement: str, parameters: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
