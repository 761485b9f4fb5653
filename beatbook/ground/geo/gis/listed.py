"""A city's list of addresses: what each row says, before it has a place on the map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import shapely

from beatbook.contract.values import Point
from beatbook.ground.geo import houses, town
from beatbook.ground.geo.gis import columns, street_names
from beatbook.ground.geo.gis.columns import Found
from beatbook.ground.geo.gis.layers import POLYGONS, Layer
from beatbook.ground.geo.gis.mapping import Role, Section
from beatbook.ground.geo.vocabulary import Exactness

_LONGEST_SUFFIX = 10
_NUMBER_FIRST = re.compile(
    r"(?P<number>\d{1,6}(?:-\d{1,6})?(?:\s*\d/\d|-?[a-z](?=\s))?)\s+(?P<street>\D.*|\d+(?:st|nd|rd|th)\b.*)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\s*(,|\b(apt|unit|suite|ste|bldg|fl|floor|rm|room|lot)\b|#).*$", re.IGNORECASE)
_MOST_UNREADABLE = 0.5


@dataclass(frozen=True, slots=True)
class Listed:
    """One address of a list. `at` is its place where the list has one."""

    row: str
    house: houses.HouseNumber
    street: str
    city: str = ""
    at: Point | None = None
    exactness: Exactness = Exactness.POINT
    parcel: str = ""
    block: str = ""

    @property
    def text(self) -> str:
        return f"{self.house} {self.street}"


@dataclass(frozen=True, slots=True)
class Left:
    """A row that did not become an address, and why."""

    row: str
    text: str
    reason: str


def read(layer: Layer, section: Section) -> tuple[list[Listed], list[Left]]:
    """The addresses of a list, and the rows that are none. MapRefused if its columns lack."""
    found = columns.find(layer, Role.ADDRESSES, section)
    whole = _written_out(layer, found)
    if whole is None:
        raise columns.missing(layer, Role.ADDRESSES, "the house number and the street")
    kept: list[Listed] = []
    left: list[Left] = []
    cities = layer.column(found.get("city"))
    parcels = layer.column(found.get("parcel"))
    blocks = layer.column(found.get("block"))
    exactness = Exactness.PARCEL if layer.kinds() & POLYGONS else Exactness.POINT
    for position, (number, suffix, street) in enumerate(whole):
        row = layer.row(position)
        listed = [house for house in _houses(number, suffix) if street]
        if not listed:
            text = f"{number} {suffix} {street}".replace("  ", " ").strip()
            left.append(Left(row, text, "no house number" if street else "no street"))
            continue
        at = _at(layer.shapes[position])
        city = street_names.written(cities[position])
        kept.extend(
            Listed(row, house, street, city, at, exactness, parcels[position], blocks[position])
            for house in listed
        )
    if len(left) > _MOST_UNREADABLE * len(layer):
        example = left[0]
        raise town.MapRefused(
            f"{layer.source}: {len(left):,} of {len(layer):,} rows are no addresses; "
            f"{example.row} has {example.reason} ({example.text or 'nothing'}). Are the columns "
            f"right? The number is read from {found.get('number') or found.get('full')}."
        )
    return kept, left


def _written_out(layer: Layer, found: Found) -> Iterator[tuple[str, str, str]] | None:
    """(number, suffix, street) of each row; None if the columns for them are not there."""
    if "number" in found and ("street" in found or "base" in found):
        return zip(
            layer.column(found["number"]),
            layer.column(found.get("number_suffix")),
            street_names.whole(layer, found, "street"),
            strict=True,
        )
    if "full" in found:
        return (_split(text) for text in layer.column(found["full"]))
    return None


def _split(text: str) -> tuple[str, str, str]:
    """ "12 1/2 Main St Apt 3" into number, suffix, street."""
    match = _NUMBER_FIRST.match(text)
    if not match:
        return "", "", street_names.written(text)
    return match["number"], "", street_names.written(_UNIT.sub("", match["street"]).strip())


def _houses(number: str, suffix: str) -> list[houses.HouseNumber]:
    """The numbers of a row; a suffix of its own column belongs to the first."""
    found = houses.read_all(number)
    if not found:
        digits = re.match(r"(\d{1,6})(\D.{0,9})?$", number.strip())
        found = [houses.HouseNumber(int(digits[1]), _suffix(digits[2] or ""))] if digits else []
    if suffix and found:
        return [houses.HouseNumber(found[0].number, found[0].suffix or _suffix(suffix))]
    return found


def _suffix(text: str) -> str:
    """ "A" is a, "1/2" itself, and "2" of 12-2 is "-2": as house numbers are read when typed."""
    plain = re.sub(r"\s+", "", text).lower()[:_LONGEST_SUFFIX]
    return f"-{plain}"[:_LONGEST_SUFFIX] if re.match(r"\d+(?!/)", plain) else plain


def _at(shape: shapely.Geometry | None) -> Point | None:
    if shape is None or shape.is_empty:
        return None
    point = shape if shape.geom_type == "Point" else shape.representative_point()
    return Point(point.y, point.x)
