"""The track of positions: kept by day, for as long as the setting says, behind one fence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from beatbook.core import clock
from beatbook.ground.force import track
from beatbook.ground.force.models import Position, Unit


def put(cast, at: datetime) -> None:
    unit = Unit.objects.get(callsign="2B10")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO force_position (unit_id, agency_id, lat, lon, at, received)"
            " VALUES (%s, %s, 41.5, -69.2, %s, now())",
            [unit.pk, cast.ab.pk, at],
        )


@pytest.fixture(autouse=True)
def no_day_is_open(cast):
    """A worker that another test ran may have opened some."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT force_drop_position_days(%s)", [date(2100, 1, 1)])


def tables_with_rows() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tableoid::regclass::text FROM force_position ORDER BY 1")
        return [row[0] for row in cursor.fetchall()]


def day(at: datetime) -> str:
    return f"force_position_{at.astimezone(UTC):%Y%m%d}"


def test_fixes_lie_in_the_table_of_their_day(cast):
    track.keep_days()
    now = clock.real_now()
    put(cast, now)
    put(cast, now + timedelta(days=1))
    assert tables_with_rows() == [day(now), day(now + timedelta(days=1))]


def test_fixes_that_came_before_their_day_was_opened_move_there(cast):
    soon = clock.real_now() + timedelta(days=2)
    put(cast, soon)
    assert tables_with_rows() == ["force_position_other"]
    track.keep_days()
    assert tables_with_rows() == [day(soon)]
    assert Position.objects.count() == 1


def test_days_past_keeping_are_dropped_with_all_that_lies_elsewhere(cast, settings):
    settings.POSITIONS_KEPT_DAYS = 30
    now = clock.real_now()
    track.keep_days()
    with connection.cursor() as cursor:
        cursor.execute("SELECT force_open_position_day(%s)", [now.date() - timedelta(days=40)])
    for age in (0, 29, 40, 400):
        put(cast, now - timedelta(days=age))
    assert track.keep_days() == 1
    assert list(Position.objects.order_by("at").values_list("at", flat=True)) == [
        now - timedelta(days=29),
        now,
    ]


def test_done_twice_nothing_happens(cast):
    put(cast, clock.real_now())
    track.keep_days()
    assert track.keep_days() == 0
    assert Position.objects.count() == 1


@pytest.mark.parametrize("table", ["force_position_other", "today"])
def test_a_partition_shows_nothing_by_its_own_name(cast, table):
    now = clock.real_now()
    put(cast, now - timedelta(days=2))
    track.keep_days()
    put(cast, now)
    assert Position.objects.count() == 2
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {day(now) if table == 'today' else table}")
        assert cursor.fetchone() == (0,)
    with pytest.raises((ProgrammingError, psycopg.Error)), transaction.atomic():
        _put_directly(day(now))


def _put_directly(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (unit_id, agency_id, lat, lon, at, received)"
            " VALUES (1, 1, 1, 1, now(), now())"
        )
