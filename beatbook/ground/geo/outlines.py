"""Outlines of areas as people draw them: rings of corners that become a shape, or are refused.

Rings follow the even-odd rule: one inside another is a hole, one beside it another part.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from beatbook.contract.base import Refused
from beatbook.ground.geo import beats, town

LEAST_CORNERS = 3
MOST_CORNERS = 2_000
DIGITS = 6
SMALLEST = 1e-10
"""Square degrees: about a square meter."""

Ring = Sequence[tuple[float, float]]
"""(lat, lon) of each corner; the last one joins the first."""


class BadOutline(Refused):
    """The corners make no area."""

    field = "corners"


def from_rings(rings: Sequence[Ring], ground: town.Bounds | None) -> BaseGeometry:
    """The shape that the rings enclose; `ground` is what the map covers. BadOutline if none."""
    parts = [_polygon(ring) for ring in rings]
    if not parts:
        raise BadOutline(f"Give at least {LEAST_CORNERS} corners.")
    shape = parts[0]
    for part in parts[1:]:
        shape = shapely.symmetric_difference(shape, part)
    if ground is not None and not shape.intersects(_box(ground)):
        raise BadOutline("The outline lies outside the map.")
    return shape


def rings_of(shape: Mapping[str, Any]) -> list[list[tuple[float, float]]]:
    """The rings of a GeoJSON Polygon or MultiPolygon, each without its repeated last corner."""
    one = shape["type"] == "Polygon"
    polygons = [shape["coordinates"]] if one else shape["coordinates"]
    return [[(lat, lon) for lon, lat, *_ in ring[:-1]] for rings in polygons for ring in rings]


def of(code: str, name: str, shape: BaseGeometry) -> beats.Outline:
    return beats.Outline(code, name, shapely.set_precision(shape, 10**-DIGITS, mode="pointwise"))


def loaded(shape: Mapping[str, Any]) -> BaseGeometry:
    return shapely.from_geojson(json.dumps(shape))


def _polygon(ring: Ring) -> BaseGeometry:
    if len(ring) < LEAST_CORNERS:
        raise BadOutline(f"An outline has at least {LEAST_CORNERS} corners.")
    if len(ring) > MOST_CORNERS:
        raise BadOutline(f"An outline has at most {MOST_CORNERS} corners.")
    polygon = shapely.Polygon([(lon, lat) for lat, lon in ring])
    if not polygon.is_valid:
        raise BadOutline(_why(polygon))
    if polygon.area < SMALLEST:
        raise BadOutline("The corners lie on one line, or next to one another.")
    return polygon


def _why(polygon: BaseGeometry) -> str:
    """ "Self-intersection[-69.2 41.5]" in words."""
    reason = shapely.is_valid_reason(polygon)
    if "[" not in reason:
        return "The corners make no area."
    lon, lat = reason.rstrip("]").rpartition("[")[2].split()
    return (
        f"The outline crosses or touches itself near {float(lat):.5f}, {float(lon):.5f}. "
        "Move or remove a corner there."
    )


def _box(ground: town.Bounds) -> BaseGeometry:
    return shapely.box(ground.west, ground.south, ground.east, ground.north)
