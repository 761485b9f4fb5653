"""What the tags of a way say about driving, cycling and walking it. Pure: tags in, speeds out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beatbook.core import units
from beatbook.ground.geo import graph

Tags = Mapping[str, str]

# Free-flow km/h in a town; a posted limit, where there is one, wins.
CAR_KMH: Mapping[str, float] = MappingProxyType(
    {
        "motorway": 95, "motorway_link": 55, "trunk": 75, "trunk_link": 50,
        "primary": 52, "primary_link": 40, "secondary": 46, "secondary_link": 38,
        "tertiary": 42, "tertiary_link": 35, "unclassified": 36, "residential": 32,
        "living_street": 12, "service": 18, "track": 15, "road": 30,
    }
)  # fmt: skip
DRIVEN_SHARE_OF_LIMIT = 0.9
PRIVATE_KMH = 12
"""Patrol may enter a private way, but should not be led through one to save a few seconds."""
BIKE_KMH = 16.0
PUSHED_BIKE_KMH = 4.5
TRACK_BIKE_KMH = 11.0
FOOT_KMH = 4.8
STEPS_KMH = 2.4

_NO_BIKE = frozenset({"motorway", "motorway_link", "trunk", "trunk_link", "steps"})
_NO_FOOT = frozenset({"motorway", "motorway_link", "trunk", "trunk_link"})
_PUSHED = frozenset({"footway", "pedestrian", "bridleway"})
_CLOSED = frozenset({"no", "agricultural", "forestry", "emergency_only"})
_OPEN = frozenset({"yes", "designated", "permissive", "destination", "official", "customers"})
_NOT_STREETS = frozenset({"construction", "proposed", "abandoned", "razed", "disused"})
_FORWARD = frozenset({"yes", "true", "1"})
_BACKWARD = frozenset({"-1", "reverse"})
_ROUND = frozenset({"roundabout", "circular"})
_BIKE_AGAINST = ("opposite", "opposite_lane", "opposite_track", "opposite_share_busway")
_SPEED = re.compile(r"(\d+(?:\.\d+)?)\s*(mph|km/h|kmh|kph|knots)?")
_HARD_BARRIERS = frozenset({"bollard", "block", "jersey_barrier", "cycle_barrier", "planter",
                            "chain", "debris", "fence", "wall"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Road:
    """A way that somebody may use. Speeds are km/h by car, bike and foot; 0 is closed."""

    road_class: str
    name: str
    forward_kmh: tuple[float, float, float]
    backward_kmh: tuple[float, float, float]


def read(tags: Tags) -> Road | None:
    """The road these tags describe, or None if they describe none that is open to anybody."""
    road_class = tags.get("highway", "")
    if road_class not in graph.ROAD_CLASSES or _NOT_STREETS & tags.keys():
        return None
    one_way = _one_way(tags)
    car, bike, foot = (
        _car_kmh(road_class, tags),
        _bike_kmh(road_class, tags),
        _foot_kmh(road_class, tags),
    )
    bike_one_way = 0 if _bike_may_go_against(tags) else one_way
    forward = (car * (one_way >= 0), bike * (bike_one_way >= 0), foot)
    backward = (car * (one_way <= 0), bike * (bike_one_way <= 0), foot)
    if not any(forward) and not any(backward):
        return None
    return Road(road_class, tags.get("name", "").strip(), forward, backward)


def blocks_cars(tags: Tags) -> bool:
    """Does this point on a street (a bollard, say) stop a car? Gates are opened."""
    barrier = tags.get("barrier")
    if barrier is None:
        return False
    allowed = _access(tags, "motorcar", "motor_vehicle", "vehicle")
    if allowed in _OPEN or tags.get("bollard") == "removable":
        return False
    return barrier in _HARD_BARRIERS or allowed in _CLOSED


def speed_kmh(text: str) -> float | None:
    """A posted limit: "25 mph", "50", "35 mph;40 mph" (the lowest); None if it is no number."""
    found = [_one_speed(part) for part in re.split(r"[;|]", text)]
    speeds = [speed for speed in found if speed]
    return min(speeds) if speeds else None


def _one_speed(text: str) -> float | None:
    match = _SPEED.fullmatch(text.strip().lower())
    if not match:
        return None
    value = float(match[1])
    if match[2] == "mph":
        return value * units.METERS_PER_MILE / 1_000
    return value * 1.852 if match[2] == "knots" else value


def _one_way(tags: Tags) -> int:
    """1 along the way, -1 against it, 0 both."""
    said = tags.get("oneway", "")
    if said in _BACKWARD:
        return -1
    if said in _FORWARD:
        return 1
    implied = tags.get("junction") in _ROUND or tags.get("highway") == "motorway"
    return int(implied and said != "no")


def _bike_may_go_against(tags: Tags) -> bool:
    sides = ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both")
    against = any(tags.get(side, "").startswith(_BIKE_AGAINST) for side in sides)
    return against or tags.get("oneway:bicycle") == "no"


def _access(tags: Tags, *keys: str) -> str:
    """The most particular access tag there is; `access` says it for everybody."""
    return next((tags[key] for key in (*keys, "access") if key in tags), "")


def _car_kmh(road_class: str, tags: Tags) -> float:
    allowed = _access(tags, "motorcar", "motor_vehicle", "vehicle")
    usual = CAR_KMH.get(road_class, 0.0)
    if not usual and allowed in _OPEN and "access" not in tags:
        usual = CAR_KMH["living_street"]
    if allowed in _CLOSED or tags.get("area") == "yes":
        return 0.0
    limit = speed_kmh(tags.get("maxspeed", ""))
    speed = limit * DRIVEN_SHARE_OF_LIMIT if limit and usual else usual
    return min(speed, PRIVATE_KMH) if allowed in {"private", "delivery"} else speed


def _bike_kmh(road_class: str, tags: Tags) -> float:
    allowed = _access(tags, "bicycle", "vehicle")
    if allowed in _CLOSED or allowed == "use_sidepath":
        return 0.0
    if road_class in _NO_BIKE and tags.get("bicycle") not in _OPEN:
        return 0.0
    if allowed == "dismount" or (road_class in _PUSHED and tags.get("bicycle") not in _OPEN):
        return PUSHED_BIKE_KMH
    return TRACK_BIKE_KMH if road_class in {"track", "path"} else BIKE_KMH


def _foot_kmh(road_class: str, tags: Tags) -> float:
    if _access(tags, "foot") in _CLOSED:
        return 0.0
    if road_class in _NO_FOOT and tags.get("foot") not in _OPEN:
        return 0.0
    return STEPS_KMH if road_class == "steps" else FOOT_KMH
