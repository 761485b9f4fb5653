"""What a new map has that the one before it had not, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from beatbook.core import geometry, units
from beatbook.ground.geo import names, town
from beatbook.ground.geo.models import Address, Map, Street

MOVED_FEET = 100.0
NAMED = 50
"""So many names are kept; of the rest there is the count."""

Key = tuple[str, str, int, str]
"""Street, town, number and suffix."""
Places = dict[Key, tuple[float, float]]


def between(before: Map | None, drawn: town.Town) -> dict[str, Any]:
    """The changes from a stored map to a new town; nothing for the first map."""
    if before is None:
        return {}
    if not _meet(before.bounds, drawn.bounds):
        return {"elsewhere": before.name}
    old_streets = _streets(Street.objects.filter(map=before).values_list("name", flat=True))
    new_streets = _streets(street.name for street in drawn.streets)
    gone = [old_streets[key] for key in old_streets.keys() - new_streets.keys()]
    new = [new_streets[key] for key in new_streets.keys() - old_streets.keys()]
    old, now = dict(_stored(before)), dict(_drawn(drawn))
    kept = _without_towns(old, now)
    moved = sorted(
        (units.feet(geometry.haversine_m(*old[key], *now[other])) for key, other in kept.items()),
        reverse=True,
    )
    far = [feet for feet in moved if feet > MOVED_FEET]
    return {
        "before": before.name,
        "streets_gone": _named(gone),
        "streets_new": _named(new),
        "addresses_gone": len(old) - len(kept),
        "addresses_new": len(now) - len(set(kept.values())),
        "addresses_moved": {
            "count": len(far),
            "largest_feet": round(far[0]) if far else 0,
        },
    }


def _meet(one: town.Bounds, other: town.Bounds) -> bool:
    """Do the maps show the same ground? Of another town's streets nothing is gone or moved."""
    return (
        one.south <= other.north
        and other.south <= one.north
        and one.west <= other.east
        and other.west <= one.east
    )


def _streets(written: Iterable[str]) -> dict[str, str]:
    return {names.StreetName.of(name).key: name for name in written}


def _named(found: list[str]) -> dict[str, Any]:
    return {"count": len(found), "names": sorted(found)[:NAMED]}


def _stored(before: Map) -> Iterator[tuple[Key, tuple[float, float]]]:
    rows = Address.objects.filter(street__map=before).values_list(
        "street__name", "street__locality", "number", "suffix", "lat", "lon"
    )
    keys: dict[str, str] = {}
    for street, locality, number, suffix, lat, lon in rows.iterator(chunk_size=10_000):
        key = keys.setdefault(street, names.StreetName.of(street).key)
        yield (key, locality, number, suffix), (lat, lon)


def _drawn(drawn: town.Town) -> Iterator[tuple[Key, tuple[float, float]]]:
    keys = [names.StreetName.of(street.name).key for street in drawn.streets]
    for a in drawn.addresses:
        locality = drawn.streets[a.street].locality
        yield (keys[a.street], locality, a.house.number, a.house.suffix), (a.lat, a.lon)


def _without_towns(old: Places, now: Places) -> dict[Key, Key]:
    """Each address of the old map with the same one of the new; a town's name may have changed."""
    by_street: dict[tuple[str, int, str], list[Key]] = {}
    for key in now:
        by_street.setdefault((key[0], *key[2:]), []).append(key)
    kept: dict[Key, Key] = {}
    for key, place in old.items():
        others = [key] if key in now else by_street.get((key[0], *key[2:]), [])
        if others:
            kept[key] = min(others, key=lambda other: geometry.haversine_m(*place, *now[other]))
    return kept
