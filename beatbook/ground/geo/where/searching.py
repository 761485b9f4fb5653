"""The readings of one text, looked up together in one way: by beginnings, or by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from beatbook.ground.geo import names
from beatbook.ground.geo.vocabulary import Exactness, MatchKind
from beatbook.ground.geo.where import corners, likeness, lookups, miles, placing, typed
from beatbook.ground.geo.where.matches import Match
from beatbook.ground.geo.where.shapes import Shapes

STREETS_TRIED = 10
LEAST_PLACE = 0.7
_NOT_ON_FILE = 0.15
_NAMED_PLACE = 0.03
"""For a name that was not typed in full."""
_OTHER_ADDRESS = 0.2
_NO_SUCH_TOWN = 0.05
"""For a street alone, where what follows it is no town: "Harbor St 116" is an address."""
_READING, _MOST_READINGS = 0.01, 4
"""Each later way of reading the text counts a little less."""
_WIDE = frozenset(
    {
        "park", "neighbourhood", "suburb", "quarter", "school", "college", "university",
        "hospital", "cemetery", "airport", "forest", "golf course", "nature reserve", "island",
        "village", "hamlet", "town", "city",
    }
)  # fmt: skip
"""Kinds of places too wide for one point."""

# With one of these found, the text was no name of a place.
_NO_NAME = frozenset(
    {MatchKind.ADDRESS, MatchKind.BLOCK, MatchKind.INTERSECTION, MatchKind.MILEPOST}
)

Ranked = Sequence[tuple[float, lookups.Street]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What is searched: a map, its lines, and the agencies whose own names count."""

    map_id: int
    shapes: Shapes | None
    agencies: Sequence[int] = ()


class Search:
    def __init__(
        self, ground: Ground, readings: Sequence[typed.Reading], names_on_file: lookups.Names
    ) -> None:
        self.ground = ground
        self.readings = readings
        self.names_on_file = names_on_file
        self._ranked: dict[tuple[tuple[names.StreetName, ...], str], Ranked] = {}
        self.both_streets_known = False  # of a crossing: they do not meet, but are spelled well
        bases = {street.base for reading in readings for street in _streets_of(reading)}
        self.streets = names_on_file.streets(ground.map_id, bases)
        asked = list(self._asked())
        self.numbers = lookups.numbers(asked)
        self.ranges = lookups.ranges(street for street, _, _ in asked)

    def matches(self) -> list[Match]:
        found: list[Match] = list(self._aliases())
        for place, reading in enumerate(self.readings):
            is_place = isinstance(reading, typed.TypedPlace)
            if is_place and any(m.score >= likeness.WELL and m.kind in _NO_NAME for m in found):
                continue
            cost = 0.0 if is_place else min(place, _MOST_READINGS) * _READING
            for match in self._matches_of(reading):
                score = min(1.0, max(0.0, match.score - cost))
                found.append(replace(match, score=round(score, 3)))
        return found

    def _matches_of(self, reading: typed.Reading) -> Iterable[Match]:
        match reading:
            case typed.TypedAddress():
                return self._addresses(reading)
            case typed.TypedBlock():
                return self._blocks(reading)
            case typed.TypedCrossing() | typed.TypedStretch():
                return self._corners(reading)
            case typed.TypedStreet():
                return self._on_streets(reading)
            case typed.TypedMilepost():
                return self._miles(reading)
            case typed.TypedPlace():
                return self._places(reading)

    def ranked(self, written: Sequence[names.StreetName], locality: str) -> Ranked:
        """The streets that fit what was typed in any of its readings, best first."""
        key = tuple(written), locality
        if key not in self._ranked:
            self._ranked[key] = self._rank(written, locality)
        return self._ranked[key]

    def _rank(self, written: Sequence[names.StreetName], locality: str) -> Ranked:
        town = locality if self._is_town(locality) else ""
        scored = (
            (max(likeness.of_street(name, town, s.named) for name in written), s)
            for s in self.streets
        )
        fitting = [(score, street) for score, street in scored if score >= likeness.LEAST]
        return sorted(fitting, key=lambda pair: (-pair[0], pair[1].label))[:STREETS_TRIED]

    def _is_town(self, said: str) -> bool:
        """Is there a street in a town of that name? Else the words may be anything."""
        return bool(said) and any(s.named.locality.startswith(said) for s in self.streets)

    def _asked(self) -> Iterator[tuple[int, int, int]]:
        """Every (street, number, so many beside it) that any reading will ask for."""
        for reading in self.readings:
            if isinstance(reading, typed.TypedAddress):
                number, most = reading.house.number, lookups.NEIGHBORS
            elif isinstance(reading, typed.TypedBlock):
                number, most = _middle_of(reading.hundred), lookups.OF_A_BLOCK
            else:
                continue
            for _, street in self.ranked(reading.street, reading.locality):
                yield street.id, number, most

    def _addresses(self, reading: typed.TypedAddress) -> Iterator[Match]:
        house = reading.house
        for score, street in self.ranked(reading.street, reading.locality):
            placed = self._numbered(street, house.number).place(house)
            label = f"{house}{reading.through and '-'}{reading.through} {street.label}"
            yield _placed(MatchKind.ADDRESS, street, label, placed, score, reading.locality)

    def _blocks(self, reading: typed.TypedBlock) -> Iterator[Match]:
        for score, street in self.ranked(reading.street, reading.locality):
            placed = self._numbered(street, _middle_of(reading.hundred)).block(reading.hundred)
            label = f"{reading.hundred} block of {street.label}"
            yield _placed(MatchKind.BLOCK, street, label, placed, score, reading.locality)

    def _numbered(self, street: lookups.Street, number: int) -> placing.Numbered:
        on_file, ranges = self.numbers[street.id, number], self.ranges[street.id]
        return placing.Numbered(street, on_file, ranges, self.ground.shapes)

    def _on_streets(self, reading: typed.TypedStreet) -> Iterator[Match]:
        cost = _NO_SUCH_TOWN if reading.locality and not self._is_town(reading.locality) else 0.0
        for score, street in self.ranked(reading.street, reading.locality):
            base = f"{street.named.name.base} "
            in_part = all(name.base.startswith(base) for name in reading.street)
            note = "the rest is not on file; " if in_part else ""
            note += "middle of the street"
            yield on_street(street, street.label, note, score - cost, reading.locality)

    def _corners(self, reading: typed.TypedCrossing | typed.TypedStretch) -> Iterator[Match]:
        said = corners.Corners(self.ranked, self.ground.shapes)
        if isinstance(reading, typed.TypedStretch):
            yield from said.stretch(reading)
            return
        yield from said.crossing(reading)
        self.both_streets_known |= said.both_streets_known

    def _miles(self, reading: typed.TypedMilepost) -> Iterator[Match]:
        found = miles.find(self.ground.map_id, reading)
        if found:
            yield found
            return
        for score, street in self.ranked(reading.street, ""):
            note = "no mileposts on file; middle of the road"
            label = f"{street.label} mile {reading.mile:g}"
            yield on_street(street, label, note, score - _NOT_ON_FILE)

    def _places(self, reading: typed.TypedPlace) -> Iterator[Match]:
        for place in self._named(reading.key):
            score = of_name(reading.key, place.key)
            if reading.address and reading.address != names.place_key(place.address):
                score -= _OTHER_ADDRESS
            if score >= LEAST_PLACE:
                wide = place.kind in _WIDE
                yield Match(
                    kind=MatchKind.PLACE,
                    label=place.name,
                    lat=place.lat,
                    lon=place.lon,
                    exactness=Exactness.AREA if wide else Exactness.POINT,
                    exact=True,
                    note=place.kind,
                    score=score if score == 1.0 else score - _NAMED_PLACE,
                    address=place.address,
                    wanted=reading.address,
                    has_unit=reading.has_unit,
                    is_tail=reading.is_tail,
                )

    def _named(self, key: str) -> list[lookups.Place]:
        """The places of a name, with or without its "the"."""
        keys = dict.fromkeys((key.removeprefix("the "), key))
        places = (self.names_on_file.places(self.ground.map_id, one) for one in keys if one)
        return list(dict.fromkeys(place for found in places for place in found))

    def _aliases(self) -> Iterator[Match]:
        """What the agency itself calls a place; only these come before addresses."""
        keys = list(
            dict.fromkeys(
                key for reading in self.readings if isinstance(reading, typed.TypedPlace)
                for key in with_and_without_the(reading.key)
            )
        )  # fmt: skip
        for alias in self.names_on_file.aliases(self.ground.agencies, keys):
            score = max((of_name(key, alias.key) for key in keys), default=0.0)
            if score >= LEAST_PLACE:
                yield Match(
                    kind=MatchKind.PLACE,
                    label=alias.name,
                    lat=alias.lat,
                    lon=alias.lon,
                    exactness=Exactness.POINT,
                    exact=True,
                    note="a name of your agency",
                    score=round(score, 3),
                    address=alias.address,
                    is_alias=True,
                )


