"""Where is that? Typed text becomes places on the map, best first.

An empty answer means *unknown yet*: the call is taken with the words as they were said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from beatbook.contract.values import Point
from beatbook.core import geometry
from beatbook.ground.geo import houses, likeness, lookups, names, queries, reverse, typed
from beatbook.ground.geo.models import Map
from beatbook.ground.geo.vocabulary import MatchKind

STREETS_TRIED = 10
WELL = 0.8
"""With an answer that fits so well, nobody has misspelled anything."""
LEAST_PLACE = 0.7
LEAST_APART = 0.8
CLEAR_LEAD = 0.05
SPREAD = 0.3
"""Answers that fit so much worse than the best one are not given."""
BETWEEN_AT_MOST = 200
"""House numbers further apart than this say nothing about what lies between them."""
NEAR_AT_MOST = 100

_ON_FILE = 0.0
_BETWEEN = -0.03
_NEAR = -0.06
_NOT_ON_FILE = -0.15
_NO_CORNER = -0.35
_NAMED_PLACE = -0.03  # for a name that was not typed in full
_OTHER_ADDRESS = 0.2
_MINOR = frozenset({"bus stop", "helipad", "parking", "parking entrance", "station", "platform"})
"""Of two places with one name, the hospital is meant and not the stop before it."""
_READING = -0.01
"""Each later way of reading the text counts a little less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One answer. `exact` says that the very thing is on file; `note` says what it is, in words."""

    kind: MatchKind
    label: str
    lat: float
    lon: float
    exact: bool
    note: str
    score: float
    locality: str = ""
    address: str = ""


def suggest(text: str, *, near: Point | None = None, limit: int = 6) -> list[Match]:
    """At most `limit` places that `text` may mean; those near `near` first among equals."""
    readings = typed.read(text)
    stored = queries.active_map()
    if not readings:
        return []
    if isinstance(readings[0], typed.TypedPoint):
        return [_point(readings[0], stored)]
    if stored is None:
        return []
    quick = _Search(stored.pk, readings, lookups.Beginning())
    found = quick.matches()
    if not quick.both_streets_known and not any(match.score >= WELL for match in found):
        found += _Search(stored.pk, readings, lookups.Alike()).matches()
    return _best(found, near)[:limit]


def _point(point: typed.TypedPoint, stored: Map | None) -> Match:
    inside = stored is not None and stored.bounds.holds(point.lat, point.lon)
    where = reverse.describe(Point(point.lat, point.lon))
    return Match(
        kind=MatchKind.COORDINATE,
        label=f"{point.lat:.5f}, {point.lon:.5f}",
        lat=point.lat,
        lon=point.lon,
        exact=True,
        note=where or ("no street near" if inside else "outside the map"),
        score=1.0,
    )


def _best(found: Iterable[Match], near: Point | None) -> list[Match]:
    """The best match of each label and place, in order, with labels that tell them apart."""
    best: dict[tuple[str, str, str, str], Match] = {}
    for match in found:
        spot = f"{match.lat:.4f} {match.lon:.4f}" if match.kind == MatchKind.PLACE else ""
        key = (match.kind, match.label, match.locality, spot)
        if key not in best or match.score > best[key].score:
            best[key] = match

    def order(match: Match) -> tuple[float, bool, float, str, str]:
        away = geometry.haversine_m(near.lat, near.lon, match.lat, match.lon) if near else 0.0
        is_minor = match.note in _MINOR
        return -round(match.score, 2), is_minor, away, match.label, match.locality

    least = max((match.score for match in best.values()), default=0.0) - SPREAD
    fitting = sorted((match for match in best.values() if match.score >= least), key=order)
    return [_told_apart(match, fitting) for match in fitting]


def _told_apart(match: Match, others: Sequence[Match]) -> Match:
    """With the town, or a place's address, in the label where another would be meant without it."""
    same = [other for other in others if other.label == match.label and other is not match]
    more = match.address or match.locality
    if not more or all(match.score - other.score >= CLEAR_LEAD for other in same):
        return match
    return replace(match, label=f"{match.label}, {more}")


# With one of these found, the text was no name of a place.
_EXACT = frozenset({MatchKind.ADDRESS, MatchKind.BLOCK, MatchKind.INTERSECTION})

Ranked = Sequence[tuple[float, lookups.Street]]


