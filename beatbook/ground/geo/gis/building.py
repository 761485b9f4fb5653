"""From a city's files, alone or together with OpenStreetMap, to a town."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TextIO

import numpy as np
import shapely

from beatbook.contract.values import Point
from beatbook.ground.geo import beats, names, town
from beatbook.ground.geo.gis import (
    centerlines,
    features,
    junctions,
    listed,
    outlines,
    placing,
    ranges,
    sources,
    towns,
    whereabouts,
)
from beatbook.ground.geo.gis.centerlines import Centerline
from beatbook.ground.geo.gis.gazetteer import Gazetteer
from beatbook.ground.geo.gis.listed import Left, Listed
from beatbook.ground.geo.gis.mapping import Role
from beatbook.ground.geo.gis.placing import OnEdge
from beatbook.ground.geo.gis.sources import Sources
from beatbook.ground.geo.osm import building, reading, roads
from beatbook.ground.geo.osm import features as drawing
from beatbook.ground.geo.osm import scenery as drawn_layers
from beatbook.ground.geo.osm import streets as naming
from beatbook.ground.geo.vocabulary import AreaKind, Exactness

READING_STREETS = "Reading streets"
READING_ADDRESSES = "Reading addresses"
PLACING = "Placing addresses"


@dataclass(slots=True)
class Report:
    """What whoever imports should know: what was left out, and what was guessed."""

    notes: list[str] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def read_areas(of: Sources) -> tuple[dict[AreaKind, list[beats.Outline]], Report]:
    """Every area of the import. It is quick, and comes before what is slow."""
    report = Report()
    found: dict[AreaKind, list[beats.Outline]] = {}
    for kind, source in of.areas:
        if kind in found:
            raise town.MapRefused(f"There are two files for {kind} areas.")
        found[kind], notes = outlines.read(source, kind, of.mapping)
        report.notes += notes
    return found, report


def read_town(
    of: Sources, scenery_file: TextIO, progress: town.Progress, report: Report
) -> town.Town:
    """The town of these files; what is drawn is written to `scenery_file`.

    MapRefused if a file cannot be used; `report` gains what was left out.
    """
    city = _read_city(of, progress, report)
    survey = reading.Survey()
    if of.osm is not None:
        survey = reading.read(of.osm, scenery_file, progress, with_roads=of.streets is None)
    if of.streets is not None:
        _take_streets(survey, city.streets, scenery_file)
    joined = building.join(survey, of.name, progress, _parting(survey, city.streets))
    survey.places += _extras(of, scenery_file, report)
    survey.mileposts += _mileposts(of, report)
    boundary = outlines.ground(of.boundary, of.mapping) if of.boundary else None
    if of.streets is not None:
        _say_towns(joined, survey, city.streets)
    if of.addresses is None:
        addresses = list(building.addresses(survey, joined.named))
    else:
        addresses = _placed(of, city, survey, joined, progress, report)
    made = building.finish(survey, joined, addresses, scenery_file)
    spans = [
        town.AddressRange(
            street, on.edge, on.span.side, on.span.first, on.span.last, on.span.parity
        )
        for street, found in _ranges(survey, joined, city.streets).items()
        for on in found
    ]
    return replace(made, ranges=spans, ground=_geojson(boundary))


def _parting(survey: reading.Survey, streets: Sequence[Centerline]) -> naming.Parting:
    return towns.parting(survey.ways, streets) if streets else naming.as_one


@dataclass(slots=True)
class _City:
    streets: list[Centerline] = field(default_factory=list)
    addresses: list[Listed] = field(default_factory=list)


def _read_city(of: Sources, progress: town.Progress, report: Report) -> _City:
    """Streets and addresses of the city, read before anything is made of them."""
    city = _City()
    frame: town.Bounds | None = None
    if of.streets is not None:
        progress(READING_STREETS, 0, None)
        layer = sources.read_one(of.streets, Role.STREETS, of.mapping)
        city.streets = centerlines.read(layer, of.mapping.of(Role.STREETS))
        if not city.streets:
            raise town.MapRefused(f"{layer.source} has no streets.")
        if any(street.spans for street in city.streets) and not of.anywhere:
            whereabouts.check_american(layer)
        whereabouts.check_whole(layer)
        frame = layer.bounds()
        report.notes += layer.notes
    if of.addresses is not None:
        progress(READING_ADDRESSES, 0, None)
        layer = sources.read_one(of.addresses, Role.ADDRESSES, of.mapping)
        if frame is not None:
            whereabouts.check_together(layer, "the addresses", frame)
        city.addresses, left = listed.read(layer, of.mapping.of(Role.ADDRESSES))
        report.left += left
        report.notes += layer.notes
    return city


def _take_streets(
    survey: reading.Survey, streets: Sequence[Centerline], scenery_file: TextIO
) -> None:
    """Make the city's streets the ways of the survey, in place of OpenStreetMap's."""
    joined = junctions.join(streets)
    survey.ways, survey.restrictions = [], []
    survey.barriers.clear()
    for position, street in enumerate(streets):
        road = roads.read(street.tags)
        if road is None:
            continue
        points = [(lat, lon) for lon, lat in joined.lines[position]]
        survey.ways.append(reading.Way(position, road, joined.refs[position], points))
        layer = drawn_layers.layer_of_line(street.tags)
        if layer is not None:
            shape = shapely.LineString(joined.lines[position])
            drawing.write(scenery_file, layer, street.tags, shape)
    survey.bounds = reading.bounds_of(survey.ways)


def _ranges(
    survey: reading.Survey, joined: building.Joined, streets: Sequence[Centerline]
) -> dict[int, list[OnEdge]]:
    """The ranges of each street, on the edges that its lines became."""
    found: dict[int, list[OnEdge]] = defaultdict(list)
    if not streets:
        return found
    sides = towns.Sides(joined.named)
    lengths = np.zeros(joined.graph.edge_count)
    lengths[joined.graph.edge] = joined.graph.length_m
    for way, street in zip(survey.ways, joined.named.of_way, strict=True):
        edges = joined.network.edges_of_way.get(way.id, [])
        if street < 0 or not edges:
            continue
        for span in streets[way.id].spans:
            pieces = ranges.cut(span, [float(lengths[edge]) for edge in edges])
            found[sides.street_of(span, streets[way.id], street)] += [
                OnEdge(edge, piece)
                for edge, piece in zip(edges, pieces, strict=True)
                if piece is not None
            ]
    return found


def _say_towns(
    joined: building.Joined, survey: reading.Survey, streets: Sequence[Centerline]
) -> None:
    """The town of each street, where most of its lines say so."""
    said: dict[int, Counter[str]] = defaultdict(Counter)
    for way, street in zip(survey.ways, joined.named.of_way, strict=True):
        if street >= 0 and streets[way.id].city:
            said[street][streets[way.id].city] += 1
    for street, cities in said.items():
        known = joined.named.streets[street]
        joined.named.streets[street] = replace(known, locality=cities.most_common(1)[0][0])


def _placed(
    of: Sources,
    city: _City,
    survey: reading.Survey,
    joined: building.Joined,
    progress: town.Progress,
    report: Report,
) -> list[town.Address]:
    total = len(city.addresses)
    progress(PLACING, 0, total)
    aliases: dict[str, set[int]] = defaultdict(set)
    for way, street in zip(survey.ways, joined.named.of_way, strict=True):
        if city.streets and street >= 0:
            for alias in city.streets[way.id].aliases:
                aliases[alias].add(street)
    spots: dict[str, Point] = {}
    for name, other in of.mapping.of(Role.ADDRESSES).names.items():
        spot = _spot(other)
        if spot is not None:
            spots[names.StreetName.of(name).key] = spot
        else:
            aliases[name] |= _known(joined, other)
    keys = [one.block for one in city.addresses if one.block]
    ground = placing.Ground(
        streets=joined.graph,
        gazetteer=Gazetteer(joined.named.streets, aliases),
        ranges=_ranges(survey, joined, city.streets),
        blocks=outlines.blocks(of.blocks, of.mapping, keys) if of.blocks else {},
        bounds=survey.bounds,
        spots=spots,
    )
    kept, left = placing.place(city.addresses, ground, lambda done: progress(PLACING, done, total))
    report.left += left
    far = sum(one.at is not None for one in city.addresses) - sum(
        address.exactness in (Exactness.POINT, Exactness.PARCEL) for address in kept
    )
    if far > 0:
        report.notes.append(
            f"{far:,} addresses lie far from every street in their list: they were placed by "
            "their numbers."
        )
    return list(_distinct(kept))


def _spot(text: str) -> Point | None:
    """ "42.39, -71.14" as a point; None for a street's name."""
    match = re.fullmatch(r"(-?\d+\.\d+)\s*,\s*(-?\d+\.\d+)", text.strip())
    return Point(float(match[1]), float(match[2])) if match else None


