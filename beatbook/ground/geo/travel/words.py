"""The steps of a route in English: the one place where they become words."""

from __future__ import annotations

from beatbook.core import units
from beatbook.ground.geo.travel.trips import Maneuver, Step

UNNAMED = {
    "service": "a driveway",
    "track": "a track",
    "pedestrian": "a walkway",
    "footway": "a footpath",
    "path": "a path",
    "cycleway": "a bike path",
    "steps": "stairs",
    "bridleway": "a trail",
    "motorway_link": "a ramp",
    "trunk_link": "a ramp",
    "primary_link": "a ramp",
    "secondary_link": "a ramp",
    "tertiary_link": "a ramp",
}
"""What a street without a name is called, by its class; others are "an unnamed street"."""

TURNS = {
    Maneuver.BEAR_LEFT: "Bear left",
    Maneuver.BEAR_RIGHT: "Bear right",
    Maneuver.LEFT: "Turn left",
    Maneuver.RIGHT: "Turn right",
    Maneuver.SHARP_LEFT: "Turn sharp left",
    Maneuver.SHARP_RIGHT: "Turn sharp right",
}
ARRIVALS = {
    Maneuver.ARRIVE: "Arrive",
    Maneuver.ARRIVE_LEFT: "Arrive on the left",
    Maneuver.ARRIVE_RIGHT: "Arrive on the right",
}


def step(
    maneuver: Maneuver,
    street: str,
    road_class: str,
    *,
    meters: float,
    heading: str = "",
    stays: bool = False,
) -> Step:
    """A step with its words: ``"Turn left onto Harbor Street, 0.3 mi"``."""
    called = street or UNNAMED.get(road_class, "an unnamed street")
    way = _way(maneuver, called, heading, stays=stays)
    told = way if maneuver in ARRIVALS else f"{way}, {units.distance_text(meters)}"
    return Step(told, maneuver, street, road_class, heading, stays, meters)


def _way(maneuver: Maneuver, called: str, heading: str, *, stays: bool) -> str:
    if maneuver in ARRIVALS:
        return ARRIVALS[maneuver]
    if maneuver == Maneuver.DEPART:
        return f"{heading} on {called}"
    if maneuver == Maneuver.CONTINUE:
        return f"Continue on {called}"
    if maneuver == Maneuver.BACK:
        return f"Turn back on {called}"
    return f"{TURNS[maneuver]} {'to stay on' if stays else 'onto'} {called}"
