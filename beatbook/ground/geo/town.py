"""What any map file becomes before it is stored: plain records, whatever it was read from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from beatbook.contract import base
from beatbook.ground.geo import graph, houses
from beatbook.ground.geo.vocabulary import Exactness, Parity, Side

Progress = Callable[[str, int, int | None], None]
"""Called with a stage in words, the steps done, and the steps in all (None while unknown)."""


class MapRefused(base.Refused):
    """A file that cannot become a map. The message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Street:
    """A named street; `lat`, `lon` lie on it, about its middle."""

    name: str
    lat: float
    lon: float
    length_m: float = 0.0
    locality: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    street: int  # position in the town's streets
    house: houses.HouseNumber
    lat: float
    lon: float
    locality: str = ""
    exactness: Exactness = Exactness.POINT


@dataclass(frozen=True, slots=True)
class AddressRange:
    """House numbers along one side of an edge, from the start of its shape to its end."""

    street: int  # position in the town's streets
    edge: int  # of the town's graph
    side: Side
    first: int
    last: int
    parity: Parity


@dataclass(frozen=True, slots=True)
class Milepost:
    """A milestone; `name` is the highway as the file writes it: "I 95"."""

    name: str
    mile: float
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Intersection:
    """Where two streets of different names meet; `first` comes before `second` in the streets."""

    first: int
    second: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A school, a shop, a park: `kind` is what it is, in words."""

    name: str
    kind: str
    lat: float
    lon: float
    address: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The rectangle a map covers, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        return self.south <= lat <= self.north and self.west <= lon <= self.east


NOWHERE = Bounds(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A whole map. `graph.street_names[i]` is the name of `streets[i]`."""

    bounds: Bounds
    graph: graph.StreetGraph
    streets: Sequence[Street]
    intersections: Sequence[Intersection] = field(default_factory=tuple)
    addresses: Sequence[Address] = field(default_factory=tuple)
    places: Sequence[NamedPlace] = field(default_factory=tuple)
    ranges: Sequence[AddressRange] = field(default_factory=tuple)
    mileposts: Sequence[Milepost] = field(default_factory=tuple)
    ground: dict[str, Any] | None = None
    """A GeoJSON polygon of what the map covers, where its source says so."""
