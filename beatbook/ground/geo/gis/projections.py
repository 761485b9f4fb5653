"""From a file's own projection to degrees, and what shows that a file is not where it says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from beatbook.ground.geo import town
from beatbook.ground.geo.gis.layers import Layer

WGS84 = "EPSG:4326"
_OUTSIDE_DEGREES = 1.0
"""A projection's ground is given as a rectangle: a town at its edge may lie a little outside."""
_MOST_LATITUDE = 80.0
_LEAST_LATITUDE = -56.0
"""Nobody patrols further north or south; latitude and longitude exchanged often lie there."""
_SAY_CRS = 'Say it with --crs, such as --crs EPSG:2249, or as crs = "..." in the mapping file'


def to_degrees(layer: Layer, crs: str, told: str = "") -> Layer:
    """The layer with its shapes as (lon, lat). MapRefused if they cannot be what `crs` says.

    `told` is for a file that does not say its projection, or says degrees of what is none: a
    GeoJSON file always does.
    """
    points, owner = shapely.get_coordinates(layer.shapes, return_index=True)
    if not len(points):
        raise town.MapRefused(f"{layer.source} has no shapes: its {len(layer)} rows are empty.")
    broken = ~np.isfinite(points).all(axis=1)
    if broken.any():
        row = layer.row(int(owner[broken.argmax()]))
        raise town.MapRefused(f"{layer.source}: {row} has a coordinate that is no number.")
    in_degrees = (np.abs(points[:, 0]) <= 180) & (np.abs(points[:, 1]) <= 90)
    system = _system(layer, crs)
    if told and not in_degrees.any() and (system is None or system.is_geographic):
        system = _system(layer, told)
    _check_units(layer, system, points, owner, in_degrees)
    if system is not None and system.to_epsg() != 4326:
        layer.shapes = _transformed(layer, system, points, owner)
    _check_latitude(layer)
    return layer


def _system(layer: Layer, crs: str) -> pyproj.CRS | None:
    if not crs:
        return None
    try:
        return pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError:
        raise town.MapRefused(
            f"{layer.source}: the projection {crs[:80]!r} is not known. {_SAY_CRS}."
        ) from None


def _check_units(
    layer: Layer,
    system: pyproj.CRS | None,
    points: NDArray[np.float64],
    owner: NDArray[np.int64],
    in_degrees: NDArray[np.bool_],
) -> None:
    """Degrees where degrees are said, feet or meters where a projection is said."""
    if in_degrees.any() and not in_degrees.all():
        many = bool(in_degrees.mean() >= 0.5)
        odd = int((in_degrees != many).argmax())
        raise town.MapRefused(
            f"{layer.source} is only half projected: {layer.row(int(owner[odd]))} lies at "
            f"{_pair(points[odd])}, while others are at {_pair(points[in_degrees == many][0])}. "
            "Export the whole layer in one projection."
        )
    projected = system is not None and system.is_projected
    if projected and in_degrees.all():
        raise town.MapRefused(
            f"{layer.source} says that it is projected by {_name(system)}, but its coordinates "
            f"are degrees, such as {_pair(points[0])}. Export it again."
        )
    if not projected and not in_degrees.any():
        said = "does not say its projection" if system is None else "says that it is in degrees"
        raise town.MapRefused(
            f"{layer.source} {said}, and its coordinates, such as {_pair(points[0])}, are no "
            f"degrees. {_SAY_CRS}."
        )


def _transformed(
    layer: Layer, system: pyproj.CRS, points: NDArray[np.float64], owner: NDArray[np.int64]
) -> NDArray[np.object_]:
    change = pyproj.Transformer.from_crs(system, WGS84, always_xy=True)
    lon, lat = change.transform(points[:, 0], points[:, 1])
    degrees = np.column_stack((lon, lat))
    inside = _within(degrees, system.area_of_use) & np.isfinite(degrees).all(axis=1)
    outside = np.flatnonzero(~inside)
    if outside.size:
        first = int(outside[0])
        raise town.MapRefused(
            f"{layer.source}: {layer.row(int(owner[first]))} at {_pair(points[first])} lies "
            f"outside the ground of {_name(system)}. {_SAY_CRS}, if it is another."
        )
    moved: NDArray[np.object_] = shapely.set_coordinates(layer.shapes.copy(), degrees)
    return moved


def _within(degrees: NDArray[np.float64], area: Any) -> NDArray[np.bool_]:
    if area is None or area.west > area.east:
        return np.ones(len(degrees), dtype=np.bool_)
    low = np.array([area.west, area.south]) - _OUTSIDE_DEGREES
    high = np.array([area.east, area.north]) + _OUTSIDE_DEGREES
    return np.asarray(((degrees >= low) & (degrees <= high)).all(axis=1), dtype=np.bool_)


def _check_latitude(layer: Layer) -> None:
    points, owner = shapely.get_coordinates(layer.shapes, return_index=True)
    lat = points[:, 1]
    far: NDArray[np.bool_] = (lat > _MOST_LATITUDE) | (lat < _LEAST_LATITUDE)
    if far.mean() > 0.5:
        first = int(far.argmax())
        raise town.MapRefused(
            f"{layer.source}: {layer.row(int(owner[first]))} lies at latitude "
            f"{points[first, 1]:.2f}, longitude {points[first, 0]:.2f}, where nobody lives: "
            "latitude and longitude seem to be swapped."
        )


def _name(system: pyproj.CRS | None) -> str:
    return system.name if system is not None else ""


def _pair(point: NDArray[np.float64]) -> str:
    return f"{point[0]:.8g}, {point[1]:.8g}"
