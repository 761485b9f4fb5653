"""Points by the United States National Grid, the grid of search and rescue: "18S UJ 2337 0651".

A grid zone, a square of 100 km and an even count of digits: half of them meters east, half meters
north, as many as are needed. Named in FGDC-STD-011-2001. The projection is PROJ's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import pyproj

BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""Eight degrees of latitude each from 80 south; the last has twelve."""
COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")
"""The columns of squares, west to east, by the zone's remainder of three."""
ROWS = "ABCDEFGHJKLMNPQRSTUV"
"""The rows of squares, south to north, again and again; in even zones they begin with F."""
EVEN_ZONES_BEGIN = 5
SQUARE_M = 100_000
CYCLE_M = SQUARE_M * len(ROWS)
MOST_DIGITS = 5
FALSE_NORTHING_M = 10_000_000
FEET_PER_M = 3.28084

_LETTERS = "A-HJ-NP-Z"
_GRID = re.compile(
    rf"(?:(?:USNG|MGRS)\s*:?\s*)?(\d{{1,2}})\s*([C-HJ-NP-X])\s*([{_LETTERS}])([A-HJ-NP-V])"
    r"\s*(?:(\d{2,5})\s+(\d{2,5})|(\d{4,10}))"
)


@dataclass(frozen=True, slots=True)
class Square:
    """The middle of the square that was said, and how long its side is in meters."""

    lat: float
    lon: float
    side_m: int

    @property
    def note(self) -> str:
        return f"grid square of {round(self.side_m * FEET_PER_M):,} ft"


def read(text: str) -> Square | None:
    """The square that `text` names, in capitals or not; None if it is none."""
    match = _GRID.fullmatch(text.strip().upper())
    if match is None:
        return None
    zone, band, column, row = int(match[1]), match[2], match[3], match[4]
    digits = _halves(match)
    columns = COLUMNS[zone % 3]
    if digits is None or not 1 <= zone <= 60 or column not in columns:
        return None
    side = 10 ** (MOST_DIGITS - len(digits[0]))
    east = (columns.index(column) + 1) * SQUARE_M + int(digits[0]) * side + side / 2
    shift = 0 if zone % 2 else EVEN_ZONES_BEGIN
    within = (ROWS.index(row) - shift) % len(ROWS) * SQUARE_M + int(digits[1]) * side + side / 2
    point = _in_band(zone, band, east, within)
    return Square(*point, side) if point else None


def _halves(match: re.Match[str]) -> tuple[str, str] | None:
    """The digits east and north: as many of the one as of the other."""
    if match[7]:
        half, odd = divmod(len(match[7]), 2)
        return None if odd else (match[7][:half], match[7][half:])
    return (match[5], match[6]) if len(match[5]) == len(match[6]) else None


def _in_band(zone: int, band: str, east: float, within: float) -> tuple[float, float] | None:
    """(lat, lon) of the one repetition of the rows that lies in the band; None if none does."""
    south = -80 + 8 * BANDS.index(band)
    north = 84 if band == BANDS[-1] else south + 8
    project = _utm(zone)
    equator = 0 if south >= 0 else -FALSE_NORTHING_M
    for northing in range(equator, FALSE_NORTHING_M, CYCLE_M):
        lon, lat = project(east, northing + within, inverse=True)
        if south <= lat < north:
            return lat, lon
    return None


@lru_cache(maxsize=4)
def _utm(zone: int) -> pyproj.Proj:
    return pyproj.Proj(proj="utm", zone=zone, datum="WGS84")
