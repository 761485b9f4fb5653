"""Do the files of one import lie in one town? What is wrong if they do not."""

from __future__ import annotations

import numpy as np
import shapely

from beatbook.core import geometry, units
from beatbook.ground.geo import town
from beatbook.ground.geo.gis.layers import Layer

BESIDE_DEGREES = 0.1
FAR_DEGREES = 2.0
_AMERICA = (
    town.Bounds(13.0, -180.0, 84.0, -50.0),
    town.Bounds(13.0, 144.0, 21.0, 147.0),  # Guam and the Northern Marianas
    town.Bounds(-15.0, -172.0, -10.0, -168.0),  # American Samoa
)


def is_american(lat: float, lon: float) -> bool:
    """Is the place in North America or the islands of the United States?"""
    return any(bounds.holds(lat, lon) for bounds in _AMERICA)


def check_american(layer: Layer) -> None:
    """Raise MapRefused for a street file that lies where nobody numbers sides of streets."""
    lat, lon = middle(layer)
    if is_american(lat, lon):
        return
    hint = " (latitude and longitude swapped?)" if is_american(lon, lat) else ""
    if is_american(lat, -lon):
        hint = " (is the minus sign of the longitude missing?)"
    elif is_american(-lat, lon):
        hint = " (is there a minus sign before the latitude?)"
    raise town.MapRefused(
        f"{layer.source}: the streets lie around {_pair(lat, lon)}, outside of the United States"
        f"{hint}. If that is right, add --anywhere."
    )


def check_whole(layer: Layer) -> None:
    """Raise MapRefused, naming the row, if a shape lies far from all the others."""
    lat, lon = middle(layer)
    points, owner = shapely.get_coordinates(layer.shapes, return_index=True)
    far = np.abs(points - np.array([lon, lat])).max(axis=1) > FAR_DEGREES
    if far.any():
        first = int(far.argmax())
        there = float(points[first, 1]), float(points[first, 0])
        away = geometry.haversine_m(lat, lon, *there)
        raise town.MapRefused(
            f"{layer.source}: {layer.row(int(owner[first]))} lies at {_pair(*there)}, "
            f"{units.distance_text(away)} from the middle of the others at {_pair(lat, lon)}."
            f"{_why(there, town.Bounds(lat, lon, lat, lon))}"
        )


def check_together(layer: Layer, noun: str, streets: town.Bounds) -> None:
    """Raise MapRefused if most of a layer lies away from the streets."""
    points = shapely.get_coordinates(layer.shapes)
    if not len(points):
        return
    low = np.array([streets.west, streets.south]) - BESIDE_DEGREES
    high = np.array([streets.east, streets.north]) + BESIDE_DEGREES
    if ((points >= low) & (points <= high)).all(axis=1).mean() >= 0.5:
        return
    there = middle(layer)
    here = (streets.south + streets.north) / 2, (streets.west + streets.east) / 2
    raise town.MapRefused(
        f"{layer.source}: the streets lie around {_pair(*here)} and {noun} around "
        f"{_pair(*there)}.{_why(there, streets)}"
    )


def middle(layer: Layer) -> tuple[float, float]:
    """The (lat, lon) about which a layer lies, whatever a few of its rows say."""
    lon, lat = np.median(shapely.get_coordinates(layer.shapes), axis=0).tolist()
    return float(lat), float(lon)


def _why(there: tuple[float, float], streets: town.Bounds) -> str:
    lat, lon = there
    near = town.Bounds(
        streets.south - FAR_DEGREES, streets.west - FAR_DEGREES,
        streets.north + FAR_DEGREES, streets.east + FAR_DEGREES,
    )  # fmt: skip
    if near.holds(lon, lat):
        return " Latitude and longitude seem to be swapped."
    if near.holds(lat, -lon) or near.holds(-lat, lon) or near.holds(-lat, -lon):
        return " A minus sign seems to be missing or too many."
    return " Are both of the same town, and is the projection right?"


def _pair(lat: float, lon: float) -> str:
    return f"{lat:.2f}, {lon:.2f}"
