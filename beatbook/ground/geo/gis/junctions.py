"""Where centerlines meet: at ends that share a place, or that the file says are one node.

Lines that cross without a shared end do not meet: that is how a bridge is drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import KDTree

from beatbook.core import geometry
from beatbook.ground.geo.gis.centerlines import Centerline, Line

NEAR_M = 1.0
"""Ends this near are one junction: survey files are exact to inches."""
ONE_NODE_M = 25.0
"""A node id whose ends lie further apart is no node id."""


@dataclass(slots=True)
class Joined:
    """For each centerline its points, ends moved together, and a number for each point."""

    lines: list[Line]
    refs: list[list[int]]


def join(streets: Sequence[Centerline]) -> Joined:
    """Number the points of every line so that only real junctions share a number."""
    ends = np.array([end for street in streets for end in (street.line[0], street.line[-1])])
    plane = geometry.LocalPlane(float(ends[:, 1].mean()), float(ends[:, 0].mean()))
    meters = _meters(ends, plane)
    nodes = _trusted([node for street in streets for node in street.nodes], meters)
    levels = [level or "0" for street in streets for level in street.levels]
    group = _groups(meters, nodes, levels)
    place = {
        int(g): (float(x), float(y)) for g, (x, y) in zip(group[::-1], ends[::-1], strict=True)
    }
    lines, refs, fresh = [], [], len(ends)
    for position, street in enumerate(streets):
        first, last = int(group[2 * position]), int(group[2 * position + 1])
        inside = street.line[1:-1]
        lines.append([place[first], *inside, place[last]])
        refs.append([first, *range(fresh, fresh + len(inside)), last])
        fresh += len(inside)
    joined = Joined(lines, refs)
    if not any(nodes):
        _join_in_the_middle(joined, meters, group, levels, plane)
    return joined


def _meters(points: NDArray[np.float64], plane: geometry.LocalPlane) -> NDArray[np.float64]:
    scale = np.array([plane.meters_per_lon, plane.meters_per_lat])
    meters: NDArray[np.float64] = (points - np.array([plane.lon, plane.lat])) * scale
    return meters


def _trusted(nodes: list[str], meters: NDArray[np.float64]) -> list[str]:
    """The node ids, if each lies at one place; none at all if the column means something else."""
    places: dict[str, list[int]] = defaultdict(list)
    for position, node in enumerate(nodes):
        if node:
            places[node].append(position)
    spread = [np.ptp(meters[found], axis=0).max() for found in places.values()]
    wrong = sum(width > ONE_NODE_M for width in spread)
    return nodes if wrong <= 0.02 * len(spread) else [""] * len(nodes)


def _groups(
    meters: NDArray[np.float64], nodes: Sequence[str], levels: Sequence[str]
) -> NDArray[np.int64]:
    """For each end the number of its junction."""
    parent = list(range(len(meters)))

    def root(position: int) -> int:
        while parent[position] != position:
            parent[position] = parent[parent[position]]
            position = parent[position]
        return position

    first_of: dict[str, int] = {}
    for position, node in enumerate(nodes):
        first = first_of.setdefault(node, position) if node else position
        if first != position and np.ptp(meters[[first, position]], axis=0).max() <= ONE_NODE_M:
            parent[root(position)] = root(first)
    for one, other in KDTree(meters).query_pairs(NEAR_M):
        if nodes[one] and nodes[other]:
            continue
        if levels[one] == levels[other]:
            parent[root(one)] = root(other)
    return np.array([root(position) for position in range(len(meters))])


def _join_in_the_middle(
    joined: Joined,
    meters: NDArray[np.float64],
    group: NDArray[np.int64],
    levels: Sequence[str],
    plane: geometry.LocalPlane,
) -> None:
    """Where a line ends on another that was not cut there, the other gets a junction."""
    shapes = [shapely.LineString(_meters(np.array(line), plane)) for line in joined.lines]
    ends = np.unique(group)
    near = shapely.STRtree(shapes).query(
        shapely.points(meters[ends]), predicate="dwithin", distance=NEAR_M
    )
    added: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for end, line in zip(ends[near[0]].tolist(), near[1].tolist(), strict=True):
        if end in joined.refs[line] or levels[end] not in levels[2 * line : 2 * line + 2]:
            continue
        along = shapes[line].project(shapely.Point(meters[end]))
        if NEAR_M < along < shapes[line].length - NEAR_M:
            added[line].append((along, end))
    places = {
        ref: point
        for line, refs in zip(joined.lines, joined.refs, strict=True)
        for ref, point in ((refs[0], line[0]), (refs[-1], line[-1]))
    }
    for line, found in added.items():
        _insert(joined, line, shapes[line], found, places)


def _insert(
    joined: Joined,
    line: int,
    shape: shapely.LineString,
    found: list[tuple[float, int]],
    places: dict[int, tuple[float, float]],
) -> None:
    steps = np.hypot(*np.diff(shapely.get_coordinates(shape), axis=0).T)
    reached = [0.0, *np.cumsum(steps).tolist()]
    merged = [
        *zip(reached, joined.refs[line], joined.lines[line], strict=True),
        *((along, end, places[end]) for along, end in found),
    ]
    merged.sort(key=lambda step: step[0])
    joined.refs[line] = [ref for _, ref, _ in merged]
    joined.lines[line] = [point for _, _, point in merged]
