"""The relations of a file: areas of several ways, forbidden turns, the streets of houses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import osmium
from osmium import osm

from beatbook.ground.geo.osm import scenery

Tags = dict[str, str]


@dataclass(frozen=True, slots=True)
class Restriction:
    """Turning from one way into another at a node is forbidden, or is all that is allowed."""

    from_way: int
    via: int
    to_way: int
    only: bool


@dataclass(frozen=True, slots=True)
class Area:
    """An area drawn by several ways, named by their ids."""

    tags: Tags
    outer: list[int]
    inner: list[int]


@dataclass(slots=True)
class Relations:
    """`area_ways` maps the ways of areas to their (lon, lat) points, filled in later.

    `street_of` maps ("n" or "w", id) of a house to the name of its street.
    """

    areas: list[Area] = field(default_factory=list)
    area_ways: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    street_of: dict[tuple[str, int], str] = field(default_factory=dict)
    restrictions: list[Restriction] = field(default_factory=list)


def read(path: Path) -> Relations:
    """All relations of the file that matter to a map."""
    found = Relations()
    for relation in osmium.FileProcessor(str(path), osm.RELATION):
        assert isinstance(relation, osm.Relation)
        tags = dict(relation.tags)
        kind = tags.get("type")
        if kind == "multipolygon":
            _note_area(found, tags, relation)
        elif kind == "restriction":
            found.restrictions.extend(_restrictions(tags, relation))
        elif kind == "associatedStreet" and "name" in tags:
            houses = ((m.type, m.ref) for m in relation.members if m.role == "house")
            found.street_of.update(dict.fromkeys(houses, tags["name"]))
    return found


def _note_area(found: Relations, tags: Tags, relation: osm.Relation) -> None:
    if not (scenery.layer_of_area(tags) or scenery.kind_of_place(tags) or "addr:street" in tags):
        return
    ways = [(member.ref, member.role) for member in relation.members if member.type == "w"]
    outer = [ref for ref, role in ways if role != "inner"]
    inner = [ref for ref, role in ways if role == "inner"]
    found.areas.append(Area(tags, outer, inner))
    found.area_ways.update((ref, []) for ref, _ in ways)


def _restrictions(tags: Tags, relation: osm.Relation) -> Iterator[Restriction]:
    said = tags.get("restriction", tags.get("restriction:motorcar", ""))
    if not said.startswith(("no_", "only_")):
        return
    members: dict[tuple[str, str], list[int]] = defaultdict(list)
    for member in relation.members:
        members[member.role, member.type].append(member.ref)
    if len(members["via", "n"]) != 1:
        return
    for from_way in members["from", "w"]:
        for to_way in members["to", "w"]:
            only = said.startswith("only_")
            yield Restriction(from_way, members["via", "n"][0], to_way, only)
