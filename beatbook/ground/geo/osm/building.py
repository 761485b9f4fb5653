"""From a file to a town: reads the survey, names its streets, joins addresses to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from beatbook.core import geometry
from beatbook.ground.geo import graph, houses, names, town
from beatbook.ground.geo.osm import features, localities, network, reading, streets
from beatbook.ground.geo.vocabulary import Exactness

SAME_PLACE_M = 150.0
STREETS = "Joining streets"
NUMBERED = frozenset({Exactness.POINT, Exactness.PARCEL, Exactness.INTERPOLATED})
"""Only where a house is known to stand is its number drawn."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The streets of a survey, and the graph that they make."""

    named: streets.Named
    graph: graph.StreetGraph
    network: network.Network


def read_town(path: Path, scenery_file: TextIO, progress: town.Progress) -> town.Town:
    """The town in an OpenStreetMap file; what is drawn is written to `scenery_file`.

    MapRefused if the file cannot be read or has no streets.
    """
    survey = reading.read(path, scenery_file, progress)
    joined = join(survey, path.name, progress)
    return finish(survey, joined, list(addresses(survey, joined.named)), scenery_file)


def join(
    survey: reading.Survey,
    source: str,
    progress: town.Progress,
    part: streets.Parting = streets.as_one,
) -> Joined:
    """Name the streets of a survey and make their graph. MapRefused if it has none."""
    if not survey.ways:
        raise town.MapRefused(f"{source} has no streets.")
    progress(STREETS, 0, None)
    named = streets.name_streets(survey, part)
    try:
        street_graph, roads = network.build(survey, named)
    except graph.GraphError as fault:
        raise town.MapRefused(f"{source} makes no street graph: {fault}") from fault
    return Joined(named, street_graph, roads)


def finish(
    survey: reading.Survey,
    joined: Joined,
    placed: Sequence[town.Address],
    scenery_file: TextIO,
) -> town.Town:
    """The town of a survey whose streets are joined and whose addresses have their places."""
    for address in placed:
        if address.exactness in NUMBERED:
            number = str(address.house)
            features.write_address(scenery_file, number, address.lat, address.lon)
    return town.Town(
        bounds=survey.bounds,
        graph=joined.graph,
        streets=localities.with_towns(joined.named.streets, survey),
        intersections=list(_corners(joined)),
        addresses=placed,
        places=_distinct(survey.places),
        mileposts=survey.mileposts,
    )


def _corners(joined: Joined) -> Iterator[town.Intersection]:
    """Where a street becomes another town's of the same name there is no corner of the two."""
    keys = [names.StreetName.of(street.name).key for street in joined.named.streets]
    for corner in network.intersections(joined.network):
        if keys[corner.first] != keys[corner.second]:
            yield corner


def addresses(survey: reading.Survey, named: streets.Named) -> Iterator[town.Address]:
    """Addresses with their streets. One on a street that is not drawn makes a street of its own."""
    seen: set[tuple[int, houses.HouseNumber, str]] = set()
    for raw in survey.addresses:
        key = names.StreetName.of(raw.street).key
        if not key:
            continue
        street = named.nearest(key, raw.lat, raw.lon)
        if street is None:
            street = len(named.streets)
            named.streets.append(town.Street(raw.street, raw.lat, raw.lon))
            named.by_key[key].append(street)
        for house in houses.read_all(raw.number):
            if (street, house, raw.locality) not in seen:
                seen.add((street, house, raw.locality))
                yield town.Address(street, house, raw.lat, raw.lon, raw.locality)


def _distinct(places: Sequence[town.NamedPlace]) -> list[town.NamedPlace]:
    """Places without those drawn twice, as a point and as a building."""
    kept: dict[str, list[town.NamedPlace]] = {}
    for place in sorted(places, key=lambda p: (p.name, not p.address, p.lat, p.lon)):
        others = kept.setdefault(names.place_key(place.name), [])
        if not any(_is_same(place, other) for other in others):
            others.append(place)
    return [place for others in kept.values() for place in others]


def _is_same(one: town.NamedPlace, other: town.NamedPlace) -> bool:
    return geometry.haversine_m(one.lat, one.lon, other.lat, other.lon) <= SAME_PLACE_M
