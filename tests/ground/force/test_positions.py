"""Positions: what phones send is kept, placed on the right unit, and streamed to who may see it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connections

from beatbook.contract.access import Actor, Permission, Principal
from beatbook.core import clock
from beatbook.ground.force import commands as force
from beatbook.ground.force import positions
from beatbook.ground.force.models import LastPosition, Position
from beatbook.ground.force.points import Unreadable
from beatbook.ground.force.positions import Report, Writer
from beatbook.ground.journal import scope
from beatbook.site.roles import Credentials
from tests.cast import Cast
from tests.ground.journal.screens import Board, Screen, aside, hub_of, until

SECOND = timedelta(seconds=1)


@pytest.fixture
def cast(credentials: Credentials, baseline: Cast, django_db_blocker: Any) -> Iterator[Cast]:
    """The committed cast, and no position of anybody when the test begins and ends."""
    with django_db_blocker.unblock():
        _forget_positions(credentials)
        yield baseline
        connections.close_all()
        _forget_positions(credentials)


def _forget_positions(credentials: Credentials) -> None:
    with psycopg.connect(credentials.dsn("owner"), autocommit=True) as owner:
        owner.execute("TRUNCATE force_position, force_lastposition, agency_installation")


@contextlib.asynccontextmanager
async def writer_of(credentials: Credentials) -> AsyncIterator[Writer]:
    async def connect() -> psycopg.AsyncConnection[tuple[Any, ...]]:
        return await psycopg.AsyncConnection.connect(credentials.dsn("web"), autocommit=True)

    writer = Writer(connect)
    writer.start()
    try:
        yield writer
    finally:
        await writer.stop()


def sent(*points: dict[str, Any]) -> bytes:
    return json.dumps({"points": points}, default=str).encode()


def point(at: datetime, lat: float = 41.5, lon: float = -69.2, **more: Any) -> dict[str, Any]:
    return {"lat": lat, "lon": lon, "at": at.isoformat(), **more}


def send(credentials: Credentials, principal: Principal, content: bytes) -> Report:
    """One request, to a writer of its own."""

    async def story() -> Report:
        async with writer_of(credentials) as writer:
            return await writer.add(principal, content)

    return asyncio.run(story())


def reasons(report: Report) -> list[tuple[int, str]]:
    return [(refusal.index, refusal.reason) for refusal in report.refused]


def last_of(cast: Cast, callsign: str) -> LastPosition | None:
    with scope.within([cast.ab.pk, cast.mb.pk]):
        return LastPosition.objects.filter(unit__callsign=callsign).first()


def track_of(cast: Cast, callsign: str) -> list[datetime]:
    with scope.within([cast.ab.pk, cast.mb.pk]):
        unit = cast.unit(callsign)
        return list(
            Position.objects.filter(unit_id=unit.pk).order_by("at").values_list("at", flat=True)
        )


def a_machine(cast: Cast, *permissions: Permission) -> Principal:
    return Principal(
        actor=Actor("token", "1"), name="Radio", grants={cast.ab.pk: frozenset(permissions)}
    )


def unit_id(cast: Cast, callsign: str) -> int:
    with scope.within([cast.ab.pk, cast.mb.pk]):
        return cast.unit(callsign).pk


def test_a_phone_moves_the_unit_its_officer_crews(credentials, cast):
    now = clock.real_now()
    report = send(credentials, cast.jun, sent(point(now, 41.51, -69.21, speed_mph=12)))
    assert report == Report(accepted=1, refused=[])
    last = last_of(cast, "2B10")
    assert (last.lat, last.lon, last.at, last.speed_mph) == (41.51, -69.21, now, 12)


def test_an_officer_cannot_move_another_unit(credentials, cast):
    other = unit_id(cast, "1A10")
    send(credentials, cast.jun, sent(point(clock.real_now(), unit=other)))
    assert last_of(cast, "1A10") is None
    assert last_of(cast, "2B10") is not None


def test_a_bad_point_does_not_lose_the_good_ones(credentials, cast):
    now = clock.real_now()
    content = sent(
        point(now - 2 * SECOND),
        point(now, lat=91),
        {"lat": 41.5, "lon": "west", "at": now.isoformat()},
        point(now + timedelta(minutes=3)),
        {"lat": 41.5, "lon": -69.2, "at": "2026-06-15T12:00:00"},
        point(now - timedelta(days=300)),
        point(now - SECOND),
    )
    report = send(credentials, cast.jun, content)
    assert report.accepted == 2
    assert [index for index, _ in reasons(report)] == [1, 2, 3, 4, 5]
    said = dict(reasons(report))
    assert said[1] == "The latitude must be between -90 and 90 degrees."
    assert said[3] == "The time is in the future. Set the clock of the device."
    assert said[5] == "This is from before your shift, so it is not kept."
    assert track_of(cast, "2B10") == [now - 2 * SECOND, now - SECOND]


def test_a_late_point_joins_the_track_and_does_not_move_the_unit_back(credentials, cast):
    now = clock.real_now()
    send(credentials, cast.jun, sent(point(now, 41.52)))
    report = send(credentials, cast.jun, sent(point(now - 60 * SECOND, 41.40)))
    assert report.accepted == 1
    assert last_of(cast, "2B10").lat == 41.52
    assert track_of(cast, "2B10") == [now - 60 * SECOND, now]


def test_a_point_sent_twice_is_kept_once(credentials, cast):
    now = clock.real_now()
    for _ in range(2):
        assert send(credentials, cast.jun, sent(point(now), point(now))).accepted == 2
    assert track_of(cast, "2B10") == [now]


def test_nobody_is_followed_off_duty(committed, committed_cast):
    cast = committed_cast
    with scope.within([cast.ab.pk]):
        unit = cast.unit("2B10")
        force.put_off_duty(unit=unit, by=cast.rosa, at=clock.real_now())
    report = send(committed, cast.jun, sent(point(clock.real_now())))
    assert reasons(report) == [(0, "You are not on duty on a unit, so your position is not kept.")]
    assert track_of(cast, "2B10") == []


def test_a_dispatcher_has_no_position(credentials, cast):
    assert send(credentials, cast.tess, sent(point(clock.real_now()))).accepted == 0


def test_a_machine_with_unit_status_names_the_unit_of_each_point(credentials, cast):
    now = clock.real_now()
    machine = a_machine(cast, Permission.UNIT_STATUS)
    stranger = unit_id(cast, "M1A1")
    content = sent(
        point(now, unit=unit_id(cast, "1A10")),
        point(now, unit=unit_id(cast, "2B10")),
        point(now, unit=stranger),
        point(now),
    )
    report = send(credentials, machine, content)
    assert report.accepted == 2
    assert reasons(report) == [
        (2, f"There is no unit {stranger} that you may move."),
        (3, "Say which unit this is, by its id."),
    ]
    assert last_of(cast, "M1A1") is None


def test_a_machine_without_unit_status_moves_nothing(credentials, cast):
    machine = a_machine(cast, Permission.UNIT_READ)
    content = sent(point(clock.real_now(), unit=unit_id(cast, "1A10")))
    assert send(credentials, machine, content).accepted == 0


@pytest.mark.parametrize("content", [b"", b"[]", b'{"points": 7}', b'{"point": []}', b"\xff"])
def test_what_is_no_list_of_points_is_refused_as_a_whole(credentials, cast, content):
    with pytest.raises(Unreadable):
        send(credentials, cast.jun, content)


def test_writers_that_meet_on_the_same_units_do_not_block_one_another(credentials, cast):
    machine = a_machine(cast, Permission.UNIT_STATUS)
    with scope.within([cast.ab.pk]):
        units = [unit.pk for unit in cast.unit("2B10").__class__.objects.order_by("pk")]
    began = clock.real_now()

    async def flood(writer: Writer, backwards: bool) -> list[Report]:
        order = list(reversed(units)) if backwards else units
        return [
            await writer.add(
                machine,
                sent(*(point(began - (50 - turn) * SECOND, unit=unit) for unit in order)),
            )
            for turn in range(50)
        ]

    async def story() -> list[list[Report]]:
        async with contextlib.AsyncExitStack() as stack:
            writers = [await stack.enter_async_context(writer_of(credentials)) for _ in range(4)]
            floods = (flood(writer, bool(n % 2)) for n, writer in enumerate(writers))
            return await asyncio.gather(*floods)

    answered = asyncio.run(story())
    assert {report.accepted for reports in answered for report in reports} == {len(units)}
    assert len(track_of(cast, "2B10")) == 50
    assert last_of(cast, "2B10").at == began - SECOND


def test_a_writer_whose_connection_was_lost_writes_on_a_new_one(credentials, cast):
    async def story() -> Report:
        async with writer_of(credentials) as writer:
            await writer.add(cast.jun, sent(point(clock.real_now())))
            await aside(_cut_connections, credentials)
            return await writer.add(cast.jun, sent(point(clock.real_now())))

    assert asyncio.run(story()).accepted == 1


def _cut_connections(credentials: Credentials) -> None:
    with psycopg.connect(credentials.dsn("web")) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = current_user AND pid <> pg_backend_pid()"
        )


def test_operational_time_decides_what_is_the_future(credentials, cast):
    real = clock.real_now()
    operational = real + timedelta(hours=5)
    with psycopg.connect(credentials.dsn("owner")) as owner:
        owner.execute(
            "INSERT INTO agency_installation"
            " (id, clock_rate, clock_real_at, clock_operational_at) VALUES (1, 1, %s, %s)",
            [real, operational],
        )
    assert send(credentials, cast.jun, sent(point(operational))).accepted == 1


def test_positions_reach_the_screens_that_may_see_the_unit(credentials, cast):

    async def story() -> None:
        async with hub_of(credentials) as hub, writer_of(credentials) as writer:
            tess, nora = (Screen(hub, who, Board()) for who in (cast.tess, cast.nora))
            await until(lambda: tess.connection.since is not None)
            await until(lambda: nora.connection.since is not None)
            now = clock.real_now()
            await writer.add(cast.jun, sent(point(now, 41.53, -69.23)))
            await until(lambda: tess.board.heard("positions"))
            await writer.add(cast.nora, sent(point(now)))
            await until(lambda: nora.board.heard("positions"))
            returned = Screen(hub, cast.tess, tess.board)
            await until(lambda: len(tess.board.heard("positions")) > 1)
            for screen in (tess, nora, returned):
                await screen.leave()
            ours, theirs = tess.board.heard("positions"), nora.board.heard("positions")
            jun = [unit_of["2B10"], 41.53, -69.23, now.isoformat()]
            assert [event.data for event in ours] == [[jun], [jun]]
            assert {fix[0] for event in theirs for fix in event.data} == {unit_of["M1A1"]}
            assert ours[0].id is None

    unit_of = {callsign: unit_id(cast, callsign) for callsign in ("2B10", "M1A1")}
    asyncio.run(story())


def test_the_last_fixes_can_be_asked_for_by_how_long_ago_they_came(credentials, cast):
    send(credentials, cast.jun, sent(point(clock.real_now())))
    agencies = [cast.ab.pk]
    with scope.within(agencies):
        assert len(positions.last_fixes(agencies, None)) == 1
        assert len(positions.last_fixes(agencies, 60.0)) == 1
        assert positions.last_fixes(agencies, 0.0) == []
