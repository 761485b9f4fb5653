"""The verbs of the map, by noun."""

from beatbook.ground.geo.commands.area import replace_areas
from beatbook.ground.geo.commands.closure import (
    AlreadyLifted,
    BadClosure,
    change_closure,
    close_street,
    lift_closure,
)
from beatbook.ground.geo.commands.map import put_in_use

__all__ = [
    "AlreadyLifted",
    "BadClosure",
    "change_closure",
    "close_street",
    "lift_closure",
    "put_in_use",
    "replace_areas",
]
