"""What answers while an installation has no map: it says so, and never guesses by straight line."""

# ruff: noqa: ARG002 -- the questions are those of every TravelTimes

from __future__ import annotations

from collections.abc import Sequence

from beatbook.contract.values import Point, UnitKind
from beatbook.ground.geo.travel.network import Snapped
from beatbook.ground.geo.travel.trips import MEASURED, NoRoute, Reason, Route, Trips


class NoMap:
    """The travel times of an installation that has no map yet: there are none."""

    def many_to_one(
        self,
        starts: Sequence[Point],
        destination: Point,
        mode: UnitKind,
        *,
        measure: int = MEASURED,
    ) -> Trips:
        return Trips(Reason.NO_MAP for _ in starts)

    def route(self, start: Point, destination: Point, mode: UnitKind) -> Route:
        raise NoRoute(Reason.NO_MAP)

    def snap(self, lat: float, lon: float, mode: UnitKind) -> Snapped | None:
        return None
