"""What the feed and the travel times of a web process are handed: here the parts meet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Q

from beatbook.contract.access import Permission
from beatbook.core import clock
from beatbook.ground.agency import queries as agency
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import positions
from beatbook.ground.geo import queries as geo
from beatbook.ground.geo.models import Closure
from beatbook.ground.geo.travel.closures import Standing
from beatbook.ground.geo.vocabulary import Lane
from beatbook.ground.journal import scope
from beatbook.ground.journal.feed import Sources
from beatbook.ground.ui import live
from beatbook.site.raw import identity

READERS = {
    "call": Permission.CALL_READ,
    "closure": Permission.MAP_READ,
    "unit": Permission.UNIT_READ,
    "position": Permission.UNIT_READ,
}
"""The permission needed to see each kind of live row."""


BENDS_ROUTES = ("geo.map.", "geo.closure.")
"""How entries are named after which travel times differ."""


def clock_now() -> dict[str, Any]:
    """The same instant on both clocks, as pages and the feed tell it."""
    return live.clock_state(agency.operational_clock(), clock.real_now())


FEED = Sources(
    readers=READERS,
    rows=live.patches,
    positions=positions.last_fixes,
    clock=clock_now,
    principal=identity.principal_behind,
)


def active_map_directory() -> Path | None:
    """For the thread that follows the active map; it keeps no connection between its looks."""
    try:
        active = geo.active_map()
        return geo.directory_of(active.key) if active else None
    finally:
        connection.close()


def standing_closures() -> list[Standing]:
    """The closures of every agency that stand now: streets are closed to whoever drives there."""
    now = agency.operational_clock().now()
    started = Q(starts_at__lte=now, lifted_at=None)
    try:
        with scope.within(list(Agency.objects.values_list("pk", flat=True))):
            found = list(Closure.objects.filter(started, Q(ends_at=None) | Q(ends_at__gt=now)))
    finally:
        connection.close()
    return [one for closure in found for one in _standing(closure)]


def _standing(closure: Closure) -> Iterator[Standing]:
    """Each line of the closure: a divided street has two."""
    shape, percent = closure.shape, closure.speed_percent or 0
    lines = [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
    for line in lines:
        points = tuple((lat, lon) for lon, lat, *_ in line)
        yield Standing(points, Lane(closure.direction), closure.street, percent)
