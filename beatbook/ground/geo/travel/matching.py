"""Where somebody drives, and which way, from a few positions in a row.

One position tells the street badly: with 8 m of noise the nearest short stretch is often the one
round the corner, and nothing tells the direction. Of all the ways that could have led past a few
positions, this takes the likeliest: near the positions, and about as long as the steps between
them (a hidden Markov model, solved by Viterbi's method).
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from beatbook.contract.values import Point
from beatbook.core import geometry
from beatbook.ground.geo.travel.network import Network
from beatbook.ground.geo.travel.snap import Snapped
from beatbook.ground.geo.travel.streets import Streets

MOST_FIXES = 6
LONGEST = timedelta(seconds=60)
"""What is older than this, seen from the last position, tells nothing."""

AROUND_M, MOST_STREETS = 45.0, 8
NOISE_M = 8.0
DETOUR_M = 12.0
"""How much a way typically differs from the steps between the positions."""

STANDING_M = 15.0
"""Who has moved less than this may have turned: the direction is not known."""

NO_WAY = 40.0
"""As unlikely as a position seventy meters off: a leap, which noise can also be."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A position, and when it was taken."""

    point: Point
    at: datetime


@dataclass(frozen=True, slots=True)
class Matched:
    """A place on a street; ``forward`` is the direction along the edge's shape, if it is known."""

    place: Snapped
    street: str
    forward: bool | None


@dataclass(frozen=True, slots=True)
class _State:
    """On an arc, so many meters from its beginning."""

    place: Snapped
    arc: int
    gone_m: float


class Matcher:
    """Matches short histories to the streets of one mode."""

    def __init__(self, streets: Streets, mode: str) -> None:
        self._streets = streets
        self._mode = mode
        self._network: Network = streets.network(mode)
        links = self._network.links
        self._by_tail = np.argsort(links.tail, kind="stable")
        self._first = np.searchsorted(links.tail[self._by_tail], np.arange(links.node_count + 1))

    def match(self, fixes: Sequence[Fix]) -> Matched | None:
        """The place of the last fix, oldest first; None if it is off the map."""
        if not fixes:
            return None
        last = fixes[-1]
        recent = [fix.point for fix in fixes if last.at - fix.at <= LONGEST][-MOST_FIXES:]
        known = [(point, states) for point in recent if (states := self._states(point))]
        if not known or known[-1][0] is not last.point:
            return self._alone(last.point)
        points, layers = [point for point, _ in known], [states for _, states in known]
        best = self._likeliest(points, layers)
        moved = max(_meters(points[0], point) for point in points)
        along = bool(self._network.graph.forward[self._network.arcs[best.arc]])
        return self._told(best.place, along if moved >= STANDING_M else None)

    def _alone(self, point: Point) -> Matched | None:
        """Far from every street, but perhaps not off the map."""
        (place,) = self._streets.snap([point], self._mode)
        return self._told(place, None) if place else None

    def _told(self, place: Snapped, forward: bool | None) -> Matched:
        return Matched(place, self._streets.street_of(place.edge), forward)

    def _states(self, point: Point) -> list[_State]:
        """Each street around a position, in each direction in which it may be driven."""
        states = []
        for place in self._streets.near(point, self._mode, AROUND_M)[:MOST_STREETS]:
            for forward in (True, False):
                arc = self._network.arc_on(place.edge, forward=forward)
                if arc is not None:
                    length = float(self._network.meters[arc])
                    gone = place.offset_m if forward else length - place.offset_m
                    states.append(_State(place, arc, gone))
        return states

    def _likeliest(self, points: list[Point], layers: list[list[_State]]) -> _State:
        """The last state of the way that costs least, in units of unlikeliness."""
        costs = [_off(state) for state in layers[0]]
        for step in range(1, len(layers)):
            straight = _meters(points[step - 1], points[step])
            ways = [self._reach(state, straight) for state in layers[step - 1]]
            costs = [
                _off(state)
                + min(
                    cost + _step_cost(self._along(before, state, reach), straight)
                    for cost, before, reach in zip(costs, layers[step - 1], ways, strict=True)
                )
                for state in layers[step]
            ]
        return layers[-1][int(np.argmin(costs))]

    def _reach(self, state: _State, straight: float) -> dict[int, float]:
        """Meters from a state to the beginning of each arc that is not too far ahead."""
        links, meters = self._network.links, self._network.meters
        limit = straight + 5 * DETOUR_M
        reached: dict[int, float] = {}
        ahead = [(float(meters[state.arc]) - state.gone_m, state.arc)]
        while ahead:
            gone, arc = heapq.heappop(ahead)
            node = int(links.exit[arc])
            for link in self._by_tail[self._first[node] : self._first[node + 1]].tolist():
                following = int(links.arc[link])
                if following not in reached and gone <= limit:
                    reached[following] = gone
                    heapq.heappush(ahead, (gone + float(meters[following]), following))
        return reached

    @staticmethod
    def _along(before: _State, state: _State, reach: dict[int, float]) -> float | None:
        """Meters traveled between two states; a little backward on one arc is noise."""
        if before.arc == state.arc and state.gone_m - before.gone_m > -2 * NOISE_M:
            return max(0.0, state.gone_m - before.gone_m)
        start = reach.get(state.arc)
        return None if start is None else start + state.gone_m


def _off(state: _State) -> float:
    return (state.place.distance_m / NOISE_M) ** 2 / 2


def _step_cost(traveled: float | None, straight: float) -> float:
    return NO_WAY if traveled is None else min(NO_WAY, abs(traveled - straight) / DETOUR_M)


def _meters(one: Point, other: Point) -> float:
    return geometry.haversine_m(one.lat, one.lon, other.lat, other.lon)
