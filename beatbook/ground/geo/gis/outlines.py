"""An agency's areas from a city's file: polygons, or routes drawn as lines, each with its code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from beatbook.core import geometry
from beatbook.ground.geo import beats, town
from beatbook.ground.geo.gis import columns, sources, street_names
from beatbook.ground.geo.gis.files import Source
from beatbook.ground.geo.gis.layers import LINES, POLYGONS, Layer
from beatbook.ground.geo.gis.mapping import Mapping, Role
from beatbook.ground.geo.vocabulary import AreaKind

LONGEST_CODE = 20
LONGEST_NAME = 80
BESIDE_ROUTE_M = 25.0
"""A route that is drawn as a line has about 80 feet of ground on either side."""


def read(source: Source, kind: AreaKind, of: Mapping) -> tuple[list[beats.Outline], list[str]]:
    """The areas of a file, and notes on them. MapRefused if it cannot be read as areas."""
    layer = sources.read_one(source, Role.AREAS, of, kind)
    layer.demand(POLYGONS | LINES, "a polygon")
    section = of.of(Role.AREAS, kind)
    found = columns.find(layer, Role.AREAS, section, kind)
    if "code" not in found:
        layer.notes.append(
            f"{layer.source} has no column with a code of its own for each area: "
            "they are numbered as they stand in the file."
        )
    drawn = list(_outlines(layer, found, kind))
    if not drawn:
        raise town.MapRefused(f"{layer.source} holds no polygons.")
    return _with_one_code_each(layer, drawn, merge=section.merge, kind=kind), layer.notes


def ground(source: Source, of: Mapping) -> BaseGeometry:
    """The outline of everything in a file: the boundary of a city."""
    layer = sources.read_one(source, Role.AREAS, of)
    layer.demand(POLYGONS, "a polygon")
    return shapely.union_all([_polygons(shape) for shape in layer.shapes if shape is not None])


def blocks(source: Source, of: Mapping, keys: Sequence[str]) -> dict[str, BaseGeometry]:
    """Polygons by the key that a list of addresses gives. MapRefused if no column has such keys."""
    layer = sources.read_one(source, Role.BLOCKS, of)
    layer.demand(POLYGONS, "a polygon")
    told = of.of(Role.BLOCKS).columns.get("code")
    named = [told] if told else list(layer.columns)
    shapes = [None if shape is None else _polygons(shape) for shape in layer.shapes]
    best: dict[str, BaseGeometry] = {}
    most = 0
    for name in named:
        pairs = zip(columns.named_column(layer, name), shapes, strict=True)
        found = {code: shape for code, shape in pairs if code and shape is not None}
        hits = sum(key in found or key.partition("-")[0] in found for key in keys)
        if hits > most:
            best, most = found, hits
    if most * 2 < len(keys) or not keys:
        raise town.MapRefused(
            f"{layer.source}: no column holds the blocks that the addresses name, such as "
            f"{next(iter(keys), 'none')}. It has: {columns.named(layer)}."
        )
    return best


def _outlines(layer: Layer, found: columns.Found, kind: AreaKind) -> Iterator[beats.Outline]:
    codes, names = layer.column(found.get("code")), layer.column(found.get("name"))
    without: list[str] = []
    cut: list[str] = []
    for position, (shape, code, name) in enumerate(zip(layer.shapes, codes, names, strict=True)):
        own = code if "code" in found else str(position + 1)
        if shape is None or shape.is_empty or not own:
            without.append(layer.row(position))
            continue
        if len(own) > LONGEST_CODE or len(name) > LONGEST_NAME:
            cut.append(own)
        title = street_names.written(name) or f"{AreaKind(kind).label} {own}"
        yield beats.Outline(own[:LONGEST_CODE], title[:LONGEST_NAME], _with_inside(shape))
    if without:
        layer.notes.append(
            f"{layer.source}: {', '.join(without[:10])} {'have' if len(without) > 1 else 'has'} "
            "no code or no shape and became no area."
        )
    if cut:
        layer.notes.append(f"{layer.source}: long codes or names were cut: {', '.join(cut[:10])}.")
    if layer.kinds() & LINES:
        layer.notes.append(
            f"{layer.source} draws lines: each was given 80 feet of ground on either side."
        )


def _with_one_code_each(
    layer: Layer, drawn: Sequence[beats.Outline], *, merge: bool, kind: AreaKind
) -> list[beats.Outline]:
    """Codes are unique: pieces of one name are one area, and so are all where that was asked."""
    by_code: dict[str, list[beats.Outline]] = {}
    for outline in drawn:
        by_code.setdefault(outline.code, []).append(outline)
    twice = [code for code, same in by_code.items() if len(same) > 1 and not merge]
    if twice:
        raise town.MapRefused(
            f"{layer.source} has more than one {AreaKind(kind).label.lower()} "
            f"{', '.join(twice[:10])}. Name another column as code under [areas.{kind}] in the "
            "mapping file, or say merge = true there if they are pieces of one."
        )
    return [
        beats.Outline(code, same[0].name, shapely.union_all([o.shape for o in same]))
        for code, same in by_code.items()
    ]


def _with_inside(shape: BaseGeometry) -> BaseGeometry:
    if shape.geom_type in POLYGONS:
        return _polygons(shape)
    center = shape.centroid
    plane = geometry.LocalPlane(center.y, center.x)
    scale = [plane.meters_per_lon, plane.meters_per_lat]
    wide = shapely.transform(shape, lambda degrees: degrees * scale).buffer(BESIDE_ROUTE_M)
    return shapely.transform(wide, lambda meters: meters / scale)


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """The filled part of a shape, mended where its ring crosses itself."""
    sound = shape if shape.is_valid else shapely.make_valid(shape)
    return shapely.union_all(
        [part for part in shapely.get_parts(sound) if part.geom_type in POLYGONS]
    )
