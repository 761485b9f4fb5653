"""How measured things are written for people in the United States: miles, feet, minutes.

Inside the program lengths are meters and durations are seconds; they become words only here.
"""

from __future__ import annotations

METERS_PER_FOOT = 0.3048
METERS_PER_MILE = 1609.344

FEET_BELOW_MILES = 0.1
"""Shorter than this many miles, a distance is written in feet."""


def feet(meters: float) -> float:
    """Meters to feet."""
    return meters / METERS_PER_FOOT


def miles(meters: float) -> float:
    """Meters to miles."""
    return meters / METERS_PER_MILE


def meters_from_miles(miles: float) -> float:
    """Miles to meters."""
    return miles * METERS_PER_MILE


def distance_text(meters: float) -> str:
    """``"450 ft"`` (to ten feet) below a tenth of a mile, then ``"0.3 mi"``, then ``"12 mi"``."""
    if miles(meters) < FEET_BELOW_MILES:
        return f"{round(feet(meters), -1):.0f} ft"
    if miles(meters) < 9.95:
        return f"{miles(meters):.1f} mi"
    return f"{miles(meters):.0f} mi"


def stopwatch_text(seconds: float) -> str:
    """Whole seconds as a running timer shows them: ``"0:07"``, ``"4:12"``, ``"1:04:12"``."""
    minutes, rest = divmod(int(seconds), 60)
    if minutes < 60:
        return f"{minutes}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


UNDER_A_MINUTE = "under 1 min"


def minutes_text(seconds: float) -> str:
    """A duration to the nearest minute: ``"under 1 min"``, ``"4 min"``, ``"1 h 5 min"``."""
    if seconds < 60:
        return UNDER_A_MINUTE
    minutes = int(seconds / 60 + 0.5)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"
