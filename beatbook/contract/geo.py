"""What the map announces: a new map in use, areas drawn, streets closed and open again."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event, personal

_CLOSURE = (("closure", "closure_id"),)


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


@event(
    "geo.area.drawn",
    sentence="{what} the {kind} {code} {area_name}",
    audience=Permission.MAP_READ,
)
class AreaDrawn:
    area_id: int = code()
    kind: str = code()
    area_name: str = code()
    what: str = code()
    code: str = code()


@event(
    "geo.area.retired",
    sentence="took the {kind} {code} out of use",
    audience=Permission.MAP_READ,
)
class AreaRetired:
    area_id: int = code()
    kind: str = code()
    code: str = code()


@event(
    "geo.alias.added",
    sentence="named {address} “{alias}”",
    audience=Permission.MAP_READ,
)
class AliasAdded:
    alias_id: int = code()
    alias: str = code()
    address: str = personal()


@event(
    "geo.alias.removed",
    sentence="removed the name “{alias}”",
    audience=Permission.MAP_READ,
)
class AliasRemoved:
    alias_id: int = code()
    alias: str = code()


@event(
    "geo.closure.set",
    sentence="{effect} {street}{between}{heading}: {reason}",
    audience=Permission.MAP_READ,
    touches=_CLOSURE,
)
class ClosureSet:
    """`effect` is "closed" or "slowed to 40%"; times are ISO 8601, empty without an end."""

    closure_id: int = code()
    street: str = code()
    between: str = code()
    heading: str = code()
    effect: str = code()
    starts_at: str = code()
    ends_at: str = code()
    reason: str = personal()


@event(
    "geo.closure.changed",
    sentence="changed the closure of {street}: {reason}",
    audience=Permission.MAP_READ,
    touches=_CLOSURE,
)
class ClosureChanged:
    closure_id: int = code()
    street: str = code()
    ends_at: str = code()
    reason: str = personal()


@event(
    "geo.closure.lifted",
    sentence="opened {street}{between} again",
    audience=Permission.MAP_READ,
    touches=_CLOSURE,
)
class ClosureLifted:
    closure_id: int = code()
    street: str = code()
    between: str = code()
