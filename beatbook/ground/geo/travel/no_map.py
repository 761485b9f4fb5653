"""What answers while an installation has no map: it says so, and never guesses by straight line."""

# ruff: noqa: ARG002 -- the questions are those of every TravelTimes

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beatbook.contract.values import Point, UnitKind
from beatbook.ground.geo.travel.driving import Driving
from beatbook.ground.geo.travel.snap import Snapped
from beatbook.ground.geo.travel.trips import MEASURED, NoRoute, Reason, Route, Trips


@dataclass(frozen=True, slots=True)
class NoMap:
    """The travel times of a process that has no map (yet): there are none, for this reason."""

    reason: Reason = Reason.NO_MAP

    def many_to_one(
        self,
        starts: Sequence[Point],
        destination: Point,
        mode: UnitKind,
        *,
        measure: int = MEASURED,
        driving: Driving = Driving.ORDINARY,
    ) -> Trips:
        return Trips(self.reason for _ in starts)

    def route(
        self,
        start: Point,
        destination: Point,
        mode: UnitKind,
        *,
        driving: Driving = Driving.ORDINARY,
    ) -> Route:
        raise NoRoute(self.reason)

    def snap(self, lat: float, lon: float, mode: UnitKind) -> Snapped | None:
        return None
