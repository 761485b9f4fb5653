"""Small tools for drawing. Every coordinate is a pair of meters on the town's own plane."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
import shapely
from shapely import LineString, Polygon, affinity
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

XY = tuple[float, float]

T = TypeVar("T", bound=BaseGeometry)


def smooth(points: Sequence[XY], rounds: int = 3, tolerance: float = 0.8) -> LineString:
    """A gentle curve that follows a hand-drawn line and keeps its two ends."""
    path = np.asarray(points, dtype=float)
    for _ in range(rounds if len(path) > 2 else 0):
        path = np.vstack([path[:1], _cut_corners(path), path[-1:]])
    return LineString(path).simplify(tolerance)


def _cut_corners(path: np.ndarray) -> np.ndarray:
    """Chaikin's rule: each side keeps its middle half."""
    start, end = path[:-1], path[1:]
    return np.stack([0.75 * start + 0.25 * end, 0.25 * start + 0.75 * end], axis=1).reshape(-1, 2)


def smooth_ring(points: Sequence[XY], rounds: int = 3, tolerance: float = 0.8) -> Polygon:
    """A rounded outline through the middle of every side of a hand-drawn polygon."""
    path = np.asarray(points, dtype=float)
    for _ in range(rounds):
        path = _cut_corners(np.vstack([path, path[:1]]))
    return Polygon(path).simplify(tolerance)


def ribbon(points: Sequence[tuple[float, float, float]]) -> Polygon:
    """A band along a line whose points are (x, y, width)."""
    path = np.asarray(points, dtype=float)
    for _ in range(3):
        path = np.vstack([path[:1], _cut_corners3(path), path[-1:]])
    along = np.gradient(path[:, :2], axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    aside = np.column_stack([-along[:, 1], along[:, 0]]) * path[:, 2:] / 2
    return Polygon(np.vstack([path[:, :2] + aside, (path[:, :2] - aside)[::-1]])).buffer(0)


def _cut_corners3(path: np.ndarray) -> np.ndarray:
    start, end = path[:-1], path[1:]
    return np.stack([0.75 * start + 0.25 * end, 0.25 * start + 0.75 * end], axis=1).reshape(-1, 3)


def lines_of(geometry: BaseGeometry) -> Iterator[LineString]:
    """The lines in whatever an intersection or a difference gave."""
    for part in shapely.get_parts(geometry):
        if isinstance(part, LineString) and part.length > 0:
            yield part


def polygons_of(geometry: BaseGeometry) -> Iterator[Polygon]:
    """The polygons in whatever an intersection or a difference gave."""
    for part in shapely.get_parts(geometry):
        if isinstance(part, Polygon) and part.area > 0:
            yield part


def direction(line: LineString, at: float) -> XY:
    """The unit vector along a line, ``at`` meters from its start."""
    before = line.interpolate(max(0.0, at - 1.0))
    after = line.interpolate(min(line.length, at + 1.0))
    dx, dy = after.x - before.x, after.y - before.y
    length = math.hypot(dx, dy) or 1.0
    return dx / length, dy / length


def cut(line: LineString, start: float, end: float) -> LineString:
    """The part of a line between two distances from its start."""
    return substring(line, start, end)


def placed(shape: T, at: XY, turn: float = 0.0) -> T:
    """A shape drawn around its own middle, turned by degrees and put in its place."""
    moved: T = affinity.translate(affinity.rotate(shape, turn, origin=(0, 0)), *at)
    return moved


def rounded(shape: Polygon, radius: float) -> Polygon:
    """The shape with its corners taken off."""
    return shape.buffer(-radius).buffer(radius)
