"""What is here? A point on the map in words: the nearest address, or a street and its corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely

from beatbook.contract.values import Point
from beatbook.core import geometry
from beatbook.ground.geo import graph, lookups, queries

ADDRESS_M = 40.0
STREET_M = 150.0
NEAR_CORNER_M = 250.0


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What lies at a point; a part is empty when nothing of the kind is near."""

    address: str
    street: str
    corner: str

    def __str__(self) -> str:
        if self.address:
            return self.address
        if self.street and self.corner:
            return f"{self.street} near {self.corner}"
        return self.street


NOWHERE = Whereabouts("", "", "")


def describe(point: Point) -> str:
    """`locate` in words: "1925 North Castle Street", "Bank Street near South Ann Street", or ""."""
    return str(locate(point))


def locate(point: Point) -> Whereabouts:
    """The nearest address, street and cross street of a point; NOWHERE off the map."""
    stored = queries.active_map()
    if stored is None:
        return NOWHERE
    street = _nearest_street(stored.key, point)
    return Whereabouts(_address(stored.pk, point), street, _corner(stored.pk, point, street))


def _address(map_id: int, point: Point) -> str:
    labels = [
        (_away(point, lat, lon), label)
        for label, lat, lon in lookups.addresses_around(map_id, point)
    ]
    away, label = min(labels, default=(ADDRESS_M + 1, ""))
    return label if away <= ADDRESS_M else ""


def _corner(map_id: int, point: Point, street: str) -> str:
    """The street that the point's street crosses nearest to it."""
    corners = [
        (_away(point, lat, lon), one if other == street else other)
        for one, other, lat, lon in lookups.corners_around(map_id, point)
        if street in (one, other)
    ]
    away, crossed = min(corners, default=(NEAR_CORNER_M + 1, ""))
    return crossed if away <= NEAR_CORNER_M else ""


def _away(point: Point, lat: float, lon: float) -> float:
    return geometry.haversine_m(point.lat, point.lon, lat, lon)


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The named stretches of street, in meters around the middle of the map."""

    plane: geometry.LocalPlane
    tree: shapely.STRtree
    names: Sequence[str]


def _nearest_street(key: str, point: Point) -> str:
    try:
        shapes = _shapes(key)
    except graph.GraphError:
        return ""
    if shapes is None:
        return ""
    here = shapely.Point(*shapes.plane.to_xy(point.lat, point.lon))
    nearest = shapes.tree.query_nearest(here, max_distance=STREET_M)
    return shapes.names[int(nearest[0])] if len(nearest) else ""


@lru_cache(maxsize=2)
def _shapes(key: str) -> _Shapes | None:
    streets = queries.graph_of(key)
    plane = geometry.LocalPlane(float(streets.node_lat.mean()), float(streets.node_lon.mean()))
    named: dict[int, str] = {}
    for arc in np.flatnonzero(streets.street != graph.NO_STREET).tolist():
        named.setdefault(int(streets.edge[arc]), streets.street_name(arc))
    if not named:
        return None
    lines = [
        shapely.LineString([plane.to_xy(lat, lon) for lat, lon in streets.shape(edge)])
        for edge in named
    ]
    return _Shapes(plane, shapely.STRtree(lines), list(named.values()))