class _Search:
    """The readings of one text, looked up together in one way."""

    def __init__(
        self, map_id: int, readings: Sequence[typed.Reading], names_on_file: lookups.Names
    ) -> None:
        self.map_id = map_id
        self.readings = readings
        self.names_on_file = names_on_file
        self.both_streets_known = False  # of a crossing: they do not meet, but are spelled well
        bases = {street.base for reading in readings for street in _streets_of(reading)}
        self.streets = names_on_file.streets(map_id, bases)
        self.numbers = lookups.numbers(list(self._pairs()))

    def matches(self) -> list[Match]:
        found: list[Match] = []
        for place, reading in enumerate(self.readings):
            is_place = isinstance(reading, typed.TypedPlace)
            if is_place and any(match.score >= WELL and match.kind in _EXACT for match in found):
                continue
            cost = 0.0 if is_place else place * _READING
            for match in self._matches_of(reading):
                score = min(1.0, max(0.0, match.score + cost))
                found.append(replace(match, score=round(score, 3)))
        return found

    def _matches_of(self, reading: typed.Reading) -> Iterator[Match]:
        match reading:
            case typed.TypedAddress():
                for score, street in self._ranked(reading.street, reading.locality):
                    yield self._address(street, reading.house, score)
            case typed.TypedBlock():
                for score, street in self._ranked(reading.street, reading.locality):
                    yield self._block(street, reading.hundred, score)
            case typed.TypedCrossing():
                yield from self._crossings(reading)
            case typed.TypedStreet():
                for score, street in self._ranked(reading.street, reading.locality):
                    yield _on_street(street, street.label, "middle of the street", score)
            case typed.TypedPlace():
                yield from self._places(reading)

    def _ranked(self, written: Sequence[names.StreetName], locality: str) -> Ranked:
        """The streets that fit what was typed in any of its readings, best first."""
        scored = (
            (max(likeness.of_street(name, locality, s.named) for name in written), s)
            for s in self.streets
        )
        fitting = [(score, street) for score, street in scored if score >= likeness.LEAST]
        return sorted(fitting, key=lambda pair: (-pair[0], pair[1].label))[:STREETS_TRIED]

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Every (street, number) that any reading will ask for."""
        for reading in self.readings:
            if isinstance(reading, typed.TypedAddress):
                number = reading.house.number
            elif isinstance(reading, typed.TypedBlock):
                number = _middle_of(reading.hundred)
            else:
                continue
            for _, street in self._ranked(reading.street, reading.locality):
                yield street.id, number

    def _address(self, street: lookups.Street, house: houses.HouseNumber, score: float) -> Match:
        label = f"{house} {street.label}"
        on_file = self.numbers[street.id, house.number]
        same = [n for n in on_file if n.number == house.number]
        same.sort(key=lambda n: (n.suffix != house.suffix, n.suffix))
        if same:
            exact = same[0].suffix == house.suffix
            note = "address on file" if exact else f"on file as {_written(same[0])}"
            spot = (same[0].lat, same[0].lon)
            return _at(MatchKind.ADDRESS, street, label, spot, note, score + _ON_FILE, exact=exact)
        return self._guess(MatchKind.ADDRESS, street, label, house.number, score)

    def _block(self, street: lookups.Street, hundred: int, score: float) -> Match:
        label = f"{hundred} block of {street.label}"
        on_file = self.numbers[street.id, _middle_of(hundred)]
        inside = [n for n in on_file if hundred <= n.number < hundred + 100]
        if inside:
            spot = _center(inside)
            return _at(MatchKind.BLOCK, street, label, spot, "block", score, exact=True)
        return self._guess(MatchKind.BLOCK, street, label, _middle_of(hundred), score)

    def _guess(
        self, kind: MatchKind, street: lookups.Street, label: str, number: int, score: float
    ) -> Match:
        """About where a number that is not on file must be, from those that are."""
        on_file = self.numbers[street.id, number]
        between = _between(on_file, number)
        if between:
            spot, note = between
            return _at(kind, street, label, spot, note, score + _BETWEEN)
        nearest = min(on_file, key=lambda n: abs(n.number - number), default=None)
        if nearest and abs(nearest.number - number) <= NEAR_AT_MOST:
            spot = (nearest.lat, nearest.lon)
            return _at(kind, street, label, spot, f"near {_written(nearest)}", score + _NEAR)
        note = "number not on file; middle of the street"
        return _on_street(street, label, note, score + _NOT_ON_FILE)

    def _crossings(self, reading: typed.TypedCrossing) -> Iterator[Match]:
        first = {s.id: (score, s) for score, s in self._ranked(reading.first, reading.locality)}
        found = False
        for corner in lookups.crossings(list(first)):
            one_score, one = first[corner.one]
            other_score = max(
                (likeness.of_street(n, reading.locality, corner.other.named)
                 for n in reading.second),
                default=_UNTYPED_CORNER,
            )  # fmt: skip
            if other_score < likeness.LEAST:
                continue
            found = True
            label = f"{one.label} & {corner.other.label}"
            score = (one_score + other_score) / 2
            spot = (corner.lat, corner.lon)
            yield _at(MatchKind.INTERSECTION, one, label, spot, "intersection", score, exact=True)
        if not found:
            yield from self._apart(list(first.values()), reading)

    def _apart(self, first: Ranked, reading: typed.TypedCrossing) -> Iterator[Match]:
        """Two streets that are on file but do not meet: each with a word about the other."""
        second = self._ranked(reading.second, reading.locality) if reading.second else []
        if first and second and min(first[0][0], second[0][0]) >= LEAST_APART:
            self.both_streets_known = True
            pairs = ((first[0], second[0]), (second[0], first[0]))
            for place, ((score, street), (_, other)) in enumerate(pairs):
                note = f"no corner with {other.label} on file; middle of the street"
                cost = _NO_CORNER + place * _READING
                yield _on_street(street, street.label, note, score + cost)

    def _places(self, reading: typed.TypedPlace) -> Iterator[Match]:
        for place in self.names_on_file.places(self.map_id, reading.key):
            score = likeness.of_words(reading.key, place.key)
            if reading.address and reading.address != names.place_key(place.address):
                score -= _OTHER_ADDRESS
            if score >= LEAST_PLACE:
                yield Match(
                    kind=MatchKind.PLACE,
                    label=place.name,
                    lat=place.lat,
                    lon=place.lon,
                    exact=True,
                    note=place.kind,
                    score=score if score == 1.0 else score + _NAMED_PLACE,
                    address=place.address,
                )


_UNTYPED_CORNER = 0.9


def _streets_of(reading: typed.Reading) -> tuple[names.StreetName, ...]:
    match reading:
        case typed.TypedAddress() | typed.TypedBlock() | typed.TypedStreet():
            return reading.street
        case typed.TypedCrossing():
            return reading.first + reading.second
    return ()


def _between(on_file: Sequence[lookups.Number], number: int) -> tuple[Spot, str] | None:
    """The place of a number between its neighbors on the same side of the street."""
    side = [n for n in on_file if n.number % 2 == number % 2]
    lower = max((n for n in side if n.number < number), key=lambda n: n.number, default=None)
    upper = min((n for n in side if n.number > number), key=lambda n: n.number, default=None)
    if not lower or not upper or upper.number - lower.number > BETWEEN_AT_MOST:
        return None
    share = (number - lower.number) / (upper.number - lower.number)
    lat = lower.lat + share * (upper.lat - lower.lat)
    lon = lower.lon + share * (upper.lon - lower.lon)
    return (lat, lon), f"between {_written(lower)} and {_written(upper)}"


Spot = tuple[float, float]


def _at(
    kind: MatchKind,
    street: lookups.Street,
    label: str,
    spot: Spot,
    note: str,
    score: float,
    *,
    exact: bool = False,
) -> Match:
    lat, lon = spot
    return Match(
        kind=kind,
        label=label,
        lat=lat,
        lon=lon,
        exact=exact,
        note=note,
        score=score,
        locality=street.locality,
    )


def _on_street(street: lookups.Street, label: str, note: str, score: float) -> Match:
    return _at(MatchKind.STREET, street, label, (street.lat, street.lon), note, score)


def _center(on_file: Sequence[lookups.Number]) -> Spot:
    return (
        sum(n.lat for n in on_file) / len(on_file),
        sum(n.lon for n in on_file) / len(on_file),
    )


def _middle_of(hundred: int) -> int:
    return hundred + 50


def _written(on_file: lookups.Number) -> str:
    return str(houses.HouseNumber(on_file.number, on_file.suffix))
