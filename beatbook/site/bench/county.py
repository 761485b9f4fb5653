"""A made-up county of many addresses, put in use in the database of a measurement."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from beatbook.contract.values import Point
from beatbook.core import clock
from beatbook.ground.geo import graph, houses, queries, rows, town
from beatbook.ground.geo.models import Map

SEED = 11
KEY = "made-up-county"
SOUTH, WEST = 41.0, -70.0
_STEP = 0.0015
_WIDE = 90
"""Streets in a row of the county."""
_TOWNS = ("Alder Bay", "Millbrook", "Northgate", "Harbor Point", "Westfield", "Old Mill")
_FIRST = """
    al an ash bar bel ber birch bon bra brook cal cam car cas ced char chest clif col con cor
    cran dal dar del don dun east elm fair fal fer fox gar glen grand green had ham har haw hen
    hill hol hunt ing jack jeff ken kings lan lin long lyn mad mar mead mil mon nor oak over park
    pem pine port quin ray red rich ros rus sal shel spring stan sum tal thorn tur up val vic wal
    war wes wil wind wood york
""".split()  # noqa: SIM905 -- reads better than quoted words
_LAST = """
    berry born bridge brook burg bury by cester dale den don field ford gate ham hurst ington
    land ley low man mere mont more mouth port ridge sey son stead stone ter ton vale view ville
    ward well wick win wood worth
""".split()  # noqa: SIM905 -- reads better than quoted words
_TYPES = (
    "Street", "Avenue", "Road", "Drive", "Court", "Lane", "Way", "Place", "Circle", "Boulevard",
    "Terrace", "Trail",
)  # fmt: skip
_SHOPS = ("Market", "Diner", "Pharmacy", "School", "Church", "Library", "Garage", "Bakery")
_SITES = ("", "", "", "North ", "South ", "East ", "West ")


def put_in_use(addresses: int, maps: Path) -> Map:
    """Store a county of about so many addresses and make it the map in use."""
    settings.MAPS = maps
    drawn = _draw(addresses)
    (maps / KEY).mkdir(parents=True)
    drawn.graph.save(maps / KEY / queries.GRAPH_FILE)
    bounds = drawn.bounds
    stored = Map.objects.create(
        key=KEY, name="A made-up county", source="made up", imported_at=clock.real_now(),
        south=bounds.south, west=bounds.west, north=bounds.north, east=bounds.east,
        is_active=True,
    )  # fmt: skip
    rows.store(stored, drawn)
    return stored


def _draw(addresses: int) -> town.Town:
    chance = random.Random(SEED)  # noqa: S311 -- a map, not a secret
    names = _names(chance)
    streets: list[town.Street] = []
    homes: list[town.Address] = []
    edges: list[graph.Edge] = []
    nodes: list[tuple[float, float]] = []
    while len(homes) < addresses:
        place = len(streets)
        lat, lon = SOUTH + place // _WIDE * _STEP * 4, WEST + place % _WIDE * _STEP
        length = chance.choice((1, 1, 2, 2, 3, 8))
        locality = _TOWNS[place // _WIDE // 8 % len(_TOWNS)]
        end = lat + _STEP * length
        streets.append(
            town.Street(next(names), (lat + end) / 2, lon, 111_000 * (end - lat), locality)
        )
        homes.extend(_homes(place, lat, lon, length, chance))
        edges.append(
            graph.Edge(
                tail=len(nodes), head=len(nodes) + 1, shape=((lat, lon), (end, lon)),
                road_class="residential", street=place,
                forward_kmh=(40, 16, 5), backward_kmh=(40, 16, 5),
            )
        )  # fmt: skip
        nodes.extend(((lat, lon), (end, lon)))
    corners = [
        town.Intersection(one, one + 1, streets[one].lat, streets[one].lon + _STEP / 2)
        for one in range(len(streets) - 1)
    ]
    return town.Town(
        bounds=town.Bounds(SOUTH - 0.1, WEST - 0.1, nodes[-1][0] + 0.1, WEST + _WIDE * _STEP + 0.1),
        graph=graph.assemble(nodes, edges, [street.name for street in streets]),
        streets=streets,
        intersections=corners,
        addresses=homes,
        places=list(_places(chance, homes, len(homes) // 25)),
    )


def _homes(
    street: int, lat: float, lon: float, length: int, chance: random.Random
) -> Iterator[town.Address]:
    first = chance.randrange(1, 90) * 100
    for block in range(length):
        for lot in range(12):
            number = first + block * 100 + lot * 8 + chance.randrange(2)
            side = 0.0001 if number % 2 else -0.0001
            at = Point(lat + _STEP * (block + (lot + 0.5) / 12), lon + side)
            yield town.Address(street, houses.HouseNumber(number), at.lat, at.lon)


def _places(
    chance: random.Random, homes: list[town.Address], many: int
) -> Iterator[town.NamedPlace]:
    for home in chance.sample(homes, many):
        name = f"{chance.choice(_FIRST).title()}{chance.choice(_LAST)} {chance.choice(_SHOPS)}"
        yield town.NamedPlace(name, "shop", home.lat, home.lon)


def _names(chance: random.Random) -> Iterator[str]:
    """Names of streets, some of them several times, as a county has them."""
    ordinals = (f"{n}{_ending(n)}" for n in range(1, 200))
    bases = [*ordinals, *(first.title() + last for first, last in itertools.product(_FIRST, _LAST))]
    while True:
        base = chance.choice(bases)
        second = f" {chance.choice(_LAST).title()}" if chance.random() < 0.1 else ""
        yield f"{chance.choice(_SITES)}{base}{second} {chance.choice(_TYPES)}"


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
