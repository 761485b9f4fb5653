"""Milestones of an OpenStreetMap file: which mile of which highway."""

from __future__ import annotations

import re
from collections.abc import Mapping

from beatbook.core import units
from beatbook.ground.geo import names, town

_DISTANCE = re.compile(r"(\d+(?:\.\d+)?)\s*(mi|mile|miles|km)?")


def read(tags: Mapping[str, str], lat: float, lon: float) -> town.Milepost | None:
    """The milepost these tags describe; None if they name no mile or no numbered highway.

    A distance without a unit is miles: so are the signs that a caller reads.
    """
    route = tags.get("ref", "").split(";")[0].strip()
    said = tags.get("distance") or tags.get("pk") or ""
    match = _DISTANCE.fullmatch(said.strip().lower())
    if not match or not names.route_key(route):
        return None
    distance = float(match[1])
    mile = units.miles(distance * 1_000) if match[2] == "km" else distance
    return town.Milepost(route, round(mile, 2), lat, lon)
