"""From a file to a town: reads the survey, names its streets, joins addresses to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from beatbook.core import geometry
from beatbook.ground.geo import graph, houses, names, town
from beatbook.ground.geo.osm import features, localities, network, reading, streets

SAME_PLACE_M = 150.0
STREETS = "Joining streets"


def read_town(path: Path, scenery_file: TextIO, progress: town.Progress) -> town.Town:
    """The town in an OpenStreetMap file; what is drawn is written to `scenery_file`.

    MapRefused if the file cannot be read or has no streets.
    """
    progress(reading.READING, 0, None)
    survey = reading.read(path, scenery_file, progress)
    if not survey.ways:
        raise town.MapRefused(f"{path.name} has no streets.")
    progress(STREETS, 0, 2)
    named = streets.name_streets(survey)
    try:
        street_graph, roads = network.build(survey, named)
    except graph.GraphError as fault:
        raise town.MapRefused(f"{path.name} makes no street graph: {fault}") from fault
    progress(STREETS, 1, 2)
    addresses = list(_addresses(survey, named))
    for address in addresses:
        features.write_address(scenery_file, str(address.house), address.lat, address.lon)
    progress(STREETS, 2, 2)
    return town.Town(
        bounds=survey.bounds,
        graph=street_graph,
        streets=localities.with_towns(named.streets, survey),
        intersections=network.intersections(roads),
        addresses=addresses,
        places=_distinct(survey.places),
    )


def _addresses(survey: reading.Survey, named: streets.Named) -> Iterator[town.Address]:
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
