"""Is a spot on the map, and in the agency's area? If not, it is said, and still allowed."""

from __future__ import annotations

import json
from functools import lru_cache

import shapely
from shapely.geometry.base import BaseGeometry

from beatbook.core import geometry
from beatbook.ground.geo import areas
from beatbook.ground.geo.models import Map

OUTSIDE_AREA = "outside the agency's area"
BESIDE_M = 60.0
"""A house stands beside its street, and so beside the map where the street is its edge."""
_METERS_PER_MILE = 1609.344


def of_map(stored: Map, lat: float, lon: float) -> str:
    """ "outside the map, 3 mi east of it"; empty on the map, and beside its last street."""
    ground, here = _ground(stored), shapely.Point(lon, lat)
    if ground.covers(here):
        return ""
    edge_lon, edge_lat = shapely.shortest_line(ground, here).coords[0]
    away = geometry.haversine_m(edge_lat, edge_lon, lat, lon)
    if away <= BESIDE_M and not stored.ground:
        return ""
    wind = geometry.compass_word(geometry.bearing_deg(edge_lat, edge_lon, lat, lon)).lower()
    return f"outside the map, {_miles(away / _METERS_PER_MILE)} {wind} of it"


def of_agency(agency_id: int, lat: float, lon: float) -> tuple[areas.Beat | None, str]:
    """The beat of a spot; without one, and where the agency has beats, the words that say so."""
    beat = areas.beat_at(lat, lon, agency_id=agency_id)
    if beat or not areas.beats_of(agency_id):
        return beat, ""
    return None, OUTSIDE_AREA


def _miles(miles: float) -> str:
    if miles < 0.1:
        return "just"
    return f"{miles:.1f} mi" if miles < 2 else f"{miles:,.0f} mi"


def _ground(stored: Map) -> BaseGeometry:
    if stored.ground:
        return _polygon(stored.key, json.dumps(stored.ground))
    bounds = stored.bounds
    return shapely.box(bounds.west, bounds.south, bounds.east, bounds.north)


@lru_cache(maxsize=2)
def _polygon(_key: str, geojson: str) -> BaseGeometry:
    found: BaseGeometry = shapely.from_geojson(geojson)
    shapely.prepare(found)
    return found