def _known(joined: building.Joined, written: str) -> set[int]:
    key = names.StreetName.of(written).key
    found = joined.named.by_key.get(key)
    if not found:
        raise town.MapRefused(f"The mapping file names {written}, but the map has no such street.")
    return set(found)


def _distinct(addresses: Sequence[town.Address]) -> Iterator[town.Address]:
    """One of each: units of a house share its number. The most exact one stays."""
    order = list(Exactness)
    best: dict[tuple[int, object, str], town.Address] = {}
    for address in addresses:
        key = address.street, address.house, address.locality
        known = best.get(key)
        if known is None or order.index(address.exactness) < order.index(known.exactness):
            best[key] = address
    yield from best.values()


def _extras(of: Sources, scenery_file: TextIO, report: Report) -> list[town.NamedPlace]:
    """Places, and what is drawn besides streets."""
    found: list[town.NamedPlace] = []
    for kind, source in of.places:
        layer = sources.read_one(source, Role.PLACES, of.mapping)
        found += features.places(layer, of.mapping.of(Role.PLACES), kind)
        report.notes += layer.notes
    for kind, source in of.scenery:
        layer = sources.read_one(source, Role.AREAS, of.mapping)
        found += features.draw(layer, kind, scenery_file)
    return found


def _mileposts(of: Sources, report: Report) -> list[town.Milepost]:
    if of.mileposts is None:
        return []
    layer = sources.read_one(of.mileposts, Role.MILEPOSTS, of.mapping)
    posts = features.mileposts(layer, of.mapping.of(Role.MILEPOSTS))
    report.notes += layer.notes
    return posts


def _geojson(shape: shapely.Geometry | None) -> dict[str, object] | None:
    return None if shape is None else beats.Outline("", "", shape).geojson
