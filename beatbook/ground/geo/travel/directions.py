"""A way told to people: its line on the map, and its steps in words, street by street."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from beatbook.core import geometry, units
from beatbook.ground.geo.graph import ROAD_CLASSES
from beatbook.ground.geo.travel.network import Leg, Network
from beatbook.ground.geo.travel.planning import Way
from beatbook.ground.geo.travel.trips import Route, Step

HEADING_M = 100.0
"""The direction of a step is that of its first stretch: where one turns, not where it leads."""

UNNAMED = {
    "service": "a driveway",
    "track": "a track",
    "pedestrian": "a walkway",
    "footway": "a footpath",
    "path": "a path",
    "cycleway": "a bike path",
    "steps": "stairs",
    "bridleway": "a trail",
    "motorway_link": "a ramp",
    "trunk_link": "a ramp",
    "primary_link": "a ramp",
    "secondary_link": "a ramp",
    "tertiary_link": "a ramp",
}
"""What a street without a name is called, by its class; others are "an unnamed street"."""

Line = list[tuple[float, float]]


def describe(network: Network, way: Way) -> Route:
    """The route that a way is."""
    legs = [leg for leg in way.legs(network) if leg.end > leg.begin] or [way.first]
    return Route(way.ms, way.meters, _line(network, legs), list(_steps(network, legs)))


def _steps(network: Network, legs: list[Leg]) -> Iterator[Step]:
    for called, run in groupby(legs, key=lambda leg: _called(network, leg)):
        stretch = list(run)
        meters = sum(leg.meters for leg in stretch)
        heading = _heading(_line(network, stretch))
        words = f"{heading} on {called}, {units.distance_text(meters)}"
        yield Step(words, network.graph.street_name(int(network.arcs[stretch[0].arc])), meters)


def _called(network: Network, leg: Leg) -> str:
    graph, arc = network.graph, int(network.arcs[leg.arc])
    road_class = ROAD_CLASSES[graph.road_class[graph.edge[arc]]]
    return graph.street_name(arc) or UNNAMED.get(road_class, "an unnamed street")


def _heading(line: Line) -> str:
    start, ahead = line[0], line[-1]
    for point in line[1:]:
        if geometry.haversine_m(*start, *point) >= HEADING_M:
            ahead = point
            break
    return geometry.compass_word(geometry.bearing_deg(*start, *ahead))


def _line(network: Network, legs: list[Leg]) -> Line:
    line: Line = []
    for leg in legs:
        points = _part(network.graph.arc_shape(int(network.arcs[leg.arc])), leg.begin, leg.end)
        line.extend(points if not line or points[0] != line[-1] else points[1:])
    return line


def _part(shape: NDArray[np.float64], begin: float, end: float) -> Line:
    """The points of a shape from one fraction of its length to another, both included."""
    plane = geometry.LocalPlane(*shape[0])
    scale = (plane.meters_per_lat, plane.meters_per_lon)
    reached = np.concatenate(([0.0], np.cumsum(np.hypot(*(np.diff(shape, axis=0) * scale).T))))
    cuts = np.array((begin, end)) * reached[-1]
    inside = shape[(reached > cuts[0]) & (reached < cuts[1])]
    ends = np.column_stack([np.interp(cuts, reached, shape[:, axis]) for axis in (0, 1)])
    points = np.vstack((ends[:1], inside, ends[1:]))
    return [(float(lat), float(lon)) for lat, lon in points]
