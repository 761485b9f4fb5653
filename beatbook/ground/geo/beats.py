"""Outlines of areas, and beats cut from a map where an agency has none yet. Pure.

An automatic cut is a start, not a plan: its beats are compact, but it knows neither rivers nor
workload, and somebody who knows the town should redraw them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from beatbook.core import geometry
from beatbook.ground.geo import graph, town

MOST_BEATS = 200
MARGIN_M = 150.0
ROUNDS = 60
DIGITS = 6
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Outline:
    """One area: `shape` is a polygon or multipolygon with x = lon, y = lat."""

    code: str
    name: str
    shape: BaseGeometry

    @property
    def geojson(self) -> dict[str, Any]:
        """The shape as GeoJSON, to about four inches."""
        found: dict[str, Any] = json.loads(shapely.to_geojson(self.shape))
        return found


def check_within(outlines: Sequence[Outline], bounds: town.Bounds) -> list[str]:
    """The names of areas that lie wholly outside the map. MapRefused if all of them do.

    A city's districts may reach beyond a map of its middle; those of another town never meet it.
    """
    frame = shapely.box(bounds.west, bounds.south, bounds.east, bounds.north)
    outside = [outline.name for outline in outlines if not outline.shape.intersects(frame)]
    if outlines and len(outside) == len(outlines):
        there, here = outlines[0].shape.centroid, frame.centroid
        raise town.MapRefused(
            f"{outside[0]} lies outside the map, and so does every other area of its file: it is "
            f"around {there.y:.2f}, {there.x:.2f} and the map around {here.y:.2f}, {here.x:.2f}. "
            "Is it drawn in the projection that its file says, and of the same town?"
        )
    return outside


def cut(streets: graph.StreetGraph, count: int) -> list[Outline]:
    """Cut the streets' ground into `count` compact beats, numbered from northwest to southeast."""
    if not 1 <= count <= MOST_BEATS:
        raise town.MapRefused(f"A map can be cut into 1 to {MOST_BEATS} beats.")
    plane = geometry.LocalPlane(float(streets.node_lat.mean()), float(streets.node_lon.mean()))
    scale = np.array([plane.meters_per_lon, plane.meters_per_lat])
    origin = np.array([plane.lon, plane.lat])
    points, weights = _samples(streets, origin, scale)
    if len(np.unique(points, axis=0)) < count:
        raise town.MapRefused(f"The map has too few streets for {count} beats.")
    centers = _settled(points, weights, count)
    ground = shapely.convex_hull(shapely.multipoints(points)).buffer(MARGIN_M)
    shapes = [_to_degrees(shape, origin, scale) for shape in _territories(centers, ground)]
    return [
        Outline(str(number), f"Beat {number}", shape)
        for number, shape in enumerate(sorted(shapes, key=_reading_order), start=1)
    ]


def _samples(
    streets: graph.StreetGraph, origin: NDArray[np.float64], scale: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ends of arcs that cars use, in meters, each weighing as much as its arc is long."""
    arcs = np.flatnonzero(streets.car) if streets.car.any() else np.arange(streets.arc_count)
    arcs = arcs[:: max(1, len(arcs) // _SAMPLE)]
    ends = streets.head[arcs]
    degrees = np.column_stack((streets.node_lon[ends], streets.node_lat[ends]))
    return (degrees - origin) * scale, streets.length_m[arcs].astype(np.float64) + 1.0


def _settled(
    points: NDArray[np.float64], weights: NDArray[np.float64], count: int
) -> NDArray[np.float64]:
    """Centers of k-means, begun at points far from one another: the same every time."""
    centers = points[[int(weights.argmax())]]
    while len(centers) < count:
        away = np.square(points[:, None] - centers[None]).sum(axis=2).min(axis=1)
        centers = np.vstack((centers, points[int((away * weights).argmax())]))
    for _ in range(ROUNDS):
        nearest = np.square(points[:, None] - centers[None]).sum(axis=2).argmin(axis=1)
        moved = np.array(
            [
                np.average(points[nearest == i], axis=0, weights=weights[nearest == i])
                if (nearest == i).any()
                else centers[i]
                for i in range(count)
            ]
        )
        if np.allclose(moved, centers, atol=1.0):
            break
        centers = moved
    return centers


def _territories(centers: NDArray[np.float64], ground: BaseGeometry) -> list[BaseGeometry]:
    if len(centers) == 1:
        return [ground]
    split = shapely.voronoi_polygons(shapely.multipoints(centers), extend_to=ground)
    return [shapely.intersection(part, ground) for part in shapely.get_parts(split)]


def _to_degrees(
    shape: BaseGeometry, origin: NDArray[np.float64], scale: NDArray[np.float64]
) -> BaseGeometry:
    return shapely.transform(shape, lambda meters: np.round(meters / scale + origin, DIGITS))


def _reading_order(shape: BaseGeometry) -> tuple[float, float]:
    """North to south in bands of about a kilometer, west to east within one."""
    center = shape.centroid
    return (-round(center.y, 2), center.x)