def of_name(said: str, on_file: str) -> float:
    """How well a name fits, with or without its "the"."""
    return likeness.of_words(said.removeprefix("the "), on_file.removeprefix("the "))


def with_and_without_the(key: str) -> tuple[str, ...]:
    bare = key.removeprefix("the ")
    return (bare, f"the {bare}") if bare else ()


def on_street(
    street: lookups.Street, label: str, note: str, score: float, wanted: str = ""
) -> Match:
    """A street as a whole, at about its middle."""
    return Match(
        kind=MatchKind.STREET,
        label=label,
        lat=street.lat,
        lon=street.lon,
        exactness=Exactness.STREET,
        note=note,
        score=score,
        locality=street.locality,
        streets=(street.named.name,),
        base=street.named.name.base,
        wanted=wanted,
    )


def _placed(
    kind: MatchKind,
    street: lookups.Street,
    label: str,
    placed: placing.Placed | None,
    score: float,
    wanted: str,
) -> Match:
    if placed is None:
        note = "number not on file; middle of the street"
        return on_street(street, label, note, score - _NOT_ON_FILE, wanted)
    return Match(
        kind=MatchKind.STREET if placed.exactness is Exactness.STREET else kind,
        label=label,
        lat=placed.lat,
        lon=placed.lon,
        exactness=placed.exactness,
        exact=placed.exact,
        note=placed.note,
        score=score - placed.cost,
        locality=street.locality,
        streets=(street.named.name,),
        base=street.named.name.base,
        wanted=wanted,
    )


def _streets_of(reading: typed.Reading) -> tuple[names.StreetName, ...]:
    match reading:
        case typed.TypedCrossing():
            return reading.first + reading.second
        case typed.TypedStretch():
            return reading.street + reading.one + reading.other
        case typed.TypedPlace():
            return ()
    return reading.street


def _middle_of(hundred: int) -> int:
    return hundred + 50
