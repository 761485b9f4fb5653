"""Latitude and longitude in the notations that people, phones and radios use. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beatbook.ground.geo.where import national_grid

_SAME_SIGN = str.maketrans(
    {
        **dict.fromkeys("\u2032\u2018\u2019\u00b4", "'"),
        **dict.fromkeys("\u2033\u201c\u201d", '"'),
        **dict.fromkeys("\u00ba\u02da", "\u00b0"),
        **dict.fromkeys("\u2212\u2013", "-"),
    }
)
"""Typeset minutes, seconds, degrees and minus signs as a keyboard has them."""
_LABELS = re.compile(
    r"\b(?:geo|gps|coordinates?|coords?|latitude|longitude|lat|long?|lng|deg(?:rees)?)\b\.?\s*[:=]?"
    r"|[()\[\]]",
    re.IGNORECASE,
)
_MAP_LINK = re.compile(
    r"(?:@|[?&](?:q|ll|sll|query|center|daddr|destination)=|#map=\d+/)"
    r"(-?\d{1,3}\.\d+)(?:,|%2C|/)(-?\d{1,3}\.\d+)(?![\d.])",
    re.IGNORECASE,
)
"""Links that phones send: maps of several makers write the point in several places."""
_NUMBER = r"\d{1,3}(?:\.\d+)?"
_MINUTES = r"\d{1,2}(?:\.\d+)?"
_WHOLE = r"\d{1,3}"
_DECIMAL = rf"(?P<deg>{_NUMBER})\s*°?"
_DEGREES_MINUTES = rf"(?P<deg>{_WHOLE})(?:\s*°\s*|[\s-]+)(?P<min>{_MINUTES})\s*'?"
_DEGREES_MINUTES_SECONDS = (
    rf"(?P<deg>{_WHOLE})(?:\s*°\s*|[\s-]+)(?P<min>\d{{1,2}})(?:\s*'\s*|[\s-]+)"
    rf"(?P<sec>{_MINUTES})\s*(?:\"|'')?"
)
_SEPARATOR = r"(?:\s*[,;/]\s*|\s+|(?<=[NSEW°'\"])(?=[NSEW+\-\d]))"


@dataclass(frozen=True, slots=True)
class TypedPoint:
    """A point; `note` says what had to be assumed to read it so."""

    lat: float
    lon: float
    note: str = ""


def read(text: str) -> tuple[TypedPoint, ...]:
    """The points that `text` may mean, as it is written first; none if it is no point at all."""
    link = _MAP_LINK.search(text)
    pair = f"{link[1]},{link[2]}" if link else text
    plain = _LABELS.sub(" ", pair.translate(_SAME_SIGN)).upper().strip()
    for notation in _PAIRS:
        match = notation.fullmatch(plain)
        if match:
            first, second = _value(match, "1"), _value(match, "2")
            if first and second and _is_meant(match, plain):
                return tuple(_meanings(first, second))
    square = national_grid.read(plain)
    return (TypedPoint(square.lat, square.lon, square.note),) if square else ()


def _half(notation: str, place: str, *, wind_first: bool) -> str:
    number = re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{place}>", notation)
    wind = rf"(?P<wind{place}>[NSEW])?"
    sign = rf"(?P<sign{place}>[+-])?"
    return rf"{wind}\s*{sign}{number}" if wind_first else rf"{sign}{number}\s*{wind}"


_PAIRS = tuple(
    re.compile(
        _half(notation, "1", wind_first=wind_first)
        + _SEPARATOR
        + _half(notation, "2", wind_first=wind_first)
    )
    for notation in (_DECIMAL, _DEGREES_MINUTES, _DEGREES_MINUTES_SECONDS)
    for wind_first in (False, True)
)


@dataclass(frozen=True, slots=True)
class _Value:
    degrees: float
    wind: str
    signed: bool


def _value(match: re.Match[str], place: str) -> _Value | None:
    said = match.groupdict()
    minutes, seconds = float(said.get(f"min{place}") or 0), float(said.get(f"sec{place}") or 0)
    if minutes >= 60 or seconds >= 60:
        return None
    degrees = float(said[f"deg{place}"]) + minutes / 60 + seconds / 3600
    wind, sign = said[f"wind{place}"] or "", said[f"sign{place}"]
    negative = sign == "-" or wind in ("S", "W")
    return _Value(-degrees if negative else degrees, wind, bool(wind or sign))


def _is_meant(match: re.Match[str], plain: str) -> bool:
    """Two whole numbers are no point unless a sign, a wind or a degree says so."""
    said = match.groupdict()
    if "min1" in said:
        return "°" in plain or bool(said["wind1"] or said["sign2"])
    has_fraction = "." in said["deg1"] or "." in said["deg2"]
    return has_fraction or bool(said["wind1"] and said["wind2"]) or "°" in plain


def _meanings(first: _Value, second: _Value) -> Iterator[TypedPoint]:
    """As written; then west for a longitude without a sign; then the other way round."""
    if first.wind in ("E", "W") and second.wind in ("", "N", "S"):
        yield from _valid(second.degrees, first.degrees, "")
        return
    if second.wind in ("N", "S") or (first.wind and first.wind == second.wind):
        return
    yield from _valid(first.degrees, second.degrees, "")
    if not second.signed and second.degrees:
        yield from _valid(first.degrees, -second.degrees, "read as west, no sign was typed")
    if first.wind or second.wind:
        return
    yield from _valid(second.degrees, first.degrees, "longitude was typed first")
    if not first.signed and first.degrees:
        note = "longitude was typed first, read as west"
        yield from _valid(second.degrees, -first.degrees, note)


def _valid(lat: float, lon: float, note: str) -> Iterator[TypedPoint]:
    if abs(lat) <= 90 and abs(lon) <= 180:
        yield TypedPoint(lat, lon, note)
