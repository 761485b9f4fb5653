"""A stretch of street from words, "HARBOR between 3RD and 5TH", or from a point on the map.

The street is found as the geocoder finds streets, spelling and all; its cross streets only among
those that meet it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from beatbook.contract.base import Refused
from beatbook.ground.geo import graph as graphs
from beatbook.ground.geo import names, queries
from beatbook.ground.geo.blocks import Blocks, Stretch
from beatbook.ground.geo.models import Street
from beatbook.ground.geo.vocabulary import Lane
from beatbook.ground.geo.where import likeness, lookups

APART = 0.03
"""A street that fits this much better than the next is the one that was meant."""
MOST_CHOICES = 6
ACROSS = 0.35
"""A street whose cosine with a heading is smaller runs across it, neither with nor against."""

_HEADINGS = {"n": 0.0, "e": 90.0, "s": 180.0, "w": 270.0}
_HEADING = re.compile(r"[\s,]+(?:([NSEW])B|(north|south|east|west)bound)\s*$", re.IGNORECASE)
_BOTH_WAYS = re.compile(r"[\s,]+both\s+(?:ways|directions)\s*$", re.IGNORECASE)
_JOINT = r"\s*(?:/|\\|&|\band\b|\bto\b)\s*"
_BETWEEN = re.compile(
    rf"^(.+?)\s*(?:,|\b(?:between|betw|btwn|btw|from)\b)\s*(.+?){_JOINT}(.+)$", re.IGNORECASE
)
_PAIR = re.compile(r"^(.+?)\s*/\s*(.+)$")

Words = Sequence[str]


class StretchRefused(Refused):
    """The words or the point name no stretch of street, or more than one.

    `choices` are stretches as they can be typed.
    """

    field = "stretch"

    def __init__(self, message: str, choices: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.choices = tuple(choices)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the words: a street, and the two that bound the stretch, or none."""

    street: Words
    crosses: tuple[Words, Words] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch, and which way of it is meant."""

    stretch: Stretch
    lane: Lane = Lane.BOTH

    @property
    def heading(self) -> str:
        """ "eastbound", or nothing for both ways."""
        return heading_of(self.stretch.bearing, self.lane)


def heading_of(bearing: float, lane: Lane) -> str:
    """Which way traffic runs: the nearest of the four winds."""
    if lane == Lane.BOTH:
        return ""
    degrees = bearing if lane == Lane.WITH else bearing + 180.0
    return ("northbound", "eastbound", "southbound", "westbound")[round(degrees / 90.0) % 4]


def by_words(text: str) -> Found:
    """The stretch that the words name. StretchRefused says what is wrong, with the choices."""
    said, heading = _without_heading(text)
    blocks = _blocks()
    fitting = sorted(_fitting(read(said), blocks), key=lambda fit: -fit.whole)
    if not fitting:
        raise _unknown(read(said), blocks, said)
    best = fitting[0]
    _refuse_several([fit.stretch for fit in fitting if best.street - fit.street < APART])
    stretch = best.stretch
    return Found(stretch, _lane(stretch, heading))


def by_point(
    lat: float, lon: float, *, before: int = 0, after: int = 0, heading: str = ""
) -> Found:
    """The block nearest to a point, and so many blocks more on either side."""
    stretch = _blocks().at(lat, lon, before=before, after=after)
    if stretch is None:
        raise StretchRefused("There is no named street here. Choose a place on a street.")
    return Found(stretch, _lane(stretch, _HEADINGS.get(heading[:1].lower())))


def read(text: str) -> list[Reading]:
    """Every way to read the words, the most explicit first. Pure."""
    if explicit := _BETWEEN.match(text):
        street, first, second = (names.words(part) for part in explicit.groups())
        return [Reading(street, (first, second))] if street and first and second else []
    if pair := _PAIR.match(text):
        left, second = names.words(pair[1]), names.words(pair[2])
        return [Reading(left[:at], (left[at:], second)) for at in range(1, len(left)) if second]
    whole = names.words(text)
    return [Reading(whole)] if whole else []


def _without_heading(text: str) -> tuple[str, float | None]:
    text = _BOTH_WAYS.sub("", text)
    match = _HEADING.search(text)
    if match is None:
        return text, None
    return text[: match.start()], _HEADINGS[(match[1] or match[2])[0].lower()]


def _lane(stretch: Stretch, heading: float | None) -> Lane:
    if heading is None:
        return Lane.BOTH
    along = math.cos(math.radians(heading - stretch.bearing))
    if abs(along) < ACROSS:
        one, other = (heading_of(stretch.bearing, lane) for lane in (Lane.WITH, Lane.AGAINST))
        raise StretchRefused(f"{stretch.street} runs {one} and {other} there.")
    return Lane.WITH if along > 0 else Lane.AGAINST


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well the words fit a stretch: all of them, and those of its street alone."""

    whole: float
    street: float
    stretch: Stretch


