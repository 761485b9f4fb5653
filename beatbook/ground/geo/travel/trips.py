"""What may be asked about travel, and what is answered: trips, routes, and why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from beatbook.contract.base import Refused
from beatbook.contract.values import Point, UnitKind


class Reason(StrEnum):
    """Why there is no trip, in words for the person who asked."""

    NO_MAP = "There is no map, so there are no travel times."
    MAP_LOADING = "The new map is being loaded; travel times follow in a moment."
    NO_WATERWAYS = "Travel times over water are not known."
    START_OFF_MAP = "The start is too far from any street."
    DESTINATION_OFF_MAP = "The destination is too far from any street."
    UNREACHABLE = "No open street leads from the start to the destination."


class NoRoute(Refused):
    """There is no way to travel between two places; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Trip:
    """How long the fastest way takes, and how long it is (None where that was not asked for)."""

    ms: int
    meters: float | None

    @property
    def seconds(self) -> float:
        return self.ms / 1000


class Trips(list[Trip | None]):
    """One trip per start, in the order of the starts; where it is None, ``reasons`` says why."""

    reasons: list[Reason | None]

    def __init__(self, answers: Iterable[Trip | Reason]) -> None:
        answers = list(answers)
        super().__init__(answer if isinstance(answer, Trip) else None for answer in answers)
        self.reasons = [None if isinstance(answer, Trip) else answer for answer in answers]


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a route along one street: ``"North on Castle Street, 0.2 mi"``."""

    words: str
    street: str  # empty where the street has no name
    meters: float


@dataclass(frozen=True, slots=True)
class Route:
    """The fastest way from a start to a destination, from street to street."""

    ms: int
    meters: float
    polyline: list[tuple[float, float]]  # (lat, lon)
    steps: list[Step]

    @property
    def seconds(self) -> float:
        return self.ms / 1000


class Direction(StrEnum):
    """A direction of travel on an edge of the street graph, told by the edge's own shape."""

    BOTH = "both"
    FORWARD = "forward"
    BACKWARD = "backward"


@dataclass(frozen=True, slots=True)
class Closure:
    """An edge closed to through traffic, in one direction or both.

    One may still leave a place on the closed edge or travel to it: units are sent to the scene
    that closed the street.
    """

    edge: int
    direction: Direction = Direction.BOTH


MEASURED = 10
"""How many of the soonest trips are measured in meters unless more are asked for."""


class TravelTimes(Protocol):
    """Travel times by street. Every answer is exact for the map, its closures and the mode."""

    def many_to_one(
        self,
        starts: Sequence[Point],
        destination: Point,
        mode: UnitKind,
        *,
        measure: int = MEASURED,
    ) -> Trips:
        """The trip from each start to the destination.

        Times are found in one sweep, but a length only by following the way itself: only the
        ``measure`` soonest trips carry meters.
        """
        ...

    def route(self, start: Point, destination: Point, mode: UnitKind) -> Route:
        """The way from a start to the destination; NoRoute where there is none."""
        ...
