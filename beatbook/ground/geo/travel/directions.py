"""A way told to people: its line on the map, and its steps, street by street and turn by turn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from beatbook.contract.values import Point
from beatbook.core import geometry
from beatbook.ground.geo.graph import ROAD_CLASSES
from beatbook.ground.geo.travel import turns, words
from beatbook.ground.geo.travel.network import Network
from beatbook.ground.geo.travel.planning import Leg, Way
from beatbook.ground.geo.travel.trips import Maneuver, Route, Step

HEADING_M = 100.0
"""The direction in which one departs is that of the first stretch, not where it leads."""

BEAR_DEG, TURN_DEG, SHARP_DEG = 25.0, 50.0, 135.0
"""From these angles on one bears, turns, turns sharp. Below the first one goes on."""

BESIDE_M = 4.0
"""A place nearer to the middle of the street than this is on neither side of it."""

Line = list[tuple[float, float]]


def describe(network: Network, way: Way, destination: Point) -> Route:
    """The route that a way is; ``destination`` is the place meant, beside the street or on it."""
    legs = [leg for leg in way.legs if leg.end > leg.begin]
    steps = list(_steps(network, legs)) if legs else []
    steps.append(_arrival(network, legs[-1] if legs else way.first, destination))
    return Route(way.ms, way.meters, _line(network, legs or [way.first]), steps)


def _steps(network: Network, legs: list[Leg]) -> Iterator[Step]:
    """A step begins where the street changes its name, and where one turns off it."""
    stretches: list[tuple[Maneuver, list[Leg]]] = [(Maneuver.DEPART, [legs[0]])]
    for before, leg in pairwise(legs):
        maneuver = _maneuver(network, before.arc, leg.arc)
        same = _called(network, before) == _called(network, leg)
        if same and not _turns_off(network, leg, maneuver):
            stretches[-1][1].append(leg)
        else:
            stretches.append((maneuver, [leg]))
    earlier: Leg | None = None
    for maneuver, stretch in stretches:
        stays = earlier is not None and _called(network, earlier) == _called(network, stretch[0])
        yield _step(network, maneuver, stretch, stays)
        earlier = stretch[-1]


def _step(network: Network, maneuver: Maneuver, stretch: list[Leg], stays: bool) -> Step:
    street, road_class = _called(network, stretch[0])
    meters = sum(float(network.meters[leg.arc]) * (leg.end - leg.begin) for leg in stretch)
    heading = _heading(_line(network, stretch)) if maneuver == Maneuver.DEPART else ""
    return words.step(maneuver, street, road_class, meters=meters, heading=heading, stays=stays)


def _called(network: Network, leg: Leg) -> tuple[str, str]:
    """The name of the street, and its class, which matters only where there is no name."""
    graph, arc = network.graph, int(network.arcs[leg.arc])
    name = graph.street_name(arc)
    return name, "" if name else ROAD_CLASSES[graph.road_class[graph.edge[arc]]]


def _maneuver(network: Network, arriving: int, onto: int) -> Maneuver:
    """What one does where the first arc ends and the second begins."""
    graph = network.graph
    arcs = network.arcs[[arriving, onto]]
    if graph.edge[arcs[0]] == graph.edge[arcs[1]]:
        return Maneuver.BACK
    leaving_deg, arriving_deg = turns.headings_deg(graph, arcs)
    turned = float(turns.deviation_deg(arriving_deg[:1], leaving_deg[1:])[0])
    left = turned < 0
    if abs(turned) < BEAR_DEG:
        return Maneuver.CONTINUE
    if abs(turned) < TURN_DEG:
        return Maneuver.BEAR_LEFT if left else Maneuver.BEAR_RIGHT
    if abs(turned) < SHARP_DEG:
        return Maneuver.LEFT if left else Maneuver.RIGHT
    return Maneuver.SHARP_LEFT if left else Maneuver.SHARP_RIGHT


def _turns_off(network: Network, leg: Leg, maneuver: Maneuver) -> bool:
    """Does one turn, before this leg, where one could also have gone on another street?"""
    if maneuver in (Maneuver.CONTINUE, Maneuver.BEAR_LEFT, Maneuver.BEAR_RIGHT):
        return False
    graph, arcs = network.graph, network.arcs
    junction = graph.tail[arcs[leg.arc]]
    meeting = (graph.tail[arcs] == junction) | (graph.head[arcs] == junction)
    return len(np.unique(graph.edge[arcs[meeting]])) > 2 or maneuver == Maneuver.BACK


def _arrival(network: Network, last: Leg, destination: Point) -> Step:
    """On which side of the street, as one comes along it, the place is."""
    line = _line(network, [last])
    plane = geometry.LocalPlane(*line[-1])
    east, north = plane.to_xy(destination.lat, destination.lon)
    back_x, back_y = plane.to_xy(*line[0])
    maneuver = Maneuver.ARRIVE
    if float(np.hypot(east, north)) >= BESIDE_M and (back_x, back_y) != (0.0, 0.0):
        beside = -back_x * north + back_y * east
        maneuver = Maneuver.ARRIVE_LEFT if beside > 0 else Maneuver.ARRIVE_RIGHT
    street, road_class = _called(network, last)
    return words.step(maneuver, street, road_class, meters=0.0)


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
