"""Brings a database from the first release, with somebody's work in it, up to date.

Run as the owner of an empty database: ``python -m tests.site.upgrading``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import django
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

FIRST_RELEASE = [
    ("agency", "0002_fences"),
    ("calls", "0002_fences"),
    ("force", "0005_short_shifts"),
    ("geo", "0004_credit"),
    ("journal", "0003_news"),
    ("registry", "0004_whole_points"),
    ("work", "0002_writers_never_notify"),
]
THEN = datetime(2026, 11, 1, 12, tzinfo=UTC)
SQUARE = {"type": "Polygon", "coordinates": [[[-1, 50], [1, 50], [1, 52], [-1, 52], [-1, 50]]]}


def main() -> None:
    django.setup()
    first = MigrationExecutor(connection)
    first.migrate(FIRST_RELEASE)
    live_in(first.loader.project_state(FIRST_RELEASE).apps)
    latest = MigrationExecutor(connection)
    latest.migrate(latest.loader.graph.leaf_nodes())


def live_in(apps: Any) -> None:
    """An agency, a role, call types, a call with a unit on it, a beat and a map."""

    def make(label: str, **columns: Any) -> Any:
        return apps.get_model(label).objects.create(**columns)

    make("agency.Installation", clock_real_at=THEN, clock_operational_at=THEN)
    agency = make("agency.Agency", code="OT", name="Old Town", prefix="O", time_zone="UTC")
    make("agency.Role", agency=agency, code="dispatcher", name="Dispatcher",
         permissions=["call:take"])  # fmt: skip
    types = {
        code: make("calls.CallType", agency=agency, code=code, name=code.title(), priority=3,
                   target_s=600, classes=["non_sworn", "sworn"])
        for code in ("DOMESTIC", "NOISE", "OURS")
    }  # fmt: skip
    incident = make("registry.Incident", agency=agency, kind="call", year=2026, serial=1,
                    number="O26-000001", headline="Noise", location="1 Main St",
                    address_key="1 main street", opened_at=THEN)  # fmt: skip
    make("calls.Call", incident=incident, agency=agency, call_type=types["NOISE"], priority=3,
         status="waiting", source="transfer", received_at=THEN, taken_by="member:1")  # fmt: skip
    make("force.Unit", agency=agency, callsign="1A10", kind="car", member_class="non_sworn")
    make("geo.Area", agency=agency, kind="beat", code="1", name="Mill", outline=SQUARE,
         changed_at=THEN)  # fmt: skip
    old = make("geo.Map", key="old", name="Old", source="old.osm.pbf", imported_at=THEN,
               is_active=True, south=50, west=-1, north=52, east=1)  # fmt: skip
    street = make("geo.Street", map=old, position=0, name="Main Street", base="main",
                  type="street", lat=51, lon=0, length_m=100)  # fmt: skip
    make("geo.Address", street=street, number=1, lat=51, lon=0, cell=1)


if __name__ == "__main__":
    main()
