"""A stretch of street from words, "HARBOR between 3RD and 5TH", or from a point on the map.

The street is found as the geocoder finds streets, spelling and all; its cross streets only among
those that meet it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from beatbook.contract.base import Refused
from beatbook.ground.geo import graph as graphs
from beatbook.ground.geo import names, queries
from beatbook.ground.geo.blocks import Blocks, Stretch
from beatbook.ground.geo.spellings import TYPES
from beatbook.ground.geo.vocabulary import Lane, MatchKind
from beatbook.ground.geo.where import book, geocode, likeness, lookups

APART = 0.03
"""A street that fits this much better than the next is the one that was meant."""
MOST_CHOICES = 6
BOTH = "Name the street and the two it lies between: HARBOR 3RD/5TH."
ACROSS = 0.35
"""A street whose cosine with a heading is smaller runs across it, neither with nor against."""

_NUMBERED = frozenset({MatchKind.ADDRESS, MatchKind.BLOCK})
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
    whole, heading = _without_heading(text)
    blocks = _blocks()
    said, town = _without_town(whole)
    fitting = sorted(_fitting(read(said), blocks, town), key=lambda fit: -fit.whole)
    if not fitting:
        stretch = _numbered(said, blocks, town)
        if stretch is None:
            raise _unknown(read(said), blocks, whole)
        return Found(stretch, _lane(stretch, heading))
    best = fitting[0]
    _refuse_several([fit for fit in fitting if best.street - fit.street < APART])
    return Found(best.stretch, _lane(best.stretch, heading))


def by_point(
    lat: float, lon: float, *, before: int = 0, after: int = 0, heading: str = ""
) -> Found:
    """The block nearest to a point, and so many blocks more on either side."""
    stretch = _blocks().at(lat, lon, before=before, after=after)
    if stretch is None:
        raise StretchRefused(_("There is no named street here. Choose a place on a street."))
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
        raise StretchRefused(
            _("{street} runs {one} and {other} there.").format(
                street=stretch.street, one=one, other=other
            )
        )
    return Lane.WITH if along > 0 else Lane.AGAINST


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well the words fit a stretch: all of them, and those of its street alone."""

    whole: float
    street: float
    stretch: Stretch
    position: int
    town: str = ""


def _fitting(readings: Iterable[Reading], blocks: Blocks, town: str) -> Iterator[_Fit]:
    """Every stretch that a reading names, in that town if one is given."""
    for reading in readings:
        for score, street, its_town in _streets(reading.street, town):
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
                yield _Fit(whole, score, stretch, street, its_town)


def _streets(written: Words, town: str = "") -> list[tuple[float, int, str]]:
    """(how well it fits, position in the graph, town) of the streets that the words may mean."""
    stored = queries.active_map()
    readings = names.StreetName.readings(written)
    if stored is None:
        return []
    found: list[tuple[float, lookups.Street]] = []
    for way in (lookups.Beginning(), lookups.Alike()):
        streets = way.streets(stored.pk, {one.base for one in readings})
        here = [one for one in streets if town in ("", one.named.locality)]
        found = [(score, one) for one in here if (score := _fit(readings, one.named))]
        if found:
            break
    return [(score, one.position, one.locality) for score, one in found]


def _without_town(text: str) -> tuple[str, str]:
    """Without a town of the map after the last comma: "Elm St, 3rd / 5th, Beta"."""
    before, comma, last = text.rpartition(",")
    stored = queries.active_map()
    town = names.place_key(last) if comma and stored else ""
    if stored and town and town in book.towns_of(stored.pk):
        return before, town
    return text, ""


_HOUSE_OR_BLOCK = re.compile(
    r"^\s*\d+[a-z]?\s*(?:-?\s*(?:block|blk)\.?)?\s+(?:of\s+)?(?=\S)", re.IGNORECASE
)


def _numbered(said: str, blocks: Blocks, town: str) -> Stretch | None:
    """The block of a house number or of a hundred: "800 BLOCK OF SHORE DRIVE"."""
    number = _HOUSE_OR_BLOCK.match(said)
    answer = geocode.find(f"{said}, {town}" if town else said, limit=MOST_CHOICES)
    sure = [one for one in answer.matches if one.kind in _NUMBERED and one.score >= likeness.WELL]
    if number is None or not sure or sure[0] is not answer.matches[0]:
        return None
    if answer.ambiguous:
        raise StretchRefused(f"{answer.said}.", [one.label for one in sure])
    streets = [street for _, street, _ in _streets(names.words(said[number.end() :]), town)]
    near = (blocks.at(sure[0].lat, sure[0].lon, street=street) for street in streets)
    return next((stretch for stretch in near if stretch), None)


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


def _refuse_several(fits: Sequence[_Fit]) -> None:
    """Refuse to guess between streets; those of one name are told apart by their towns."""
    meant = list({fit.position: fit for fit in reversed(fits)}.values())
    if len(meant) == 1:
        return
    called = Counter(fit.stretch.street for fit in meant)
    choices: dict[str, str] = {}
    for fit in meant:
        name, town = fit.stretch.street, fit.town
        typed = _typed(name, fit.stretch.corners)
        if called[name] > 1 and town:
            choices[f"{name} in {town}"] = f"{typed}, {town}"
        else:
            choices[name] = typed
    labels = sorted(choices)
    if len(labels) == 1:
        raise StretchRefused(
            _("{meant} streets are called {labels}: choose on the map.").format(
                meant=len(meant), labels=labels[0]
            )
        )
    raise StretchRefused(
        _("Which street: {labels}?").format(labels=_either(labels)),
        [choices[one] for one in labels[:MOST_CHOICES]],
    )


def _unknown(readings: Sequence[Reading], blocks: Blocks, said: str) -> StretchRefused:
    """Why nothing was found: no such street, or one that the others do not meet."""
    named = [one for one in readings if one.crosses and not set(one.crosses[0]) <= TYPES.keys()]
    known = [
        (score, len(reading.street), street, reading.crosses)
        for reading in named
        for score, street, _ in _streets(reading.street)
        if reading.crosses
    ]
    if known:
        _, _, street, crosses = max(known)
        return _not_met(blocks, street, crosses)
    if "/" in said and not named:
        return StretchRefused(BOTH)
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
        raise StretchRefused(_("There is no map yet, so there are no streets to choose."))
    try:
        return _prepared(stored.key)
    except graphs.GraphError as fault:
        raise StretchRefused(
            _("The map's streets cannot be read now. Import the map again.")
        ) from fault


@lru_cache(maxsize=2)
def _prepared(key: str) -> Blocks:
    return Blocks(queries.graph_of(key))
