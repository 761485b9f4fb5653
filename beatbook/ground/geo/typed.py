"""What somebody typed for a place, read in every way it can be meant. Pure: it knows no map.

"1925 n castle" is a house number and a street; "casa & murray" two streets that cross; "1900 block
of castle" a block; "39.29, -76.59" a point; "pier 5" a street, or number 5 on Pier Street. The
readings come most likely first, and the geocoder keeps those that the map knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beatbook.ground.geo import houses, names

LONGEST = 200
"""Characters that are read; nobody types an address longer than that."""

_HALF = re.compile(r"1/2|1/4|3/4")
_JOINED = re.compile(r"\s*(?:&|@|\band\b|\bat\b|\bx\b|\+|(?<!\d)/|/(?!\d)|\\)\s*", re.IGNORECASE)
_CORNER = re.compile(
    r"^\s*(?:the\s+)?(?:corner|intersection|crossing|junction|int)\s+(?:of\s+)?", re.IGNORECASE
)
_UNIT = re.compile(
    r"(?:\b(?:apt|apartment|unit|suite|ste|floor|fl|room|rm|bldg|building|lot|no)\.?\s*#?\s*|#\s*)"
    r"(?:\d+[a-z]?|[a-z]\d*)\b",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"^\s*(\d{1,6})\s*(?:-|\s)?\s*(?:hundred\s+)?(?:block|blk)\b\.?\s*(?:of\s+)?", re.IGNORECASE
)
_STATE_AND_ZIP = re.compile(r"^[a-z]{2}\s*\d{5}(?:-\d{4})?$|^\d{5}(?:-\d{4})?$|^[a-z]{2}$", re.I)
_DEGREES = r"([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*"
_POINT = re.compile(rf"^\s*{_DEGREES}([NS]?)\s*(?:[,;]|\s)\s*{_DEGREES}([EW]?)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedPoint:
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class TypedAddress:
    house: houses.HouseNumber
    street: tuple[names.StreetName, ...]
    locality: str = ""


@dataclass(frozen=True, slots=True)
class TypedBlock:
    """The hundred block: 1900 stands for 1900 to 1999."""

    hundred: int
    street: tuple[names.StreetName, ...]
    locality: str = ""


@dataclass(frozen=True, slots=True)
class TypedCrossing:
    """Two streets; `second` is empty while only "castle &" has been typed."""

    first: tuple[names.StreetName, ...]
    second: tuple[names.StreetName, ...]
    locality: str = ""


@dataclass(frozen=True, slots=True)
class TypedStreet:
    street: tuple[names.StreetName, ...]
    locality: str = ""


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """The name of a place; `address` is what was typed after a comma, to tell two of a name."""

    key: str
    address: str = ""


Reading = TypedPoint | TypedAddress | TypedBlock | TypedCrossing | TypedStreet | TypedPlace


def read(text: str) -> list[Reading]:
    """All readings of `text`, most likely first; none for a text without letters or digits."""
    text = text[:LONGEST]
    point = _point(text)
    if point:
        return [point]
    street_part, locality = _split_locality(_UNIT.sub(" ", text))
    found: list[Reading] = [
        *_block(street_part, locality),
        *_crossings(street_part, locality),
        *_addresses(street_part, locality),
    ]
    return list(dict.fromkeys([*found, *_places(text)]))


def _places(text: str) -> Iterator[Reading]:
    first, comma, rest = text.partition(",")
    key, whole = names.place_key(first), names.place_key(text)
    if whole:
        yield TypedPlace(whole)
    if comma and key:
        yield TypedPlace(key, names.place_key(rest))


def _point(text: str) -> TypedPoint | None:
    match = _POINT.match(text)
    if not match or ("." not in match[1] and "." not in match[3]):
        return None
    lat = float(match[1]) * (-1 if match[2].lower() == "s" else 1)
    lon = float(match[3]) * (-1 if match[4].lower() == "w" else 1)
    return TypedPoint(lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _split_locality(text: str) -> tuple[str, str]:
    """The part before the first comma, and the town after it without state and ZIP code."""
    first, *rest = (part.strip() for part in text.split(","))
    towns = [names.place_key(part) for part in rest if not _STATE_AND_ZIP.match(part)]
    return first, next((town for town in towns if town), "")


def _block(text: str, locality: str) -> Iterator[Reading]:
    match = _BLOCK.match(text)
    parts = names.words(text[match.end() :]) if match else []
    if match and parts:
        yield TypedBlock(int(match[1]) // 100 * 100, _streets(parts), locality)


def _crossings(text: str, locality: str) -> Iterator[Reading]:
    text = _CORNER.sub("", text)
    for joint in _JOINED.finditer(text):
        first, second = names.words(text[: joint.start()]), names.words(text[joint.end() :])
        if first:
            yield TypedCrossing(_streets(first), _streets(second) if second else (), locality)


def _addresses(text: str, locality: str) -> Iterator[Reading]:
    tokens = text.split()
    for parts, town in _towns_within(names.words(text), locality):
        yield from _numbered(tokens, parts, town)
        if parts:
            yield TypedStreet(_streets(parts), town)


def _numbered(tokens: Sequence[str], parts: Sequence[str], town: str) -> Iterator[Reading]:
    """Number first as in America, or last as in much of Europe."""
    leading = houses.read(tokens[0]) if tokens else None
    if leading:
        rest = _after_number(tokens[0], parts)
        if len(rest) > 1 and _is_suffix(rest[0]):
            house = houses.HouseNumber(leading.number, rest[0])
            yield TypedAddress(house, _streets(rest[1:]), town)
        if rest:
            yield TypedAddress(leading, _streets(rest), town)
    trailing = houses.read(parts[-1]) if len(parts) > 1 else None
    if trailing:
        yield TypedAddress(trailing, _streets(parts[:-1]), town)


def _is_suffix(word: str) -> bool:
    """The half of 1925 1/2, or the letter of 12 A; a single n is a direction."""
    return bool(_HALF.fullmatch(word)) or (
        len(word) == 1 and word.isalpha() and word not in names.DIRECTIONS
    )


def _after_number(token: str, parts: Sequence[str]) -> Sequence[str]:
    return parts[len(names.words(token)) :]


def _towns_within(parts: list[str], locality: str) -> Iterator[tuple[list[str], str]]:
    """The words as they are, and, without a comma, with a town after the street's type."""
    yield parts, locality
    if locality:
        return
    for end in range(len(parts) - 1, 1, -1):
        if parts[end - 1] in names.TYPES and parts[end] not in {*names.TYPES, *names.DIRECTIONS}:
            yield parts[:end], names.place_key(" ".join(parts[end:]))
            return


def _streets(parts: Sequence[str]) -> tuple[names.StreetName, ...]:
    return tuple(names.StreetName.readings(parts))
