"""Making a network of lines: roads that meet share a vertex, as they do in OpenStreetMap."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import shapely
from shapely import LineString, Point, STRtree

from beatbook.site.demo.town.roads import RANK, Road
from beatbook.site.demo.town.shapes import XY

GRAIN = 1
"""Decimals of a meter: two vertices nearer than this are one."""

JUNCTION_M = 15.0
"""Two corners nearer than this are drawn as one."""

STUB_M = 45.0
"""A street that runs on less than this past its last corner ends at the corner."""


def snap_ends(roads: list[Road], reach: float) -> list[Road]:
    """Bring every end that stops short of another road (or just misses it) onto that road."""
    return snap_ends_to(roads, [], reach)


def snap_ends_to(roads: list[Road], others: list[Road], reach: float) -> list[Road]:
    """The same, where the ends of ``roads`` may come to each other or to ``others``."""
    lines = [road.line for road in (*roads, *others)]
    tree = STRtree(lines)
    for index in range(len(roads)):
        coords = list(lines[index].coords)
        for end in (0, -1):
            coords[end] = _snapped(Point(coords[end]), index, lines, tree, reach)
        lines[index] = LineString(coords)
    return [road.along(line) for road, line in zip(roads, lines, strict=False)]


def _snapped(end: Point, own: int, lines: list[LineString], tree: STRtree, reach: float) -> XY:
    near = [i for i in tree.query(end, predicate="dwithin", distance=reach) if i != own]
    if not near:
        return end.x, end.y
    nearest = min(near, key=lambda i: lines[i].distance(end))
    # An end on an end stays an end: streets that change their name share the corner.
    for tip in (lines[nearest].coords[0], lines[nearest].coords[-1]):
        if Point(tip).distance(end) < reach / 3:
            return tip[0], tip[1]
    place = lines[nearest].interpolate(lines[nearest].project(end))
    return place.x, place.y


def join(roads: list[Road]) -> list[Road]:
    """The same roads with a common vertex wherever two meet, without stubs or double corners."""
    return _trim(_settle(_meet(roads)))


def _meet(roads: list[Road]) -> list[Road]:
    """A vertex in both lines wherever two lines cross or touch."""
    lines = [road.line for road in roads]
    pairs = STRtree(lines).query(lines, predicate="dwithin", distance=0.3)
    meetings: dict[int, list[XY]] = defaultdict(list)
    for one, other in pairs.T:
        if one < other:
            for place in _meetings(lines[one], lines[other]):
                meetings[one].append(place)
                meetings[other].append(place)
    return [road.along(_with_vertices(road.line, meetings[i])) for i, road in enumerate(roads)]


def _meetings(one: LineString, other: LineString) -> list[XY]:
    places = [tuple(xy) for xy in shapely.get_coordinates(one.intersection(other))]
    for line, tips in ((one, other), (other, one)):
        for tip in (tips.coords[0], tips.coords[-1]):
            if line.distance(Point(tip)) < 0.3 and all(_far(tip, place) for place in places):
                places.append(tip)
    return [(round(x, GRAIN), round(y, GRAIN)) for x, y in places]


def _far(one: XY, other: XY) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) > 1.0


def _with_vertices(line: LineString, places: list[XY]) -> LineString:
    """The line with these places as vertices; an old vertex within 2 m gives way."""
    wanted = {line.project(Point(place)): place for place in sorted(set(places))}
    marks = np.asarray(sorted(wanted))
    for x, y in line.coords:
        at = line.project(Point(x, y))
        if not marks.size or np.abs(marks - at).min() > 2.0:
            wanted[at] = (round(x, GRAIN), round(y, GRAIN))
    return LineString([wanted[at] for at in sorted(wanted)])


def _corners(roads: list[Road]) -> dict[XY, int]:
    """Every vertex that two roads share (or one meets twice) and its best rank."""
    seen: dict[XY, int] = defaultdict(int)
    best: dict[XY, int] = {}
    for road in roads:
        for vertex in road.line.coords:
            seen[vertex] += 1
            best[vertex] = min(best.get(vertex, 99), RANK[road.cls])
    return {vertex: best[vertex] for vertex, count in seen.items() if count > 1}


def _settle(roads: list[Road]) -> list[Road]:
    """Corners a few steps apart become one: the one on the most important road."""
    corners = _corners([road for road in roads if road.for_cars])
    places = sorted(corners, key=lambda vertex: (corners[vertex], vertex))
    points = shapely.points(places)
    moved: dict[XY, XY] = {}
    taken = STRtree(points)
    for index, place in enumerate(places):
        if place in moved:
            continue
        for near in taken.query(points[index], predicate="dwithin", distance=JUNCTION_M):
            moved.setdefault(places[near], place)
    return [road.along(line) for road in roads if (line := _moved(road.line, moved)) is not None]


def _moved(line: LineString, moved: dict[XY, XY]) -> LineString | None:
    coords: list[XY] = []
    for vertex in line.coords:
        place = moved.get(vertex, vertex)
        if not coords or place != coords[-1]:
            coords.append(place)
    return LineString(coords) if len(coords) > 1 else None


def _trim(roads: list[Road]) -> list[Road]:
    """Cut the stubs, until there are none."""
    while True:
        corners = _corners(roads)
        trimmed = [cut for road in roads if (cut := _without_stubs(road, corners)) is not None]
        if [road.line for road in trimmed] == [road.line for road in roads]:
            return trimmed
        roads = trimmed


def _without_stubs(road: Road, corners: dict[XY, int]) -> Road | None:
    """The road cut at its first and last corner, where what lies beyond is short."""
    coords = list(road.line.coords)
    held = [index for index, vertex in enumerate(coords) if vertex in corners]
    if not held:
        return None if road.for_cars else road
    limit = float("inf") if road.cls == "service" and not road.name else STUB_M
    start = held[0] if held[0] > 0 and _length(coords[: held[0] + 1]) < limit else 0
    end, last = len(coords) - 1, held[-1]
    if last < end and _length(coords[last:]) < limit:
        end = last
    if start >= end:
        return None
    return road if (start, end) == (0, len(coords) - 1) else road.between(start, end)


def _length(coords: list[XY]) -> float:
    return float(LineString(coords).length)


def connected(roads: list[Road]) -> list[Road]:
    """The roads one can walk to from the most important one; a railway is kept as it is."""
    at: dict[XY, list[int]] = defaultdict(list)
    for index, road in enumerate(roads):
        if road.cls != "rail":
            for vertex in road.line.coords:
                at[vertex].append(index)
    reached = {min(range(len(roads)), key=lambda index: RANK[roads[index].cls])}
    fresh = set(reached)
    while fresh:
        vertices = {vertex for index in fresh for vertex in roads[index].line.coords}
        fresh = {index for vertex in vertices for index in at[vertex]} - reached
        reached |= fresh
    return [road for i, road in enumerate(roads) if i in reached or road.cls == "rail"]


def without_traps(roads: list[Road]) -> list[Road]:
    """A one-way street that would end blind is left two-way."""
    corners = _corners([road for road in roads if road.for_cars])
    return [
        road
        if road.line.coords[0] in corners and road.line.coords[-1] in corners
        else replace(road, oneway=0)
        for road in roads
    ]
