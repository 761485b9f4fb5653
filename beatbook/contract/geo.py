"""What the map announces: a new map in use, areas drawn or replaced."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event


@event(
    "geo.map.imported",
    sentence="put the map {map_name} in use ({streets} streets, {addresses} addresses)",
    audience=Permission.MAP_READ,
)
class MapImported:
    key: str = code()
    map_name: str = code()
    streets: int = code()
    addresses: int = code()
    intersections: int = code()
    places: int = code()


@event(
    "geo.areas.replaced",
    sentence="drew {count} areas of the kind {kind}",
    audience=Permission.MAP_READ,
)
class AreasReplaced:
    kind: str = code()
    count: int = code()
