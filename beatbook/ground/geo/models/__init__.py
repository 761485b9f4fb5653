"""Tables of the map, and of what agencies draw and say upon it."""

from beatbook.ground.geo.models.alias import Alias
from beatbook.ground.geo.models.area import Area, AreaOutline
from beatbook.ground.geo.models.closure import Closure
from beatbook.ground.geo.models.map import (
    Address,
    AddressRange,
    Intersection,
    Map,
    Milepost,
    NamedPlace,
    Street,
)

__all__ = [
    "Address",
    "AddressRange",
    "Alias",
    "Area",
    "AreaOutline",
    "Closure",
    "Intersection",
    "Map",
    "Milepost",
    "NamedPlace",
    "Street",
]
