"""Strings of a dispatch system: what each is understood as, and what of it is on the map."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from beatbook.core import clock
from beatbook.ground.geo import graph, houses, names, queries, rows, town
from beatbook.ground.geo.models import Map
from beatbook.ground.geo.where import geocode, typed
from beatbook.ground.journal import scope
from beatbook.site.bench import tables
from beatbook.site.trouble import Trouble

_UNDERSTOOD = (
    (typed.TypedMilepost, "milepost"),
    (typed.TypedStretch, "stretch"),
    (typed.TypedBlock, "block"),
    (typed.TypedCrossing, "intersection"),
    (typed.TypedAddress, "address"),
    (typed.TypedStreet, "a name only"),
)
EMPTY, NOTHING = "empty", "nothing"
_KEY = "gazetteer"
_MARGIN = 0.02


def measure(args: argparse.Namespace, stored: Map | None) -> dict[str, Any]:
    """Counts of all strings, and, with a map, of what was found."""
    counted = Counter(_strings(Path(args.strings), args.column, args.most))
    if not counted:
        raise Trouble(f"{args.strings} has no rows.", "Give a CSV with headings.")
    understood: Counter[str] = Counter()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text, many in counted.items():
        what = _understood(text)
        understood[what] += many
        if stored and text:
            asked = f"{text}, {args.town}" if args.town else text
            found[what][_found(asked)] += many
    return {
        "file": Path(args.strings).name,
        "map": stored.name if stored else "none",
        "rows": sum(counted.values()),
        "distinct": len(counted),
        "understood_as": _shares(understood),
        "found_on_the_map": {what: _shares(counts) for what, counts in sorted(found.items())},
        "found_in_all": _shares(sum(found.values(), Counter())),
    }


def put_in_use(args: argparse.Namespace, maps: Path) -> Map:
    """Make the streets that a list of addresses with coordinates names the map in use."""
    settings.MAPS = maps
    return _put_in_use(Path(args.gazetteer), args.most, maps)


def _strings(path: Path, columns: str, most: int) -> Iterator[str]:
    wanted = [tables.plain(column) for column in columns.split(",") if column]
    for row in tables.rows(path, most):
        missing = [column for column in wanted if column not in row]
        if missing:
            raise Trouble(f"{path} has no column {missing[0]}.", f"It has: {', '.join(row)}.")
        if wanted:
            yield " ".join(row[column] for column in wanted if row[column])
        else:
            yield tables.address_of(row)


def _understood(text: str) -> str:
    said = typed.read(text)
    if not text:
        return EMPTY
    if said.points:
        return "coordinates"
    for kind, word in _UNDERSTOOD:
        if any(isinstance(reading, kind) for reading in said.readings):
            return word
    return NOTHING


def _found(text: str) -> str:
    with scope.within([]):
        answer = geocode.find(text)
    if not answer.matches:
        return "not found"
    best = answer.matches[0]
    return f"{best.kind} ({best.exactness})" + (", one of several" if answer.ambiguous else "")


def _shares(counts: Counter[str]) -> dict[str, str]:
    whole = sum(counts.values())
    return {what: f"{many:,} ({100 * many / whole:.1f}%)" for what, many in counts.most_common()}


def _put_in_use(path: Path, most: int, maps: Path) -> Map:
    """A map of nothing but the streets and numbers in a list of addresses with coordinates."""
    homes = list(_homes(tables.rows(path, most)))
    if not homes:
        raise Trouble(
            f"{path} has no row with a street and a position.",
            "Name the columns number, street, lat and lon.",
        )
    lats, lons = [home[2] for home in homes], [home[3] for home in homes]
    bounds = town.Bounds(min(lats) - _MARGIN, min(lons) - _MARGIN, max(lats) + _MARGIN,
                         max(lons) + _MARGIN)  # fmt: skip
    streets, addresses = _listed(homes)
    stored = Map.objects.create(
        key=_KEY, name=f"the addresses of {path.name}"[:120], source=path.name[:255],
        imported_at=clock.real_now(), is_active=True, south=bounds.south, west=bounds.west,
        north=bounds.north, east=bounds.east,
    )  # fmt: skip
    (maps / _KEY).mkdir()
    edge = graph.Edge(
        tail=0, head=1, shape=((lats[0], lons[0]), (lats[0] + 0.001, lons[0])),
        road_class="residential", forward_kmh=(40, 16, 5), backward_kmh=(40, 16, 5),
    )  # fmt: skip
    streetless = graph.assemble(edge.shape, [edge], [])
    streetless.save(maps / _KEY / queries.GRAPH_FILE)
    rows.store(
        stored, town.Town(bounds=bounds, graph=streetless, streets=streets, addresses=addresses,
                          intersections=())
    )  # fmt: skip
    return stored


Home = tuple[str, houses.HouseNumber | None, float, float]


def _homes(table: Iterable[dict[str, str]]) -> Iterator[Home]:
    """(street, number, lat, lon) of each row that names both a street and a position."""
    for row in table:
        point = tables.point_of(row)
        street = tables.street_of(row)
        if point and street:
            yield street, houses.read(tables.first_of(row, tables.NUMBER)), *point


def _listed(homes: Sequence[Home]) -> tuple[list[town.Street], list[town.Address]]:
    streets: dict[str, town.Street] = {}
    addresses: dict[tuple[int, houses.HouseNumber], town.Address] = {}
    for street, house, lat, lon in homes:
        key = names.StreetName.of(street).key
        streets.setdefault(key, town.Street(street.title(), lat, lon))
        position = list(streets).index(key)
        if house and house.number:
            addresses.setdefault((position, house), town.Address(position, house, lat, lon))
    return list(streets.values()), list(addresses.values())
