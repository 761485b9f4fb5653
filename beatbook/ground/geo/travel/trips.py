"""What may be asked about travel, and what is answered: trips, routes, and why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from beatbook.contract.base import Refused
from beatbook.contract.values import Point, UnitKind
from beatbook.ground.geo.travel.driving import Driving


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


class Maneuver(StrEnum):
    """What one does where a step of a route begins."""

    DEPART = "depart"
    CONTINUE = "continue"
    BEAR_LEFT = "bear_left"
    BEAR_RIGHT = "bear_right"
    LEFT = "left"
    RIGHT = "right"
    SHARP_LEFT = "sharp_left"
    SHARP_RIGHT = "sharp_right"
    BACK = "back"
    ARRIVE = "arrive"
    ARRIVE_LEFT = "arrive_left"
    ARRIVE_RIGHT = "arrive_right"


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a route along one street: ``"Turn left onto Castle Street, 0.2 mi"``.

    The last step is the arrival. ``words`` says the rest in English.
    """

    words: str
    maneuver: Maneuver
    street: str  # empty where the street has no name
    road_class: str
    heading: str  # "North", where one departs; else empty
    stays: bool  # on the street one is on already
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
    """An edge closed to through traffic, or slowed, in one direction or both.

    One may still leave a place on the closed edge or travel to it: units are sent to the scene
    that closed the street.
    """

    edge: int
    direction: Direction = Direction.BOTH
    percent: int = 0  # of the usual speed that is left; 0 is closed


MEASURED = 5
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
        driving: Driving = Driving.ORDINARY,
    ) -> Trips:
        """The trip from each start to the destination.

        Times are found in one sweep, but a length only by following the way itself: only the
        ``measure`` soonest trips carry meters.
        """
        ...

    def route(
        self,
        start: Point,
        destination: Point,
        mode: UnitKind,
        *,
        driving: Driving = Driving.ORDINARY,
    ) -> Route:
        """The way from a start to the destination; NoRoute where there is none."""
        ...
