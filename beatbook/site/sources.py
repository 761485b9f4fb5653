"""What the feed and the travel times of a web process are handed: here the parts meet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connection

from beatbook.contract.access import Permission
from beatbook.core import clock
from beatbook.ground.agency import queries as agency
from beatbook.ground.force import positions
from beatbook.ground.geo import closures
from beatbook.ground.geo import queries as geo
from beatbook.ground.geo.travel.closures import Standing
from beatbook.ground.journal.feed import Sources
from beatbook.ground.ui import live
from beatbook.site.raw import identity

READERS = {
    "alert": Permission.ALERT_READ,
    "call": Permission.CALL_READ,
    "cancellation": Permission.CALL_READ,
    "check": Permission.RECORD_LOOK_UP,
    "closure": Permission.MAP_READ,
    "report": Permission.CALL_READ,
    "tag": Permission.CALL_READ,
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
    """For the same thread: streets are closed to whoever drives there, whoever closed them."""
    try:
        return closures.in_force(agency.operational_clock().now())
    finally:
        connection.close()
