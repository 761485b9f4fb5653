"""What somebody typed for a place, read in every way it can be meant. Pure: it knows no map.

"1925 n castle" is a house number and a street; "casa & murray" two streets that cross; "1900 block
of castle" a block; "39.29, -76.59" a point; "pier 5" a street, or number 5 on Pier Street. The
readings come most likely first, and the geocoder keeps those that the map knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from beatbook.ground.geo import houses, names
from beatbook.ground.geo.spellings import DIRECTIONS, ROUTES, STATES, TYPES
from beatbook.ground.geo.where import asides, coordinates

LONGEST = 200
"""Characters that are read; nobody types an address longer than that."""

_HALF = re.compile(r"1/2|1/4|3/4|1/3|2/3")
_JOINED = re.compile(
    r"\s*(?:&+|@|\band\b|\bat\b|\bx\b|\+|(?<!\d)/|/(?!\d)|\\|\|)\s*", re.IGNORECASE
)
_CORNER = re.compile(
    r"^\s*(?:the\s+)?(?:corner|intersection|intersec|crossing|junction|jct|int)\s+(?:of\s+)?",
    re.IGNORECASE,
)
_RAMP = re.compile(
    r"(?<![a-z])(?P<side>[nsew])?\s*(?P<ramp>(?:on|off)[\s-]*(?:ramp)?|ramp|exit)"
    r"(?:\s+(?:to|from|at|for))?\s+(?=\S)",
    re.IGNORECASE,
)
_ROUTE_AND_WIND = re.compile(
    r"^((?:[a-z]+[\s-]*)?\d{1,3})\s*([nsew])\s*"
    r"(?=(?:off|on|at|x|and|btwn|between)\b|(?:off|on)[\s-]*ramp|[@&/])",
    re.IGNORECASE,
)
"""101S OFF CALIFORNIA, 101N & PRADO: a highway and the way of it."""
_BETWEEN = re.compile(
    r"^(?P<street>.+?)[\s,]+(?:\(\s*)?(?:between|betw|btwn|btw|bet|b/t|b/w|from)\.?\s+(?P<one>.+?)"
    r"(?:\s*(?:&|/|\band\b|\bto\b|\bthru\b|-)\s*(?P<other>[^)]*?))?\s*\)?$",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"^\s*(?:the\s+)?(?P<number>\d{1,6})\s*(?:-|\s)?\s*(?:hundred\s+)?(?:block|blk|blck|bk)\b\.?\s*"
    r"(?:of\s+|on\s+)?",
    re.IGNORECASE,
)
_BLOCK_AFTER = re.compile(
    r"^\s*(?:the\s+)?(?:block|blk)\s+(?:of\s+)?(?P<number>\d{1,6})\s+", re.IGNORECASE
)
_MILE = re.compile(
    r"[\s,@]*\b(?:at\s+)?(?:mile\s*(?:post|marker|mark)|m\.?m\.?|m\.?p\.?|mm|p\.?m\.?|post\s*mile"
    r"|mile)\.?\s*#?\s*(?P<mile>\d{1,4}(?:\.\d+)?)\b",
    re.IGNORECASE,
)
_STATE_AND_ZIP = re.compile(r"^(?:[a-z]{2}\s*)?\d{5}(?:-\d{4})?$|^[a-z]{2}$", re.IGNORECASE)
_LAST_STATE = re.compile(
    rf"\s+(?:{'|'.join(STATES)})\.?(?:\s+\d{{5}}(?:-\d{{4}})?)?\s*$|(?<=\S)\s+\d{{5}}(?:-\d{{4}})?\s*$",
    re.IGNORECASE,
)
_COUNTRY = frozenset({"usa", "us", "u s a", "united states", *STATES.values()})
_NO_TOWN = frozenset({"between", "from", "near", "off", "on", "to"})
"""What these begin, after the type of a street, is another street."""
_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypedAddress:
    house: houses.HouseNumber
    street: tuple[names.StreetName, ...]
    locality: str = ""
    through: str = ""
    """The end of a range, as it was typed: 25 of 19-25."""


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
class TypedStretch:
    """A street between two others; `other` is empty while it has not been typed."""

    street: tuple[names.StreetName, ...]
    one: tuple[names.StreetName, ...]
    other: tuple[names.StreetName, ...]
    locality: str = ""


@dataclass(frozen=True, slots=True)
class TypedStreet:
    street: tuple[names.StreetName, ...]
    locality: str = ""


@dataclass(frozen=True, slots=True)
class TypedMilepost:
    """A mile of a highway: `route` is its key, `street` the same for a map without mileposts."""

    route: str
    mile: float
    street: tuple[names.StreetName, ...]


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """The name of a place; `address` is what was typed after a comma, to tell two of a name."""

    key: str
    address: str = ""
    has_unit: bool = False
    """The unit that was typed is part of this name."""
    is_tail: bool = False
    """It was said after a semicolon, beside an address."""


Reading = (
    TypedAddress
    | TypedBlock
    | TypedCrossing
    | TypedStretch
    | TypedStreet
    | TypedMilepost
    | TypedPlace
)


@dataclass(frozen=True, slots=True)
class Typed:
    """All that a text may mean: points, or readings, the most likely first."""

    points: tuple[coordinates.TypedPoint, ...] = ()
    readings: tuple[Reading, ...] = ()
    before: str = ""
    unit: str = ""
    heading: str = ""
    tail: str = field(default="", compare=False)
    place: str = field(default="", compare=False)
    """The text without what stands beside it."""


def read(text: str) -> Typed:
    """`text` in all its readings; without any where it has neither letters nor digits."""
    text = text[:LONGEST]
    points = coordinates.read(text)
    if points:
        return Typed(points=points)
    said = asides.apart(text)
    street_part, locality = _split_locality(_ROUTE_AND_WIND.sub(r"\1 \2 ", said.place))
    found: list[Reading] = [
        *_mileposts(said.place),
        *_stretches(street_part, locality),
        *_block(street_part, locality),
        *_crossings(street_part, locality),
        *_addresses(street_part, locality),
        *_places(said),
    ]
    return Typed(
        readings=tuple(dict.fromkeys(found)),
        before=said.before,
        unit=said.unit,
        heading=said.heading,
        tail=said.tail,
        place=said.place,
    )


def _places(said: asides.Said) -> Iterator[Reading]:
    first, comma, rest = said.place.partition(",")
    key, whole = names.place_key(first), names.place_key(said.place)
    if whole:
        yield TypedPlace(whole)
    if said.unit and said.whole != said.place:
        yield TypedPlace(names.place_key(said.whole), has_unit=True)
    if comma and key:
        yield TypedPlace(key, names.place_key(rest))
    if said.tail and names.place_key(said.tail):
        yield TypedPlace(names.place_key(said.tail), is_tail=True)


def as_said(key: str, text: str) -> str:
    """The last words of `text` whose `names.place_key` is `key`, as they were typed."""
    tokens = text.split()
    for length in range(1, len(tokens) + 1):
        for start in range(len(tokens) - length, -1, -1):
            said = " ".join(tokens[start : start + length])
            if names.place_key(said) == key:
                return said.strip(" ,.")
    return key


def _split_locality(text: str) -> tuple[str, str]:
    """The part before the first comma, and the town after it without state and ZIP code.

    Where only a state or a ZIP code comes after it, the town is in the first part with the street.
    """
    first, *rest = (part.strip() for part in text.split(","))
    if not names.words(first) and rest:
        first, *rest = rest
    if houses.read(first) and rest:  # "1925, N Castle"
        first, *rest = (f"{first} {rest[0]}", *rest[1:])
    if len(rest) == 1 and _STATE_AND_ZIP.match(rest[0]):
        return f"{first} {rest[0]}", ""
    towns = [
        names.place_key(_LAST_STATE.sub("", f" {part}"))
        for part in rest
        if not _STATE_AND_ZIP.match(part)
    ]
    return first, next((town for town in towns if town and town not in _COUNTRY), "")


def _mileposts(text: str) -> Iterator[Reading]:
    match = _MILE.search(text)
    if not match:
        return
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,@")
    rest = re.sub(r"^at\s+|\s+(?:at|on)$|^on\s+", "", rest, flags=re.IGNORECASE)
    route = names.route_key(rest)
    if route:
        yield TypedMilepost(route, float(match["mile"]), _streets(names.words(rest)))


def _stretches(text: str, locality: str) -> Iterator[Reading]:
    match = _BETWEEN.match(text)
    if not match:
        return
    street, one = _without_number(match["street"]), names.words(match["one"])
    other = names.words(match["other"] or "")
    if street and one:
        ends = _streets(other) if other else ()
        yield TypedStretch(_streets(street), _streets(one), ends, locality)


def _without_number(text: str) -> list[str]:
    """The words of a street of which a block may be said: "1900 blk Main between ..."."""
    block = _BLOCK.match(text)
    return names.words(text[block.end() :] if block else text)


def _block(text: str, locality: str) -> Iterator[Reading]:
    match = _BLOCK.match(text) or _BLOCK_AFTER.match(text)
    if not match:
        return
    for parts, town in _towns_within(names.words(text[match.end() :]), locality):
        if parts:
            yield TypedBlock(int(match["number"]) // 100 * 100, _streets(parts), town)


def _crossings(text: str, locality: str) -> Iterator[Reading]:
    text = _CORNER.sub("", text)
    for joint in (*_JOINED.finditer(text), *_RAMP.finditer(text)):
        first = _street_words(text[: joint.start()])
        second = _street_words(text[joint.end() :])
        if not first:
            continue
        if first == second:  # both names of one street: no corner is said
            yield TypedStreet(_streets(first), locality)
            continue
        if not second:
            yield TypedCrossing(_streets(first), (), locality)
        for parts, town in _towns_within(second, locality) if second else ():
            yield TypedCrossing(_streets(first), _streets(parts), town)


def _street_words(text: str) -> list[str]:
    """The words of one street of a corner; an "on ramp" of it is about the same place."""
    return names.words(re.sub(r"\s+(?:on|off)[\s-]*ramp\s*$", "", text, flags=re.IGNORECASE))


def _addresses(text: str, locality: str) -> Iterator[Reading]:
    tokens = text.split()
    for parts, town in _towns_within(names.words(text), locality):
        yield from _numbered(tokens, parts, town)
        if parts:
            yield TypedStreet(_streets(parts), town)
        if _JOINED.search(text):  # what follows is another street, no town
            return


def _numbered(tokens: Sequence[str], parts: Sequence[str], town: str) -> Iterator[Reading]:
    """Number first as in America, or last as in much of Europe."""
    leading = houses.read(tokens[0].strip("-#")) if tokens else None
    if leading and leading.number == 0:  # files of blocks write 0 for 1 to 99, or for unknown
        if len(parts) > 1:
            yield TypedBlock(0, _streets(parts[1:]), town)
    elif leading:
        rest = _after_number(tokens[0], parts)
        if len(rest) > 1 and _is_suffix(rest[0]) and not leading.suffix:
            house = houses.HouseNumber(leading.number, rest[0])
            yield TypedAddress(house, _streets(rest[1:]), town)
        if rest:
            yield TypedAddress(leading, _streets(rest), town, _through(tokens[0], leading))
    elif len(parts) > 1 and parts[0] in _NUMBER_WORDS:
        yield TypedAddress(houses.HouseNumber(_NUMBER_WORDS[parts[0]]), _streets(parts[1:]), town)
    trailing = houses.read(parts[-1]) if len(parts) > 1 and _is_counted(parts[-1], tokens) else None
    if trailing and names.StreetName.of_words(parts).type not in ROUTES:
        yield TypedAddress(trailing, _streets(parts[:-1]), town)


def _through(token: str, house: houses.HouseNumber) -> str:
    _, dash, last = token.strip("-#").partition("-")
    return last if dash and not house.suffix else ""


def _is_counted(number: str, tokens: Sequence[str]) -> bool:
    """Was it typed as a number? The 9 of "E 7th & E 9th" is a street, no house."""
    written = re.findall(r"[^\W_]+", " ".join(tokens).casefold())
    return any(word.lstrip("0") == number for word in written)


def _is_suffix(word: str) -> bool:
    """The half of 1925 1/2, or the letter of 12 A; a single n is a direction."""
    return bool(_HALF.fullmatch(word)) or (
        len(word) == 1 and word.isalpha() and word not in DIRECTIONS
    )


def _after_number(token: str, parts: Sequence[str]) -> Sequence[str]:
    return parts[len(names.words(token)) :]


def _towns_within(parts: list[str], locality: str) -> Iterator[tuple[list[str], str]]:
    """The words as they are, and, without a comma, with a town after the street's type."""
    yield parts, locality
    if locality:
        return
    shorter = _without_state(parts)
    if shorter != parts:
        yield shorter, ""
    for end in range(len(shorter) - 1, 1, -1):
        if shorter[end - 1] in TYPES and shorter[end] not in {*TYPES, *DIRECTIONS, *_NO_TOWN}:
            yield shorter[:end], names.place_key(" ".join(shorter[end:]))
            return
    if shorter != parts and len(shorter) > 1 and shorter[-1] not in {*TYPES, *DIRECTIONS}:
        yield shorter[:-1], shorter[-1]  # "Broadway Cambridge MA"


def _without_state(parts: list[str]) -> list[str]:
    """Without a ZIP code and a state that end the words, where a street is left."""
    rest = list(parts)
    if len(rest) > 2 and len(rest[-1]) == 5 and rest[-1].isdecimal():
        rest.pop()
    if len(rest) > 2 and rest[-1] in STATES and rest[-1] not in {*TYPES, *DIRECTIONS}:
        rest.pop()
    return rest


def _streets(parts: Sequence[str]) -> tuple[names.StreetName, ...]:
    return tuple(names.StreetName.readings(parts))
