"""Upkeep of the track of positions: a table for each day, opened before it and dropped whole."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.conf import settings
from django.db import connection

from beatbook.ground.agency import queries

AHEAD_DAYS = 2


def keep_days() -> int:
    """Open the days to come and drop those past keeping; the answer is how many were dropped.

    By operational time, as positions are; ``POSITIONS_KEPT_DAYS`` says how long they are kept.
    """
    today = queries.operational_clock().now().astimezone(UTC).date()
    with connection.cursor() as cursor:
        for ahead in range(AHEAD_DAYS + 1):
            cursor.execute("SELECT force_open_position_day(%s)", [today + timedelta(days=ahead)])
        oldest = today - timedelta(days=settings.POSITIONS_KEPT_DAYS)
        cursor.execute("SELECT force_drop_position_days(%s)", [oldest])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
