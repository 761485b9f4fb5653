"""Small geometry on the map. Degrees are WGS 84; distances are meters; bearings are degrees.

Over a town the earth may be taken as flat: ``LocalPlane`` turns degrees into meters near one
place, and the rest of the plane geometry is done there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

EARTH_RADIUS_M = 6_371_008.8
"""The mean radius (IUGG)."""

METERS_PER_DEGREE = math.radians(EARTH_RADIUS_M)

COMPASS = (
    "North",
    "Northeast",
    "East",
    "Southeast",
    "South",
    "Southwest",
    "West",
    "Northwest",
)


def haversine_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance between two places, in meters."""
    north = math.radians(other_lat - lat)
    east = math.radians(other_lon - lon)
    chord = (
        math.sin(north / 2) ** 2
        + math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, chord)))


def bearing_deg(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The direction from one place to a near one: 0 is north, 90 east; at least 0, below 360."""
    x, y = LocalPlane(lat, lon).to_xy(other_lat, other_lon)
    return math.degrees(math.atan2(x, y)) % 360.0


def compass_word(bearing: float) -> str:
    """The nearest of the eight winds: ``compass_word(100) == "East"``."""
    return COMPASS[round(bearing / 45.0) % 8]


@dataclass(frozen=True)
class LocalPlane:
    """An equirectangular plane around a place: x meters east of it, y meters north of it.

    Within 50 km the error stays below half a percent outside the polar regions.
    """

    lat: float
    lon: float

    @property
    def meters_per_lat(self) -> float:
        """Meters in one degree of latitude."""
        return METERS_PER_DEGREE

    @property
    def meters_per_lon(self) -> float:
        """Meters in one degree of longitude at this latitude."""
        return METERS_PER_DEGREE * math.cos(math.radians(self.lat))

    def to_xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Degrees to (x, y) in meters."""
        return (lon - self.lon) * self.meters_per_lon, (lat - self.lat) * self.meters_per_lat

    def to_degrees(self, x: float, y: float) -> tuple[float, float]:
        """(x, y) in meters to (lat, lon) in degrees."""
        return self.lat + y / self.meters_per_lat, self.lon + x / self.meters_per_lon


def point_to_segment(
    point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]
) -> tuple[float, float]:
    """(distance, fraction) from a point to a segment of the plane.

    The distance is in the unit of the coordinates; the fraction, 0 at the start and 1 at the
    end, is where on the segment the nearest place lies. A segment of no length is its start.
    """
    along = (end[0] - start[0], end[1] - start[1])
    square = along[0] ** 2 + along[1] ** 2
    offset = (point[0] - start[0], point[1] - start[1])
    fraction = (offset[0] * along[0] + offset[1] * along[1]) / square if square > 0 else 0.0
    fraction = min(1.0, max(0.0, fraction))
    gap = (offset[0] - fraction * along[0], offset[1] - fraction * along[1])
    return math.hypot(*gap), fraction
