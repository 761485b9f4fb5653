"""What each tagged thing is on the drawn map, and what it is called when people look for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beatbook.ground.geo import graph

Tags = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layer:
    """Where a thing is drawn: tile layer, class, and the zoom from which it is shown."""

    name: str
    cls: str
    min_zoom: int


SEA = Layer("water", "sea", 10)
_ROAD_ZOOM: Mapping[str, int] = MappingProxyType(
    {
        "motorway": 10, "motorway_link": 11, "trunk": 10, "trunk_link": 11,
        "primary": 10, "primary_link": 12, "secondary": 11, "secondary_link": 12,
        "tertiary": 12, "tertiary_link": 13, "unclassified": 12, "residential": 12,
        "living_street": 13, "road": 13, "service": 13, "track": 13,
    }
)  # fmt: skip
_FOOTWAY_ZOOM = 14
_BUILDING_ZOOM = 13
_PLACE_ZOOM: Mapping[str, int] = MappingProxyType(
    {
        "city": 10, "town": 10, "village": 10, "borough": 11, "suburb": 11, "quarter": 12,
        "neighbourhood": 12, "hamlet": 12, "locality": 13, "island": 12,
    }
)  # fmt: skip
_WATERWAY_ZOOM: Mapping[str, int] = MappingProxyType(
    {"river": 10, "canal": 11, "stream": 13, "drain": 14, "ditch": 14}
)
_RAILS = frozenset({"rail", "light_rail", "subway", "tram", "narrow_gauge", "monorail"})
_GREENS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "leisure": frozenset(
            {"park", "garden", "pitch", "playground", "golf_course", "nature_reserve",
             "recreation_ground", "common", "dog_park"}
        ),
        "landuse": frozenset(
            {"grass", "forest", "cemetery", "recreation_ground", "meadow", "village_green",
             "orchard", "vineyard", "allotments"}
        ),
        "natural": frozenset({"wood", "scrub", "grassland", "heath"}),
    }
)  # fmt: skip
_WATERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "natural": frozenset({"water", "bay"}),
        "waterway": frozenset({"riverbank", "dock"}),
        "landuse": frozenset({"reservoir", "basin"}),
    }
)


def layer_of_point(tags: Tags) -> Layer | None:
    place = tags.get("place", "")
    if place in _PLACE_ZOOM and "name" in tags:
        return Layer("place", place, _PLACE_ZOOM[place])
    return None


def layer_of_line(tags: Tags) -> Layer | None:
    """The layer of a way that is drawn as a line."""
    highway = tags.get("highway", "")
    if highway in graph.ROAD_CLASSES:
        return Layer("road", highway, _ROAD_ZOOM.get(highway, _FOOTWAY_ZOOM))
    waterway = tags.get("waterway", "")
    if waterway in _WATERWAY_ZOOM:
        return Layer("waterway", waterway, _WATERWAY_ZOOM[waterway])
    if tags.get("railway") in _RAILS and "tunnel" not in tags:
        return Layer("rail", tags["railway"], 11)
    return None


def layer_of_area(tags: Tags) -> Layer | None:
    """The layer of a closed way or multipolygon that is drawn filled."""
    if tags.get("building", "no") != "no":
        return Layer("building", tags["building"], _BUILDING_ZOOM)
    for name, kinds in (("water", _WATERS), ("green", _GREENS)):
        for key, values in kinds.items():
            if tags.get(key) in values:
                return Layer(name, tags[key], 10)
    return None


# Searched in this order: what a thing is for says more than what it is built as.
_PLACE_KEYS = (
    "amenity", "shop", "tourism", "leisure", "healthcare", "emergency", "office", "craft", "club",
    "aeroway", "historic", "place", "railway", "public_transport", "man_made", "natural",
    "landuse", "building",
)  # fmt: skip
_PLACE_LIKE_HIGHWAYS = frozenset({"bus_stop", "rest_area", "services"})
_STATIONS = frozenset({"station", "halt", "tram_stop", "subway_entrance"})
_GONE = ("disused", "abandoned", "demolished", "razed")


def kind_of_place(tags: Tags) -> str | None:
    """What a named thing is, in words ("school", "clothes shop"); None if nobody looks for it."""
    if "name" not in tags or tags.get("boundary") or tags.get("type") == "route":
        return None
    if any(tags.get(state) == "yes" for state in _GONE):
        return None
    if tags.get("highway") in _PLACE_LIKE_HIGHWAYS:
        return _in_words(tags["highway"])
    if "highway" in tags:
        return None
    for key in _PLACE_KEYS:
        if key in tags:
            return _kind(key, tags[key])
    return None


def _kind(key: str, value: str) -> str | None:
    if value == "no" or (key == "railway" and value not in _STATIONS):
        return None
    if value == "yes":
        return _in_words(key)
    if key == "shop":
        return f"{_in_words(value)} shop"
    return "neighborhood" if value == "neighbourhood" else _in_words(value)


def _in_words(value: str) -> str:
    return value.replace("_", " ")[:60]
