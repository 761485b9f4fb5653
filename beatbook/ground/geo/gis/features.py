"""Places, mileposts, and what is only drawn: parks, water, buildings, rails of a city's files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TextIO

import shapely

from beatbook.ground.geo import names, town
from beatbook.ground.geo.gis import columns, street_names
from beatbook.ground.geo.gis.layers import LINES, Layer
from beatbook.ground.geo.gis.mapping import Role, Section
from beatbook.ground.geo.osm import features, scenery

SCENERY: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "park": {"leisure": "park"},
        "green": {"landuse": "grass"},
        "cemetery": {"landuse": "cemetery"},
        "water": {"natural": "water"},
        "stream": {"waterway": "stream"},
        "building": {"building": "yes"},
        "rail": {"railway": "rail"},
    }
)
"""What can be drawn, and what OpenStreetMap would call it."""
_FOUND_BY_NAME = frozenset({"park", "cemetery"})
_LONGEST_KIND = 60


def draw(layer: Layer, kind: str, file: TextIO) -> list[town.NamedPlace]:
    """Draw every shape of a layer; parks and cemeteries are places with a name too."""
    tags = dict(SCENERY[kind])
    found = columns.find(layer, Role.PLACES, Section())
    places: list[town.NamedPlace] = []
    for shape, name in zip(layer.shapes, layer.column(found.get("name")), strict=True):
        if shape is None or shape.is_empty:
            continue
        is_line = shape.geom_type in LINES
        where = scenery.layer_of_line(tags) if is_line else scenery.layer_of_area(tags)
        if where is None:
            drawn = "lines" if is_line else "polygons"
            raise town.MapRefused(f"{layer.source} holds {drawn}: they cannot be a {kind}.")
        said = {**tags, "name": street_names.written(name)} if name else tags
        features.write(file, where, said, shape)
        if name and kind in _FOUND_BY_NAME:
            middle = shape.representative_point()
            title = street_names.written(name)
            places.append(town.NamedPlace(title, kind, middle.y, middle.x))
    return places


def places(layer: Layer, section: Section, kind: str) -> Iterator[town.NamedPlace]:
    """The named points of a layer; `kind` is what they are if no column says it."""
    found = columns.find(layer, Role.PLACES, section)
    if "name" not in found:
        raise columns.missing(layer, Role.PLACES, "the place's name")
    rows = zip(
        layer.shapes,
        layer.column(found["name"]),
        layer.column(None if kind else found.get("kind")),
        layer.column(found.get("address")),
        strict=True,
    )
    for shape, name, said, address in rows:
        if shape is not None and not shape.is_empty and name:
            middle = shape.representative_point()
            what = (kind or said.lower() or "place").replace("_", " ")[:_LONGEST_KIND]
            title = street_names.written(name)
            yield town.NamedPlace(title, what, middle.y, middle.x, street_names.written(address))


def mileposts(layer: Layer, section: Section) -> list[town.Milepost]:
    """The mileposts of a layer of points. MapRefused if it does not say which mile of what."""
    found = columns.find(layer, Role.MILEPOSTS, section)
    for field, what in (("route", "the highway"), ("mile", "the mile")):
        if field not in found:
            raise columns.missing(layer, Role.MILEPOSTS, what)
    posts: list[town.Milepost] = []
    left = 0
    rows = zip(layer.shapes, layer.column(found["route"]), layer.column(found["mile"]), strict=True)
    for shape, route, mile in rows:
        number = _mile(mile)
        if shape is None or shape.is_empty or number is None or not names.route_key(route):
            left += 1
            continue
        middle = shapely.centroid(shape)
        posts.append(town.Milepost(route, number, middle.y, middle.x))
    if left:
        layer.notes.append(f"{layer.source}: {left:,} rows name no mile of a highway.")
    return posts


def _mile(text: str) -> float | None:
    try:
        mile = float(text.upper().removeprefix("MP").strip())
    except ValueError:
        return None
    return mile if 0 <= mile < 10_000 else None
