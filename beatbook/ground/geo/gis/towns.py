"""Which lines of one name are streets of two towns, where a county's file says the towns.

A street that runs on from one town into the next with its numbers going on stays one street. Where
the lines do not meet, or the numbers begin again, they are two: 12 Elm Street is there twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from beatbook.ground.geo import names
from beatbook.ground.geo.gis.centerlines import Centerline
from beatbook.ground.geo.gis.ranges import Span
from beatbook.ground.geo.osm import reading, streets
from beatbook.ground.geo.vocabulary import Side

NO_TOWNS = frozenset({"", "unincorporated", "unincorporated area", "none", "na", "unknown"})
MOST_SHARED = 0.1
"""Of the numbers: so many may be in two towns by a slip of the file."""


@dataclass(slots=True)
class _Part:
    """Lines of one name in one town, or in several whose numbers go on."""

    positions: list[int] = field(default_factory=list)
    nodes: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)

    def add(self, other: _Part) -> None:
        self.positions += other.positions
        self.nodes |= other.nodes
        self.numbers |= other.numbers

    def goes_on_in(self, other: _Part) -> bool:
        return bool(self.nodes & other.nodes) and not self.repeats(other)

    def repeats(self, other: _Part) -> bool:
        fewer = min(len(self.numbers), len(other.numbers))
        return len(self.numbers & other.numbers) > MOST_SHARED * fewer


def parting(ways: Sequence[reading.Way], lines: Sequence[Centerline]) -> streets.Parting:
    """Parts the lines of a name by their towns; `ways[i]` is made of `lines[ways[i].id]`."""

    def part(positions: list[int]) -> list[list[int]]:
        of_town: dict[str, _Part] = defaultdict(_Part)
        for position in positions:
            way = ways[position]
            line = lines[way.id]
            of_town[_town(line.city)].add(
                _Part([position], set(way.refs), set(_numbers(line.spans)))
            )
        outside = of_town.pop("", None)
        parts = _joined(of_town.values())
        if outside is not None:
            parts = _with_outside(parts, outside)
        return sorted(sorted(one.positions) for one in parts)

    return part


def _joined(parts: Iterable[_Part]) -> list[_Part]:
    """Parts that go on in one another, put together."""
    found: list[_Part] = []
    for part in parts:
        for other in [one for one in found if one.goes_on_in(part)]:
            if other.goes_on_in(part):
                part.add(other)
                found.remove(other)
        found.append(part)
    return found


def _with_outside(parts: list[_Part], outside: _Part) -> list[_Part]:
    """Lines of no town belong to the street that they touch, or else to any whose numbers allow."""
    if not any(part.goes_on_in(outside) for part in parts):
        home = next((part for part in parts if not part.repeats(outside)), None)
        if home is not None:
            home.add(outside)
            return parts
    return _joined([*parts, outside])


def _town(city: str) -> str:
    key = names.place_key(city)
    return "" if key in NO_TOWNS else key


def _numbers(spans: Iterable[Span]) -> Iterable[int]:
    for span in spans:
        low, high = sorted((span.first, span.last))
        yield from range(low, high + 1, span.step)


class Sides:
    """Whose the house numbers on the right side are, where a street is the line between towns."""

    def __init__(self, named: streets.Named) -> None:
        self._there = {
            (key, _town(named.streets[street].locality)): street
            for key, found in named.by_key.items()
            for street in found
        }

    def street_of(self, span: Span, line: Centerline, street: int) -> int:
        """The street of the other town that has the same name; the line's own if there is none."""
        town = _town(line.city_right)
        if span.side is Side.LEFT or town in ("", _town(line.city)):
            return street
        return self._there.get((names.StreetName.of(line.name).key, town), street)
