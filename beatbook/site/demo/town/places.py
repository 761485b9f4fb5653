"""The fifth layer: what has a name. Public buildings get their lots first, shops get houses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from beatbook.site.demo.town import buildings, chance, lots, names
from beatbook.site.demo.town.buildings import Building
from beatbook.site.demo.town.lots import Lot
from beatbook.site.demo.town.roads import RANK, Road


@dataclass(frozen=True)
class Civic:
    """A public building at an address that others may count on."""

    name: str
    address: str
    purpose: str
    plan: str
    width: float
    depth: float


PURPOSES = {
    "church": {"building": "church", "amenity": "place_of_worship", "religion": "christian"},
    "community center": {"building": "civic", "amenity": "community_centre"},
    "courthouse": {"building": "civic", "amenity": "courthouse"},
    "fire station": {"building": "civic", "amenity": "fire_station"},
    "library": {"building": "civic", "amenity": "library"},
    "office": {"building": "office", "office": "government"},
    "railway station": {
        "building": "train_station",
        "railway": "station",
        "public_transport": "station",
    },
    "station": {"building": "civic", "amenity": "police"},
    "supermarket": {"building": "retail", "shop": "supermarket"},
    "town hall": {"building": "civic", "amenity": "townhall"},
}

CIVIC = [
    Civic("Alder Bay Town Hall", "32 Town Hall Place", "town hall", "court", 32, 24),
    Civic("Alder Bay Community Safety", "206 Gate Street", "station", "ell", 32, 26),
    Civic("Alder Bay Fire Station 1", "533 North Castle Street", "fire station", "step", 24, 22),
    Civic("Alder Bay Fire Station 2", "650 College Avenue", "fire station", "step", 34, 24),
    Civic("Alder Bay Public Library", "611 North Castle Street", "library", "tee", 23, 22),
    Civic("Alder County Communications", "1080 West Union Avenue", "office", "ell", 40, 28),
    Civic("Alder County Courthouse", "242 North Castle Street", "courthouse", "aitch", 38, 26),
    Civic("Old Harbor Chapel", "145 Chapel Street", "church", "tee", 20, 26),
    Civic("Castle Street Meeting House", "1416 North Castle Street", "church", "tee", 22, 28),
    Civic("Harbor Community Center", "260 East Rampart Street", "community center", "ell", 32, 24),
    Civic("Lighthouse Market", "148 East Lighthouse Avenue", "supermarket", "block", 52, 28),
    Civic("Northgate Plaza Foods", "1420 Northgate Avenue", "supermarket", "zigzag", 58, 30),
    Civic("Alder Bay Station", "250 Depot Avenue", "railway station", "block", 40, 12),
    Civic("Millbrook Community Safety", "1750 Millbrook Road", "station", "ell", 22, 18),
    Civic("Millbrook Village Hall", "113 Green Street", "town hall", "tee", 22, 18),
    Civic("Millbrook Church", "153 Church Lane", "church", "tee", 16, 24),
]

HOMES = ["1925 North Castle Street"]
"""Houses that the cast and the tests speak of: they get their lots before their neighbors."""


def civic_lots(roads: list[Road]) -> list[tuple[Lot, Civic]]:
    """The lots of the public buildings, a little larger than the buildings."""
    return [
        (_lot(roads, civic.address, (civic.width + 6, civic.depth + 6)), civic) for civic in CIVIC
    ]


def home_lots(roads: list[Road]) -> list[Lot]:
    """The lots of the houses that must be there."""
    return [_lot(roads, address, (9.0, 26.0)) for address in HOMES]


def _lot(roads: list[Road], address: str, size: tuple[float, float]) -> Lot:
    first, street = address.split(maxsplit=1)
    number = int(first)
    for road in roads:
        along = road.numbering.along(number)
        if road.name == street and 0 < along < road.line.length:
            return lots.lot_at(road, number % 2 == 1, along, size, "row")
    raise LookupError(f"No stretch of {street} reaches number {number}.")


def civic_building(lot: Lot, civic: Civic) -> Building:
    """The public building on its lot."""
    outline = buildings.outline(lot, civic.plan, civic.width, civic.depth, 3.0)
    return Building(outline, {**PURPOSES[civic.purpose], "name": civic.name}, lot)


def with_businesses(houses: list[Building]) -> list[Building]:
    """The same houses, some of them now shops, cafes and offices with names."""
    rng = chance.seeded("businesses")
    fit = [index for index, house in enumerate(houses) if _draws_business(house)]
    spots = rng.sample(fit, min(len(fit), sum(1 for _ in _businesses())))
    changed = list(houses)
    for index, tags in zip(spots, _businesses(), strict=False):
        house = changed[index]
        kind = {"building": "retail" if "shop" in tags else "commercial"}
        changed[index] = replace(house, tags={**house.tags, **kind, **tags})
    return changed


def _draws_business(house: Building) -> bool:
    """Shops stand on the old center's streets and along the busy ones."""
    if house.lot is None or "name" in house.tags:
        return False
    busy = RANK[house.lot.street.cls] in (RANK["secondary"], RANK["tertiary"], RANK["pedestrian"])
    return busy and house.lot.style in ("core", "row")


def _businesses() -> Iterator[dict[str, str]]:
    for key, catalog in (("shop", names.SHOPS), ("amenity", names.AMENITIES)):
        for kind, titles in catalog:
            for title in titles:
                yield {key: kind, "name": title}
