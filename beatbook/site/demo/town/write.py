"""The last layer: the drawing as OpenStreetMap data, in one .osm.pbf file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import osmium
from osmium.osm import mutable
from shapely import LineString, Polygon

from beatbook.site.demo.town import terrain
from beatbook.site.demo.town.shapes import XY

Tags = dict[str, str]


@dataclass
class Sheet:
    """Nodes, ways and relations on their way to the file. Vertices at one place are one node."""

    nodes: dict[XY, int] = field(default_factory=dict)
    node_tags: dict[int, Tags] = field(default_factory=dict)
    ways: list[tuple[list[int], Tags]] = field(default_factory=list)
    relations: list[tuple[list[tuple[int, str]], Tags]] = field(default_factory=list)

    def point(self, xy: XY, tags: Tags | None = None) -> int:
        """The node at a place; its tags are added to those it has."""
        number = self.nodes.setdefault((round(xy[0], 1), round(xy[1], 1)), len(self.nodes) + 1)
        if tags:
            self.node_tags.setdefault(number, {}).update(tags)
        return number

    def line(self, line: LineString, tags: Tags) -> int:
        """A way along a line; its number."""
        refs = [self.point((xy[0], xy[1])) for xy in line.coords]
        refs = [ref for index, ref in enumerate(refs) if index == 0 or ref != refs[index - 1]]
        self.ways.append((refs, tags))
        return len(self.ways)

    def area(self, outline: Polygon, tags: Tags) -> None:
        """A closed way, or a multipolygon where the outline has holes."""
        rings = [LineString(ring.coords) for ring in (outline.exterior, *outline.interiors)]
        if len(rings) == 1:
            self.line(rings[0], tags)
            return
        members = [(self.line(ring, {}), "inner" if i else "outer") for i, ring in enumerate(rings)]
        self.relations.append((members, {"type": "multipolygon", **tags}))

    def save(self, path: Path) -> None:
        """Write the file, replacing what was there. The same sheet gives the same bytes."""
        header = osmium.io.Header()
        header.set("generator", "Beatbook demo town")
        with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
            for (x, y), number in self.nodes.items():
                lat, lon = terrain.PLANE.to_degrees(x, y)
                tags = self.node_tags.get(number, {})
                writer.add_node(mutable.Node(id=number, location=(lon, lat), tags=tags))
            for number, (refs, tags) in enumerate(self.ways, start=1):
                writer.add_way(mutable.Way(id=number, nodes=refs, tags=tags))
            for number, (members, tags) in enumerate(self.relations, start=1):
                rows = [("w", way, role) for way, role in members]
                writer.add_relation(mutable.Relation(id=number, members=rows, tags=tags))
