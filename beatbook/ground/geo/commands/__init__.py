"""The verbs of the map, by noun."""

from beatbook.ground.geo.commands.alias import (
    AlreadyRemoved,
    BadAlias,
    add_alias,
    remove_alias,
)
from beatbook.ground.geo.commands.area import (
    AlreadyRetired,
    BadArea,
    change_area,
    draw_area,
    replace_areas,
    retire_area,
)
from beatbook.ground.geo.commands.closure import (
    WHY,
    AlreadyLifted,
    BadClosure,
    change_closure,
    close_street,
    lift_closure,
)
from beatbook.ground.geo.commands.map import put_in_use

__all__ = [
    "WHY",
    "AlreadyLifted",
    "AlreadyRemoved",
    "AlreadyRetired",
    "BadAlias",
    "BadArea",
    "BadClosure",
    "add_alias",
    "change_area",
    "change_closure",
    "close_street",
    "draw_area",
    "lift_closure",
    "put_in_use",
    "remove_alias",
    "replace_areas",
    "retire_area",
]