def _fitting(readings: Iterable[Reading], blocks: Blocks) -> Iterator[_Fit]:
    """Every stretch that a reading names."""
    for reading in readings:
        for score, street in _streets(reading.street):
            if reading.crosses is None:
                stretch, whole = blocks.whole(street), score
            else:
                met = blocks.crossings(street)
                first, second = (_best(words, met, blocks) for words in reading.crosses)
                if first is None or second is None or first[1] == second[1]:
                    continue
                stretch = blocks.between(street, first[1], second[1])
                whole = (score + first[0] + second[0]) / 3
            if stretch is not None:
                yield _Fit(whole, score, stretch)


def _streets(written: Words) -> list[tuple[float, int]]:
    """(how well it fits, position in the graph) of the streets that the words may mean."""
    stored = queries.active_map()
    readings = names.StreetName.readings(written)
    if stored is None:
        return []
    found: list[tuple[float, lookups.Street]] = []
    for way in (lookups.Beginning(), lookups.Alike()):
        streets = way.streets(stored.pk, {one.base for one in readings})
        found = [(score, one) for one in streets if (score := _fit(readings, one.named))]
        if found:
            break
    positions = dict(
        Street.objects.filter(pk__in=[one.id for _, one in found]).values_list("pk", "position")
    )
    return [(score, positions[one.id]) for score, one in found]


def _best(written: Words, streets: Sequence[int], blocks: Blocks) -> tuple[float, int] | None:
    """The best fit among some streets of the graph."""
    readings = names.StreetName.readings(written)
    scored = [(_fit(readings, _named(blocks, street)), -street) for street in streets]
    score, street = max(scored, default=(0.0, 0))
    return (score, -street) if score else None


def _fit(readings: Sequence[names.StreetName], named: likeness.Named) -> float:
    score = max((likeness.of_street(one, "", named) for one in readings), default=0.0)
    return score if score >= likeness.LEAST else 0.0


def _named(blocks: Blocks, street: int) -> likeness.Named:
    return likeness.Named(names.StreetName.of(blocks.graph.street_names[street]))


def _refuse_several(stretches: Sequence[Stretch]) -> None:
    by_street = {one.street: _typed(one.street, one.corners) for one in stretches}
    if len(by_street) > 1:
        labels = sorted(by_street)
        choices = [by_street[street] for street in labels[:MOST_CHOICES]]
        raise StretchRefused(f"Which street: {_either(labels)}?", choices)


def _unknown(readings: Sequence[Reading], blocks: Blocks, said: str) -> StretchRefused:
    """Why nothing was found: no such street, or one that the others do not meet."""
    for reading in readings:
        known = max(_streets(reading.street), default=None)
        if known and reading.crosses:
            return _not_met(blocks, known[1], reading.crosses)
    return StretchRefused(f"No street on the map is called {said.strip() or 'that'}.")


def _not_met(blocks: Blocks, street: int, crosses: tuple[Words, Words]) -> StretchRefused:
    name, crossings = blocks.graph.street_names[street], blocks.crossings(street)
    met = sorted({blocks.graph.street_names[one] for one in crossings})
    missing = [words for words in crosses if _best(words, crossings, blocks) is None]
    if not missing:
        return StretchRefused(f"{name} does not run through between the two.")
    first, second = (" ".join(words) for words in crosses)
    choices = [
        _typed(name, (one, second) if missing[0] is crosses[0] else (first, one)) for one in met
    ]
    words = _either([" ".join(words).title() for words in missing])
    return StretchRefused(
        f"{name} does not meet {words}. It meets {_listed(met)}.", choices[:MOST_CHOICES]
    )


def _typed(street: str, corners: Sequence[str]) -> str:
    return f"{street}, {' / '.join(corners)}" if all(corners) else street


def _either(labels: Sequence[str]) -> str:
    return " or ".join((", ".join(labels[:-1]), labels[-1])) if len(labels) > 1 else labels[0]


def _listed(labels: Sequence[str]) -> str:
    shown = ", ".join(labels[:MOST_CHOICES])
    more = len(labels) - MOST_CHOICES
    return f"{shown} and {more} more" if more > 0 else shown or "no other street"


def _blocks() -> Blocks:
    stored = queries.active_map()
    if stored is None:
        raise StretchRefused("There is no map yet, so there are no streets to choose.")
    try:
        return _prepared(stored.key)
    except graphs.GraphError as fault:
        raise StretchRefused(
            "The map's streets cannot be read now. Import the map again."
        ) from fault


@lru_cache(maxsize=2)
def _prepared(key: str) -> Blocks:
    return Blocks(queries.graph_of(key))
