"""Where somebody who drives a route is at a moment. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from beatbook.contract.values import Point
from beatbook.core import geometry, units


@dataclass(frozen=True, slots=True)
class Fix:
    """A position on the way: degrees, the heading in degrees, and miles an hour."""

    point: Point
    heading: float | None = None
    speed_mph: float = 0.0


@dataclass(frozen=True)
class Drive:
    """A line driven at an even pace from ``began`` on, for so many seconds."""

    line: Sequence[tuple[float, float]]
    began: datetime
    seconds: float
    _reached: list[float] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        reached = [0.0]
        for start, end in zip(self.line, self.line[1:], strict=False):
            reached.append(reached[-1] + geometry.haversine_m(*start, *end))
        object.__setattr__(self, "_reached", reached)

    @property
    def meters(self) -> float:
        return self._reached[-1]

    @property
    def ends(self) -> datetime:
        return self.began + timedelta(seconds=self.seconds)

    def at(self, now: datetime) -> Fix:
        """The position at a moment; the start before it began, the end after it ended."""
        share = (now - self.began).total_seconds() / self.seconds if self.seconds > 0 else 1.0
        if share >= 1.0 or self.meters == 0.0:
            return Fix(Point(*self.line[-1]))
        gone = max(0.0, share) * self.meters
        leg = min(bisect_right(self._reached, gone), len(self.line) - 1)
        start, end = self.line[leg - 1], self.line[leg]
        length = self._reached[leg] - self._reached[leg - 1]
        part = (gone - self._reached[leg - 1]) / length if length else 0.0
        between = [a + (b - a) * part for a, b in zip(start, end, strict=True)]
        speed = units.miles(self.meters) * 3600 / self.seconds
        return Fix(Point(between[0], between[1]), geometry.bearing_deg(*start, *end), speed)
