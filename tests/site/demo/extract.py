"""Reads an extract back the way any stranger would: ways and tags, nothing of our drawing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import osmium
from shapely import LineString, Point, Polygon, union_all
from shapely.geometry.base import BaseGeometry

from beatbook.core.geometry import LocalPlane

PLANE = LocalPlane(41.5, -69.2)
CARS = {"primary", "secondary", "tertiary", "residential", "service"}


@dataclass(frozen=True)
class Way:
    nodes: tuple[int, ...]
    tags: dict[str, str]
    places: tuple[tuple[float, float], ...]
    """Meters east and north of the middle of town."""

    @property
    def line(self) -> LineString:
        return LineString(self.places)

    @property
    def outline(self) -> Polygon:
        return Polygon(self.places)

    @property
    def road(self) -> str:
        return self.tags.get("highway", "")

    @property
    def address(self) -> tuple[int, str]:
        return int(self.tags["addr:housenumber"]), self.tags["addr:street"]


@dataclass
class Extract:
    ways: dict[int, Way] = field(default_factory=dict)
    multipolygons: list[tuple[dict[str, str], list[int], list[int]]] = field(default_factory=list)
    """(tags, outer ways, inner ways)"""

    @classmethod
    def read(cls, path: Path) -> Extract:
        found = cls()
        for thing in osmium.FileProcessor(str(path)).with_locations():
            tags = dict(thing.tags)
            if thing.is_way():
                refs = tuple(node.ref for node in thing.nodes)
                places = tuple(PLANE.to_xy(node.lat, node.lon) for node in thing.nodes)
                found.ways[thing.id] = Way(refs, tags, places)
            elif thing.is_relation():
                outer = [member.ref for member in thing.members if member.role == "outer"]
                inner = [member.ref for member in thing.members if member.role == "inner"]
                found.multipolygons.append((tags, outer, inner))
        return found

    def tagged(self, key: str, *values: str) -> list[Way]:
        """Ways with this tag; any value, when none is given."""
        return [
            way
            for way in self.ways.values()
            if key in way.tags and (not values or way.tags[key] in values)
        ]

    @property
    def addresses(self) -> list[Way]:
        return self.tagged("addr:housenumber")

    @cached_property
    def streets(self) -> dict[str, list[Way]]:
        """Streets by their names."""
        found: dict[str, list[Way]] = defaultdict(list)
        for way in self.tagged("highway"):
            if "name" in way.tags:
                found[way.tags["name"]].append(way)
        return found

    @cached_property
    def water(self) -> BaseGeometry:
        """Everything that is wet, islands left out."""
        wet = [way.outline for way in self.tagged("natural", "water")]
        for tags, outer, inner in self.multipolygons:
            if tags.get("natural") == "water":
                shores = union_all([self.ways[way].outline for way in outer])
                wet.append(shores.difference(union_all([self.ways[w].outline for w in inner])))
        return union_all(wet)

    def nearest(self, name: str, place: Point) -> Way:
        """The piece of a street that is nearest to a place."""
        return min(self.streets[name], key=lambda way: float(way.line.distance(place)))
