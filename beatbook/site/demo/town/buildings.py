"""What stands on the lots: outlines and the tags that say what they are."""

from __future__ import annotations

import random
from dataclasses import dataclass

import shapely
from shapely import Polygon

from beatbook.site.demo.town import chance, plans
from beatbook.site.demo.town.lots import Lot


@dataclass(frozen=True)
class Make:
    """How buildings of one style are made. Lengths in meters, from the front of the lot."""

    kinds: tuple[str, ...]
    plans: tuple[str, ...]
    setback: tuple[float, float]
    side: float
    depths: tuple[float, float]
    floors: tuple[int, int]


MAKES = {
    "core": Make(("retail", "apartments", "house", "yes"), ("block", "block", "ell", "ell right"),
                 (0.2, 0.8), 0.0, (10.0, 23.0), (2, 4)),
    "row": Make(("house",), ("block", "block", "ell", "ell right"), (1.5, 2.2), 0.0, (10.0, 13.5),
                (2, 3)),
    "house": Make(("house", "detached"), ("block", "ell", "ell right", "step", "porch"),
                  (4.0, 6.5), 1.8, (9.0, 14.0), (2, 2)),
    "suburb": Make(("detached",), ("ell", "ell right", "step", "step right", "tee", "block"),
                   (6.0, 9.0), 3.4, (9.0, 13.0), (1, 2)),
    "works": Make(("industrial", "warehouse"), ("block", "block", "zigzag", "ell"), (5.0, 9.0), 4.0,
                  (26.0, 44.0), (1, 2)),
    "quay": Make(("warehouse", "industrial", "commercial"), ("block", "block", "ell", "zigzag"),
                 (3.0, 6.0), 2.0, (14.0, 30.0), (1, 3)),
    "farm": Make(("farm", "barn"), ("ell", "tee", "court"), (22.0, 40.0), 30.0, (14.0, 20.0),
                 (1, 2)),
    "village": Make(("detached", "house"), ("ell", "block", "tee", "step"), (3.0, 8.0), 4.0,
                    (8.0, 12.0), (1, 2)),
}  # fmt: skip


OVERLAP_M = 0.3
"""Party walls may touch this much."""


@dataclass(frozen=True)
class Building:
    """An outline with its tags; ``lot`` is None where nothing has an address."""

    outline: Polygon
    tags: dict[str, str]
    lot: Lot | None = None


def build(lots: list[Lot]) -> list[Building]:
    """One building on every lot, except where it would stand in the one before it."""
    rng = chance.seeded("buildings")
    return _apart([_building(lot, rng) for lot in lots])


def _apart(houses: list[Building]) -> list[Building]:
    """On the inside of a bend the backs of close lots cross; every other house gives way."""
    cores = shapely.buffer([house.outline for house in houses], -OVERLAP_M)
    crossing = shapely.STRtree(cores).query(cores, predicate="intersects")
    dropped: set[int] = set()
    for one, other in sorted(crossing.T.tolist()):
        if one < other and one not in dropped:
            dropped.add(other)
    return [house for index, house in enumerate(houses) if index not in dropped]


def _building(lot: Lot, rng: random.Random) -> Building:
    make = MAKES[lot.style]
    width = lot.width - 2 * make.side
    setback = rng.uniform(*make.setback)
    depth = min(rng.uniform(*make.depths), lot.depth - setback - 1.0)
    tags = {
        "building": rng.choice(make.kinds),
        "building:levels": str(rng.randint(*make.floors)),
    }
    return Building(outline(lot, rng.choice(make.plans), width, depth, setback), tags, lot)


def outline(lot: Lot, plan: str, width: float, depth: float, setback: float) -> Polygon:
    """A ground plan laid on its lot."""
    shape = plans.draw(plan, width, depth)
    middle = setback + depth / 2
    return Polygon([lot.place(x, middle + y) for x, y in shape.exterior.coords])


def address(lot: Lot) -> dict[str, str]:
    """The address tags of a lot."""
    return {"addr:housenumber": str(lot.number), "addr:street": lot.street.name}
