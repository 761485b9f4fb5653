"""Which ways are one street: same name, near one another. Two Main Streets in two towns are two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from beatbook.core import geometry
from beatbook.ground.geo import names, town
from beatbook.ground.geo.osm import reading

SAME_STREET_GAP_M = 1_500.0
"""Pieces of one name further apart than this are different streets."""

Parting = Callable[[list[int]], list[list[int]]]
"""Parts ways of one name that lie near one another: of a city's file it knows the towns."""


def as_one(positions: list[int]) -> list[list[int]]:
    """Ways of one name near one another are one street."""
    return [positions]


@dataclass(frozen=True, slots=True)
class Named:
    """The streets of a survey. `of_way[i]` is the street of `ways[i]`, or -1."""

    streets: list[town.Street]
    of_way: list[int]
    by_key: dict[str, list[int]]

    def nearest(self, key: str, lat: float, lon: float) -> int | None:
        """The street of that key whose middle is nearest; None if the map has no such street."""
        choices = self.by_key.get(key)
        if not choices:
            return None
        if len(choices) == 1:
            return choices[0]
        plane = geometry.LocalPlane(lat, lon)

        def distance(position: int) -> float:
            x, y = plane.to_xy(self.streets[position].lat, self.streets[position].lon)
            return x * x + y * y

        return min(choices, key=distance)


def name_streets(survey: reading.Survey, part: Parting = as_one) -> Named:
    """Group the named ways into streets, in the order of their keys."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for position, way in enumerate(survey.ways):
        key = names.StreetName.of(way.road.name).key if way.road.name else ""
        if key:
            by_key[key].append(position)
    named = Named([], [-1] * len(survey.ways), defaultdict(list))
    for key in sorted(by_key):
        near = _near_groups(survey.ways, by_key[key])
        for group in (positions for beside in near for positions in part(beside)):
            for position in group:
                named.of_way[position] = len(named.streets)
            named.by_key[key].append(len(named.streets))
            named.streets.append(_street([survey.ways[position] for position in group]))
    return named


def _near_groups(ways: Sequence[reading.Way], positions: list[int]) -> list[list[int]]:
    """Positions grouped so that each piece lies near another of its group."""
    if len(positions) == 1:
        return [positions]
    boxes = np.array([_box(ways[position].points) for position in positions])
    margin_lat = SAME_STREET_GAP_M / geometry.METERS_PER_DEGREE
    margin_lon = margin_lat / np.cos(np.radians(boxes[0, 0]))
    left = set(range(len(positions)))
    groups: list[list[int]] = []
    while left:
        members, frontier = [], [left.pop()]
        while frontier:
            here = frontier.pop()
            members.append(here)
            rest = np.fromiter(left, dtype=np.int64, count=len(left))
            near = rest[_touch(boxes[here], boxes[rest], margin_lat, margin_lon)]
            frontier.extend(near.tolist())
            left.difference_update(near.tolist())
        groups.append([positions[member] for member in sorted(members)])
    return sorted(groups)


def _box(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    return min(lats), min(lons), max(lats), max(lons)


def _touch(
    box: NDArray[np.float64], others: NDArray[np.float64], margin_lat: float, margin_lon: float
) -> NDArray[np.bool_]:
    near: NDArray[np.bool_] = (
        (others[:, 0] <= box[2] + margin_lat)
        & (others[:, 2] >= box[0] - margin_lat)
        & (others[:, 1] <= box[3] + margin_lon)
        & (others[:, 3] >= box[1] - margin_lon)
    )
    return near


def _street(ways: Sequence[reading.Way]) -> town.Street:
    """The fullest spelling of the name, the length, and the point nearest the middle."""
    spellings = Counter(way.road.name for way in ways)
    name = max(spellings, key=lambda spelling: (len(spelling), spellings[spelling], spelling))
    points = np.array([point for way in ways for point in way.points])
    middle = points.mean(axis=0)
    nearest = points[np.abs(points - middle).sum(axis=1).argmin()]
    length = sum(_length_m(way.points) for way in ways)
    return town.Street(name, float(nearest[0]), float(nearest[1]), length)


def _length_m(points: Sequence[tuple[float, float]]) -> float:
    return sum(geometry.haversine_m(*start, *end) for start, end in pairwise(points))
