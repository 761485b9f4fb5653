"""Streets closed or slowed for a while: which arcs that means, and how long those take.

A closure is kept as a line on the map, so that it outlives the map on which it was drawn; ``along``
finds the streets under it on the map that is served now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from beatbook.ground.geo.graph import StreetGraph
from beatbook.ground.geo.travel.network import Network
from beatbook.ground.geo.travel.search import CLOSED
from beatbook.ground.geo.travel.streets import Streets
from beatbook.ground.geo.travel.trips import Closure, Direction
from beatbook.ground.geo.vocabulary import Lane

NEAR_M = 15.0
"""A street this near to the line, and along it, may be meant: maps differ by that much."""

COVERED = 0.5
"""The share of an edge, or of a line that is shorter, that must lie on the other."""

SAMPLES = 24

Side = tuple[int, bool]
"""An edge in one direction: (edge, forward)."""

Sides = Mapping[Side, int]
"""The percent of the usual speed that is left on each; 0 where it is closed."""

Line = Sequence[tuple[float, float]]
"""(lat, lon) points."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A closure as it is kept: a line of (lat, lon) points with the name of its street."""

    line: tuple[tuple[float, float], ...]
    lane: Lane = Lane.BOTH
    street: str = ""
    percent: int = 0  # of the usual speed; 0 is closed


def sides(closures: Iterable[Closure]) -> Sides:
    """What some closures leave of the speed of each side. Of several the slowest counts."""
    found: dict[Side, int] = {}
    for closure in closures:
        for forward, spared in ((True, Direction.BACKWARD), (False, Direction.FORWARD)):
            if closure.direction != spared:
                side = (closure.edge, forward)
                found[side] = min(closure.percent, found.get(side, 100))
    return found


def check(wanted: Sides, graph: StreetGraph) -> None:
    """Raise ValueError if an edge is not of this graph: it may be of an older map."""
    for edge, _ in wanted:
        if not 0 <= edge < graph.edge_count:
            raise ValueError(f"The map has no edge {edge}.")


def changes(before: Sides, after: Sides) -> Sides:
    """The sides that differ, as they are after; 100 where they are as usual again."""
    every = before.keys() | after.keys()
    new = {side: after.get(side, 100) for side in every}
    return {side: percent for side, percent in new.items() if percent != before.get(side, 100)}


def arc_times(network: Network, changed: Sides) -> dict[int, int]:
    """The times, in milliseconds, of the network's arcs on these sides."""
    found = {}
    for (edge, forward), percent in changed.items():
        arc = network.arc_on(edge, forward=forward)
        if arc is not None:
            usual = int(network.ms[arc])
            found[arc] = round(usual * 100 / percent) if percent else CLOSED
    return found


def along(streets: Streets, line: Line, lane: Lane = Lane.BOTH, street: str = "") -> list[Closure]:
    """The edges that lie along a line, closed with it, against it, or both ways.

    Streets that cross it or run beside it under another name are not meant. Where a street of the
    given name lies along the line only its edges are.
    """
    if len(line) < 2:
        return []
    plane = streets.segments
    x, y = plane.to_xy(*np.array(line, dtype=np.float64).T)
    drawn = shapely.linestrings(x, y)
    found = streets.edges_near(drawn.bounds, NEAR_M)
    covering = [(edge, turned) for edge in found if (turned := _along(streets, edge, drawn))]
    named = [pair for pair in covering if street and streets.street_of(pair[0]) == street]
    return [Closure(edge, _direction(lane, turned)) for edge, turned in named or covering]


def found_on(streets: Streets, standing: Standing) -> list[Closure]:
    """A closure that is kept as a line, as edges of these streets."""
    edges = along(streets, standing.line, standing.lane, standing.street)
    return [Closure(one.edge, one.direction, standing.percent) for one in edges]


def _along(streets: Streets, edge: int, drawn: shapely.LineString) -> int:
    """1 if the edge lies along the line, -1 if against it, 0 if it does neither."""
    shape = streets.line_of(edge)
    shares = np.linspace(0.0, 1.0, SAMPLES)
    points = shapely.line_interpolate_point(shape, shares, normalized=True)
    near = shapely.distance(points, drawn) <= NEAR_M
    if not near.any():
        return 0
    places = shapely.line_locate_point(drawn, points[near])
    advance = float(places[-1] - places[0])
    wanted = COVERED * min(shape.length, drawn.length)
    return int(np.sign(advance)) if abs(advance) >= max(wanted, 1e-6) else 0


def _direction(lane: Lane, turned: int) -> Direction:
    if lane == Lane.BOTH:
        return Direction.BOTH
    with_edge = (lane == Lane.WITH) == (turned > 0)
    return Direction.FORWARD if with_edge else Direction.BACKWARD
