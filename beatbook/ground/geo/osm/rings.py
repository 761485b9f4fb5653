"""Areas from the ways of a file: multipolygons, and the sea from its coastline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import ops
from shapely.geometry.base import BaseGeometry

from beatbook.ground.geo import town

Line = Sequence[tuple[float, float]]
"""Points as (lon, lat), the order of GeoJSON and shapely."""
Points = NDArray[np.float64]
Lengths = NDArray[np.float64]

_BESIDE = 1e-6  # degrees: near enough to be on the same side, far enough not to be on the line


def polygon(ring: Line) -> BaseGeometry | None:
    """The area inside a closed way; None if it encloses nothing."""
    return _sound(shapely.Polygon(ring)) if len(ring) >= 4 else None


def multipolygon(outer: Iterable[Line], inner: Iterable[Line]) -> BaseGeometry | None:
    """The area inside the outer ways less that inside the inner ones; their pieces may be open."""
    outside = _filled(outer)
    if outside is None:
        return None
    inside = _filled(inner)
    return _sound(outside.difference(inside)) if inside is not None else outside


def sea(coast: Sequence[Line], bounds: town.Bounds) -> list[BaseGeometry]:
    """The water inside `bounds`: OpenStreetMap draws coasts with the land on their left."""
    lines = [line for line in coast if len(line) > 1]
    if not lines:
        return []
    frame = shapely.box(bounds.west, bounds.south, bounds.east, bounds.north)
    strings = shapely.union_all([shapely.LineString(line) for line in lines])
    pieces = ops.polygonize(shapely.union_all([strings.intersection(frame), frame.boundary]))
    right, length = _beside(lines, -_BESIDE)
    left, _ = _beside(lines, _BESIDE)
    return [piece for piece in pieces if _share(piece, right, length) > _share(piece, left, length)]


def _beside(lines: Sequence[Line], distance: float) -> tuple[Points, Lengths]:
    """A point beside the middle of every step of the lines, and the lengths of the steps.

    To the left where `distance` is positive.
    """
    steps = [np.array(line, dtype=np.float64) for line in lines]
    start = np.concatenate([points[:-1] for points in steps])
    step = np.concatenate([np.diff(points, axis=0) for points in steps])
    length = np.hypot(step[:, 0], step[:, 1])
    unit = step / np.where(length > 0, length, 1)[:, None]
    return start + step / 2 + np.column_stack((-unit[:, 1], unit[:, 0])) * distance, length


def _share(piece: BaseGeometry, points: Points, length: Lengths) -> float:
    return float(length[shapely.contains_xy(piece, points[:, 0], points[:, 1])].sum())


def _filled(lines: Iterable[Line]) -> BaseGeometry | None:
    strings = [shapely.LineString(line) for line in lines if len(line) > 1]
    if not strings:
        return None
    rings = list(ops.polygonize(shapely.union_all(strings)))
    return _sound(shapely.union_all(rings)) if rings else None


def _sound(shape: BaseGeometry) -> BaseGeometry | None:
    if not shape.is_valid:
        shape = shapely.make_valid(shape)
    polygons = [
        part
        for part in shapely.get_parts(shape)
        if part.geom_type in {"Polygon", "MultiPolygon"} and not part.is_empty
    ]
    return shapely.union_all(polygons) if polygons else None
