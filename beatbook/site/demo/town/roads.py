"""What every layer draws with: a road, its class, and how its houses are counted."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field, replace

from shapely import LineString
from shapely.ops import substring

RANK = {
    "primary": 0, "secondary": 1, "tertiary": 2, "residential": 3, "pedestrian": 4,
    "service": 5, "footway": 6, "rail": 7,
}  # fmt: skip
"""The classes of way we draw, the most important first. Railways are ways that cars do not use."""

HALF_WIDTH = {
    "primary": 9.0, "secondary": 8.0, "tertiary": 7.0, "residential": 6.0, "pedestrian": 4.0,
    "service": 2.5, "footway": 1.5, "rail": 9.0,
}  # fmt: skip
"""Meters from the middle of a road to where a lot may begin."""

MPH = {"primary": 40, "secondary": 30, "tertiary": 25, "residential": 25}
"""Speed limits, where they are posted."""

FRONTAGE_M = 3.4
"""Eleven feet of frontage carry one pair of house numbers: odd on the right, even on the left."""

LAST_PAIR = 48


@dataclass(frozen=True)
class Numbering:
    """House numbers along a street. A new hundred begins at each mark.

    ``start`` is where on the count the road's first point lies, in meters. Beyond the last mark
    the hundreds go on at ``pitch``.
    """

    start: float = 0.0
    marks: tuple[float, ...] = ()
    pitch: float = 100.0

    def number(self, along: float, right: bool) -> int:
        """The house number ``along`` meters from the road's first point."""
        hundred, into = self._hundred(self.start + along)
        pair = min(LAST_PAIR, int(into / FRONTAGE_M))
        return 100 * hundred + 2 * pair + (1 if right else 2)

    def along(self, number: int) -> float:
        """Where the house of a number stands, in meters from the road's first point."""
        hundred, rest = divmod(number, 100)
        if hundred <= len(self.marks):
            begins = (0.0, *self.marks)[hundred]
        else:
            begins = self.marks[-1] if self.marks else 0.0
            begins += (hundred - len(self.marks)) * self.pitch
        return begins + (rest - 1) // 2 * FRONTAGE_M + FRONTAGE_M / 2 - self.start

    def _hundred(self, at: float) -> tuple[int, float]:
        last = self.marks[-1] if self.marks else 0.0
        if at >= last:
            return len(self.marks) + int((at - last) // self.pitch), (at - last) % self.pitch
        index = bisect.bisect_right(self.marks, at)
        return index, at - (self.marks[index - 1] if index else 0.0)


@dataclass(frozen=True)
class Road:
    """One way on the map. ``line`` runs the way its house numbers rise."""

    line: LineString
    cls: str
    name: str = ""
    numbering: Numbering = field(default_factory=Numbering)
    oneway: int = 0
    """1: only the way the house numbers rise. -1: only the way they fall."""
    tags: tuple[tuple[str, str], ...] = ()

    @property
    def for_cars(self) -> bool:
        return RANK[self.cls] <= RANK["residential"] or self.cls == "service"

    def along(self, line: LineString) -> Road:
        """The same road on another line."""
        return replace(self, line=line)

    def part(self, start: float, end: float) -> Road:
        """The road between two distances from its first point; its houses keep their numbers."""
        return self._counted_from(start, substring(self.line, start, end))

    def between(self, first: int, last: int) -> Road:
        """The road from one of its vertices to another; its houses keep their numbers."""
        coords = list(self.line.coords)
        start = LineString(coords[: first + 1]).length if first else 0.0
        return self._counted_from(start, LineString(coords[first : last + 1]))

    def _counted_from(self, start: float, line: LineString) -> Road:
        count = replace(self.numbering, start=self.numbering.start + start)
        return replace(self, line=line, numbering=count)
