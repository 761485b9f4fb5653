"""Street centerlines: what each row of a city's file says of its stretch of street."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely
from shapely import ops
from shapely.geometry.base import BaseGeometry

from beatbook.ground.geo import town
from beatbook.ground.geo.gis import classes, columns, one_way, ranges, street_names
from beatbook.ground.geo.gis.columns import Found
from beatbook.ground.geo.gis.layers import LINES, Layer
from beatbook.ground.geo.gis.mapping import Role, Section
from beatbook.ground.geo.gis.one_way import Way
from beatbook.ground.geo.gis.ranges import Span
from beatbook.ground.geo.vocabulary import Side

Line = list[tuple[float, float]]

_Facts = tuple[tuple[Span, ...], tuple[str, ...], tuple[str, str], tuple[str, str], tuple[str, str]]
"""Ranges, other names, nodes, levels and towns of a row."""

_FASTEST_MPH = 85
_NO_NODE = frozenset({"", "0", "-1"})
_ONE_WAY_TAG = {Way.WITH: {"oneway": "yes"}, Way.AGAINST: {"oneway": "-1"},
                Way.CLOSED: {"motor_vehicle": "no"}, Way.BOTH: {"oneway": "no"}}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Centerline:
    """A stretch of street: `line` is (lon, lat) points; `tags` say what OpenStreetMap would."""

    line: Line
    tags: dict[str, str]
    spans: tuple[Span, ...] = ()
    aliases: tuple[str, ...] = ()
    nodes: tuple[str, str] = ("", "")
    levels: tuple[str, str] = ("", "")
    city: str = ""
    city_right: str = ""
    """The town on the right side, where the file tells it apart."""

    @property
    def name(self) -> str:
        return self.tags.get("name", "")


def read(layer: Layer, section: Section) -> list[Centerline]:
    """Every stretch of street in the layer. MapRefused if it holds no lines, or none has a name."""
    layer.demand(LINES, "a line")
    found = columns.find(layer, Role.STREETS, section)
    names = list(street_names.whole(layer, found, "name"))
    if not any(names):
        raise columns.missing(layer, Role.STREETS, "the street's name")
    facts = zip(names, _tags(layer, found, section, names), _facts(layer, found), strict=True)
    result: list[Centerline] = []
    empty = 0
    are_roads = _are_roads(layer, found, section)
    for shape, is_road, (_, tags, (spans, aliases, nodes, levels, cities)) in zip(
        layer.shapes, are_roads, facts, strict=True
    ):
        if not is_road:
            continue
        parts = list(_lines(shape))
        empty += not parts
        for part, cut in zip(parts, _shared_out(spans, parts), strict=True):
            whole = len(parts) == 1
            result.append(
                Centerline(part, tags, cut, aliases, nodes if whole else ("", ""), levels, *cities)
            )
    if empty:
        layer.notes.append(f"{layer.source}: {empty:,} rows have no line and were left out.")
    return result


def _are_roads(layer: Layer, found: Found, section: Section) -> list[bool]:
    """For each row: is it a road at all? The census has rivers and railroads in the same file."""
    column = found.get("class")
    codes = layer.column(column)
    roads = [column is None or classes.is_road(code, section, column) for code in codes]
    others = Counter(code for code, is_road in zip(codes, roads, strict=True) if not is_road)
    if others:
        named = ", ".join(code for code, _ in others.most_common(4))
        layer.notes.append(
            f"{layer.source}: {others.total():,} of the rows are no roads ({column} {named}) "
            "and were left out."
        )
    return roads


def _tags(
    layer: Layer, found: Found, section: Section, names: Sequence[str]
) -> Iterator[dict[str, str]]:
    limits = [_mph(text) for text in layer.column(found.get("speed"))]
    codes = layer.column(found.get("class"))
    for name, limit, code, way in zip(
        names, limits, codes, _ways(layer, found, section), strict=True
    ):
        tags = {"highway": classes.read(code, section, found.get("class", ""), name, limit)}
        tags |= _ONE_WAY_TAG[way]
        if name:
            tags["name"] = name
        if limit:
            tags["maxspeed"] = f"{limit:g} mph"
        yield tags


def _ways(layer: Layer, found: Found, section: Section) -> list[Way]:
    values = layer.column(found.get("one_way"))
    read_way = one_way.reading_of(values, section)
    if read_way is None:
        seen = ", ".join(value for value, _ in Counter(values).most_common(6))
        layer.notes.append(
            f"{layer.source}: the values of {found['one_way']} ({seen}) are no one-way flags that "
            "Beatbook knows: every street is open both ways. Name them in a mapping file."
        )
        return [Way.BOTH] * len(values)
    ways = [read_way(value) for value in values]
    unknown = sorted({value for value, way in zip(values, ways, strict=True) if way is None})
    if unknown:
        raise town.MapRefused(
            f"{layer.source}: the one-way column {found['one_way']} holds {', '.join(unknown)}; "
            "say in the mapping file whether that is forward, backward, both or closed."
        )
    return [way for way in ways if way is not None]


def _facts(layer: Layer, found: Found) -> Iterator[_Facts]:
    def of(field: str) -> list[str]:
        return layer.column(found.get(field))

    left = zip(of("left_from"), of("left_to"), of("left_parity"), strict=True)
    right = zip(of("right_from"), of("right_to"), of("right_parity"), strict=True)
    nodes = zip(of("from_node"), of("to_node"), strict=True)
    levels = zip(of("from_level"), of("to_level"), strict=True)
    cities = zip(of("city"), of("city_right"), strict=True)
    rows = zip(left, right, of("alias"), nodes, levels, cities, strict=True)
    for on_left, on_right, alias, (start, end), level, (city, across) in rows:
        spans = (ranges.read(Side.LEFT, *on_left), ranges.read(Side.RIGHT, *on_right))
        yield (
            tuple(span for span in spans if span is not None),
            tuple(street_names.written(a) for a in re.split(r"[,;/]", alias) if a.strip()),
            ("" if start in _NO_NODE else start, "" if end in _NO_NODE else end),
            level,
            (street_names.written(city), street_names.written(across)),
        )


def _lines(shape: BaseGeometry | None) -> Iterator[Line]:
    """The line of a row; several where it has gaps."""
    if shape is None or shape.is_empty:
        return
    merged = ops.linemerge(shape) if shape.geom_type == "MultiLineString" else shape
    for part in shapely.get_parts(merged):
        points = [(float(x), float(y)) for x, y in part.coords]
        kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        if len(kept) > 1:
            yield kept


def _shared_out(spans: Sequence[Span], parts: Sequence[Line]) -> list[tuple[Span, ...]]:
    """The house numbers of each part of a line with gaps."""
    if len(parts) == 1:
        return [tuple(spans)]
    lengths = [shapely.LineString(part).length for part in parts]
    cuts = [ranges.cut(span, lengths) for span in spans]
    return [
        tuple(cut[part] for cut in cuts if cut[part] is not None)  # type: ignore[misc]
        for part in range(len(parts))
    ]


def _mph(text: str) -> float | None:
    match = re.match(r"\d+(\.\d+)?", text)
    mph = float(match[0]) if match else 0.0
    return mph if 0 < mph <= _FASTEST_MPH else None
