"""Reads an OpenStreetMap file into a `Survey`: roads, addresses and places as the file has them.

What is drawn goes straight to a file of GeoJSON lines, so that memory holds roads, not houses. The
file is read twice: its relations first, because they say which ways to keep.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import osmium
import shapely
from osmium import osm
from shapely.geometry.base import BaseGeometry

from beatbook.ground.geo import town
from beatbook.ground.geo.osm import features, milestones, relations, rings, roads, scenery

SUFFIXES = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2", ".osm.xml")
LARGEST_BYTES = 2 * 2**30
REPORT_EVERY = 20_000
READING = "Reading the file"

Line = list[tuple[float, float]]
Tags = dict[str, str]
Milestone = tuple[Tags, float, float]


@dataclass(slots=True)
class Way:
    """A road of the file: `points` are (lat, lon) of the nodes `refs`."""

    id: int
    road: roads.Road
    refs: list[int]
    points: Line


@dataclass(frozen=True, slots=True)
class RawAddress:
    number: str
    street: str
    locality: str
    lat: float
    lon: float


@dataclass(slots=True)
class Survey:
    """What a file holds, before streets are made of it."""

    ways: list[Way] = field(default_factory=list)
    addresses: list[RawAddress] = field(default_factory=list)
    places: list[town.NamedPlace] = field(default_factory=list)
    restrictions: list[relations.Restriction] = field(default_factory=list)
    barriers: set[int] = field(default_factory=set)
    coast: list[Line] = field(default_factory=list)
    mileposts: list[town.Milepost] = field(default_factory=list)
    bounds: town.Bounds = town.NOWHERE


def read(
    path: Path, scenery_file: TextIO, progress: town.Progress, *, with_roads: bool = True
) -> Survey:
    """Read `path`; what is drawn is written to `scenery_file`. MapRefused if it cannot be read.

    Roads are not drawn where they come from another file.
    """
    check_file(path)
    progress(READING, 0, None)
    survey = Survey()
    try:
        related = relations.read(path)
        survey.restrictions = related.restrictions
        _Reader(survey, related, scenery_file, with_roads).read(path, progress)
    except (RuntimeError, ValueError) as fault:
        raise town.MapRefused(
            f"{path.name} cannot be read as OpenStreetMap data: {fault}."
        ) from fault
    return survey


def check_file(path: Path) -> None:
    """Raise MapRefused if there is no such file, or it is not named as one of these."""
    if path.is_dir():
        raise town.MapRefused(f"{path} is a directory: name the file in it.")
    if not path.is_file():
        raise town.MapRefused(f"There is no file {path}.")
    if not path.name.lower().endswith(SUFFIXES):
        raise town.MapRefused(
            f"{path.name} is not named like an OpenStreetMap file ({', '.join(SUFFIXES)})."
        )
    size = path.stat().st_size
    if size == 0:
        raise town.MapRefused(f"{path.name} is empty.")
    if size > LARGEST_BYTES:
        raise town.MapRefused(
            f"{path.name} has {size / 2**30:.1f} GB, more than one agency needs: "
            "cut your county out of it first."
        )


class _Reader:
    """The second reading: every tagged thing, with the places of the nodes of ways."""

    def __init__(
        self,
        survey: Survey,
        related: relations.Relations,
        scenery_file: TextIO,
        with_roads: bool,
    ) -> None:
        self.survey = survey
        self.related = related
        self.scenery_file = scenery_file
        self.with_roads = with_roads
        self.milestones: dict[int, Milestone] = {}

    def read(self, path: Path, progress: town.Progress) -> None:
        source = osmium.FileProcessor(str(path), osm.NODE | osm.WAY).with_locations()
        untagged_nodes = osmium.filter.EmptyTagFilter()
        untagged_nodes.enable_for(osm.NODE)
        source.with_filter(untagged_nodes)
        for done, thing in enumerate(source, start=1):
            if isinstance(thing, osm.Node):
                self._node(thing)
            elif isinstance(thing, osm.Way):
                self._way(thing)
            if done % REPORT_EVERY == 0:
                progress(READING, done, None)
        for area in self.related.areas:
            self._related_area(area)
        self._finish(source.header.box())

    def _node(self, node: osm.Node) -> None:
        tags = dict(node.tags)
        if roads.blocks_cars(tags):
            self.survey.barriers.add(node.id)
        lat, lon = node.location.lat, node.location.lon
        layer = scenery.layer_of_point(tags)
        if layer:
            self._draw(layer, tags, shapely.Point(lon, lat))
        if tags.get("highway") == "milestone":
            self.milestones[node.id] = (tags, lat, lon)
        self._find(tags, lat, lon, self.related.street_of.get(("n", node.id), ""))

    def _way(self, way: osm.Way) -> None:
        wanted = way.id in self.related.area_ways
        if not wanted and not way.tags:
            return
        nodes = [(n.ref, n.lat, n.lon) for n in way.nodes if n.location.valid()]
        line = [(lon, lat) for _, lat, lon in nodes]
        if wanted:
            self.related.area_ways[way.id] = line
        tags = dict(way.tags)
        if len(line) < 2 or not tags:
            return
        if tags.get("natural") == "coastline":
            self.survey.coast.append(line)
        road = roads.read(tags)
        if road:
            self._name_milestones(tags, nodes)
            points = [(lat, lon) for _, lat, lon in nodes]
            self.survey.ways.append(Way(way.id, road, [ref for ref, *_ in nodes], points))
        self._line(way, tags, line)

    def _name_milestones(self, tags: Tags, nodes: Sequence[tuple[int, float, float]]) -> None:
        """A milestone that does not name its highway stands on it."""
        for ref, _, _ in nodes if tags.get("ref") else ():
            if ref in self.milestones:
                self.milestones[ref][0].setdefault("ref", tags["ref"])

    def _line(self, way: osm.Way, tags: Tags, line: Line) -> None:
        layer = scenery.layer_of_line(tags)
        if layer:
            self._draw(layer, tags, shapely.LineString(line))
        elif line[0] == line[-1] and _is_worth_an_area(tags):
            shape = rings.polygon(line)
            if shape is not None:
                self._area(tags, shape, self.related.street_of.get(("w", way.id), ""))

    def _related_area(self, area: relations.Area) -> None:
        lines = self.related.area_ways
        shape = rings.multipolygon(
            [lines[ref] for ref in area.outer], [lines[ref] for ref in area.inner]
        )
        if shape is not None:
            self._area(area.tags, shape, "")

    def _area(self, tags: Tags, shape: BaseGeometry, street: str) -> None:
        layer = scenery.layer_of_area(tags)
        if layer:
            self._draw(layer, tags, shape)
        center = shape.centroid
        self._find(tags, center.y, center.x, street)

    def _find(self, tags: Tags, lat: float, lon: float, street: str) -> None:
        """Keep what people look for: an address, a named place, or both."""
        number = tags.get("addr:housenumber", "")
        street = tags.get("addr:street", street) or tags.get("addr:place", "")
        if number and street:
            locality = tags.get("addr:city", "").strip()
            self.survey.addresses.append(RawAddress(number, street.strip(), locality, lat, lon))
        kind = scenery.kind_of_place(tags)
        if kind:
            name = tags["name"].strip()
            address = f"{number} {street}".strip() if street else ""
            self.survey.places.append(town.NamedPlace(name, kind, lat, lon, address))

    def _finish(self, box: osm.Box) -> None:
        found = (milestones.read(*milestone) for milestone in self.milestones.values())
        self.survey.mileposts += [post for post in found if post is not None]
        if box.valid():
            low, high = box.bottom_left, box.top_right
            self.survey.bounds = town.Bounds(low.lat, low.lon, high.lat, high.lon)
        else:
            self.survey.bounds = bounds_of(self.survey.ways)
        for shape in rings.sea(self.survey.coast, self.survey.bounds):
            self._draw(scenery.SEA, {}, shape)

    def _draw(self, layer: scenery.Layer, tags: Tags, shape: BaseGeometry) -> None:
        if layer.name != "road" or self.with_roads:
            features.write(self.scenery_file, layer, tags, shape)


def _is_worth_an_area(tags: Tags) -> bool:
    return bool(
        scenery.layer_of_area(tags) or scenery.kind_of_place(tags) or "addr:housenumber" in tags
    )


def bounds_of(ways: Sequence[Way]) -> town.Bounds:
    """The rectangle around every road."""
    if not ways:
        return town.NOWHERE
    lats = [lat for way in ways for lat, _ in way.points]
    lons = [lon for way in ways for _, lon in way.points]
    return town.Bounds(min(lats), min(lons), max(lats), max(lons))
