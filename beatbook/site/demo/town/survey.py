"""All layers, one on the other: what the writer writes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import shapely
from shapely.geometry.base import BaseGeometry

from beatbook.site.demo.town import (
    buildings,
    grounds,
    landcover,
    lots,
    places,
    streets,
    terrain,
)
from beatbook.site.demo.town.buildings import Building
from beatbook.site.demo.town.landcover import Cover
from beatbook.site.demo.town.lots import Districts
from beatbook.site.demo.town.roads import Road


@dataclass(frozen=True)
class Town:
    """The finished drawing, in meters."""

    roads: list[Road]
    buildings: list[Building]
    covers: list[Cover]


@cache
def draw() -> Town:
    """The whole town."""
    drawn = streets.draw()
    houses = _houses(drawn)
    halls = [Building(outline, {"building": "university", "name": name})
             for outline, name in drawn.campus.halls]  # fmt: skip
    halls += [Building(hall.outline, {"building": _hall_kind(ground)})
              for ground in grounds.draw() for hall in ground.halls]  # fmt: skip
    halls += [Building(shed, {"building": "warehouse"}) for shed in terrain.sheds()]
    taken = shapely.union_all([
        *lots.casings(drawn.roads),
        *(house.outline.buffer(18) for house in houses),
        *(ground.block for ground in grounds.draw()),
        drawn.campus.grounds,
        *(green.outline for green in drawn.greens),
    ])  # fmt: skip
    return Town(drawn.roads, [*houses, *halls], landcover.draw(taken))


def _hall_kind(ground: grounds.Ground) -> str:
    return dict(ground.tags).get("amenity", "yes")


def _houses(drawn: streets.Streets) -> list[Building]:
    """Civic buildings on their lots, then houses on all the others."""
    civic = places.civic_lots(drawn.roads)
    first = [lot for lot, _ in civic] + places.home_lots(drawn.roads)
    districts = Districts.of([(drawn.faces[d.name], d.lots) for d in streets.DISTRICTS])
    kept = lots.keep([*first, *lots.propose(drawn.roads, districts)], _solid(drawn))
    if lost := [lot for lot in first if lot not in kept]:
        raise ValueError(f"no room for {[f'{lot.number} {lot.street.name}' for lot in lost]}")
    public = [places.civic_building(lot, building) for lot, building in civic]
    homes = buildings.build(kept[len(civic) :])
    return [*public, *places.with_businesses(homes)]


def _solid(drawn: streets.Streets) -> list[BaseGeometry]:
    """What no lot may touch."""
    land = terrain.draw()
    return [
        *lots.casings(drawn.roads),
        *(ground.block for ground in grounds.draw()),
        land.water.buffer(6),
        land.brook.buffer(6),
        drawn.campus.grounds,
        *(green.outline for green in drawn.greens),
    ]
