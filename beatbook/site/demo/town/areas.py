"""The beats: the land of each agency, cut along its main roads and its river."""

from __future__ import annotations

from functools import cache

import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from beatbook.site.demo.town import arterials, lattice, shapes, terrain
from beatbook.site.demo.town.shapes import XY

# The line between the two towns, from north to south.
BORDER: list[XY] = [(-1880, 2320), (-1900, 1200), (-1860, 400), (-1790, -20), (-1820, -500),
                    (-1760, -1000), (-1800, -1720)]  # fmt: skip

# (code, name, a point in it)
BEATS: dict[str, list[tuple[str, str, XY]]] = {
    "AB": [
        ("1", "Old Town", (-391, 80)),
        ("2", "Harbor", (335, 1011)),
        ("3", "Northgate", (-519, 1576)),
        ("4", "Campus", (-356, -462)),
    ],
    "MB": [("1", "Millbrook", (-2200, -1200))],
}


@cache
def outlines() -> dict[str, dict[str, Polygon]]:
    """Agency code to beat code to outline, in meters."""
    land = list(shapely.get_parts(shapely.polygonize(list(shapely.get_parts(_cuts())))))
    return {
        agency: {
            code: next(piece for piece in land if piece.contains(Point(seed)))
            for code, _, seed in found
        }
        for agency, found in BEATS.items()
    }


def _cuts() -> BaseGeometry:
    """Castle Street and Union Avenue in town, the river, the borders; each drawn to the edge."""
    roads = {road.name: list(road.line.coords) for road in arterials.draw()}
    castle = [(-10, -200), *roads["North Castle Street"], lattice.castle(29)]
    union = [*roads["West Union Avenue"], (-1950, 760)]
    river = [*shapes.smooth([(x, y) for x, y, _ in terrain.RIVER]).coords, (1510, -165)]
    lines = [LineString(points) for points in (castle, union, river, BORDER)]
    return shapely.union_all([terrain.draw().sheet.exterior, *lines])


def collections() -> dict[str, dict[str, object]]:
    """Agency code to a GeoJSON FeatureCollection of its beats (``code`` and ``name``)."""
    found = outlines()
    return {
        agency: {
            "type": "FeatureCollection",
            "features": [_feature(code, name, found[agency][code]) for code, name, _ in beats],
        }
        for agency, beats in BEATS.items()
    }


def _feature(code: str, name: str, outline: Polygon) -> dict[str, object]:
    ring = [
        (round(lon, 6), round(lat, 6))
        for lat, lon in (terrain.PLANE.to_degrees(x, y) for x, y in outline.exterior.coords)
    ]
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
