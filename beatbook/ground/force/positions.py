"""Where units are: one writer in each process, and what the feed asks.

Positions are telemetry: no commands, no entries. The writer gathers for 20 ms what all phones
send, decides the unit of each point, writes everything in one transaction, and then answers.
Rows are written in the order of their unit, so that two writers never wait for each other in a
circle; a late point joins the track, but does not move the unit back.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec
import psycopg
from django.db import connection
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from beatbook.contract.access import Principal
from beatbook.contract.base import Refused
from beatbook.core.clock import OperationalClock
from beatbook.ground.force import placing, points
from beatbook.ground.force.models import LastPosition
from beatbook.ground.force.placing import Knowledge, Row, Shift
from beatbook.ground.force.points import Refusal, Unreadable
from beatbook.ground.force.vocabulary import Status
from beatbook.ground.journal import scope
from beatbook.ground.journal.feed.sources import Fix

__all__ = ["Overloaded", "Report", "Unreadable", "Writer", "keep", "last_fixes"]

log = logging.getLogger(__name__)

COALESCE_S = 0.02
MOST_WAITING = 20_000
WRITE_S = 5.0

Connection = psycopg.AsyncConnection[tuple[Any, ...]]
Connect = Callable[[], Awaitable[Connection]]

_SCOPE = "SELECT set_config('beatbook.agencies', %s, true)"
_CLOCK = "SELECT clock_rate, clock_real_at, clock_operational_at FROM agency_installation"
_CREWS = """
SELECT r.member_id, r.unit_id, r.agency_id, r.starts_at
FROM force_rosterentry r JOIN force_unitstate s ON s.unit_id = r.unit_id
WHERE r.ends_at IS NULL AND r.member_id = ANY (%s) AND s.status <> %s
"""
_UNITS = "SELECT id, agency_id FROM force_unit WHERE id = ANY (%s) AND retired_at IS NULL"
_COLUMNS = "unit_id, agency_id, lat, lon, at, accuracy_m, heading, speed_mph, received"
_UNIT, _AT = 0, 4
_ROWS = """
SELECT *, clock_timestamp() FROM unnest(
    %s::bigint[], %s::bigint[], %s::float8[], %s::float8[], %s::timestamptz[],
    %s::float8[], %s::float8[], %s::float8[])
"""
_APPEND = f"""
INSERT INTO force_position ({_COLUMNS}) {_ROWS} ON CONFLICT (unit_id, at) DO NOTHING
"""
_MOVE = f"""
INSERT INTO force_lastposition AS last ({_COLUMNS}) {_ROWS}
ON CONFLICT (unit_id) DO UPDATE SET
    agency_id = excluded.agency_id, lat = excluded.lat, lon = excluded.lon, at = excluded.at,
    accuracy_m = excluded.accuracy_m, heading = excluded.heading,
    speed_mph = excluded.speed_mph, received = excluded.received
WHERE excluded.at >= last.at
"""


class Overloaded(Refused):
    """More positions wait than can be written in a few seconds."""


class Report(msgspec.Struct, frozen=True):
    """The answer to one request, true once it is given: what was accepted is committed."""

    accepted: int
    refused: Sequence[Refusal]


@dataclass(frozen=True)
class Waiting:
    """One request on its way into the database."""

    principal: Principal
    reading: points.Reading
    answer: asyncio.Future[Report]


class Writer:
    """The one writer of positions of this process."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._connection: Connection | None = None
        self._waiting: list[Waiting] = []
        self._arrived = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        self._task = asyncio.create_task(self._write_until_stopped())

    async def stop(self) -> None:
        """Write what waits, then end."""
        self._stopping = True
        self._arrived.set()
        if self._task:
            await self._task
        await self._disconnect()

    async def add(self, principal: Principal, content: bytes) -> Report:
        """Keep the points of one request. Raises ``Unreadable``, ``Overloaded``, psycopg.Error."""
        reading = points.read(content)
        if sum(len(waiting.reading.points) for waiting in self._waiting) > MOST_WAITING:
            raise Overloaded(_("Too many positions at once. Send them again in a moment."))
        answer: asyncio.Future[Report] = asyncio.get_running_loop().create_future()
        self._waiting.append(Waiting(principal, reading, answer))
        self._arrived.set()
        return await answer

    async def _write_until_stopped(self) -> None:
        while not self._stopping:
            await self._arrived.wait()
            await asyncio.sleep(COALESCE_S)
            await self._write_all()

    async def _write_all(self) -> None:
        """Write what waits and answer; a failure is the answer too, and nobody waits for ever."""
        batch, self._waiting = self._waiting, []
        self._arrived.clear()
        if not batch:
            return
        try:
            async with asyncio.timeout(WRITE_S):
                reports = await self._insist(batch)
        except Exception as error:
            log.warning("Positions could not be written (%s).", error or "no answer in time")
            await self._disconnect()
            for waiting in batch:
                if not waiting.answer.done():
                    waiting.answer.set_exception(psycopg.OperationalError(str(error)))
            return
        for waiting, report in zip(batch, reports, strict=True):
            if not waiting.answer.done():
                waiting.answer.set_result(report)

    async def _insist(self, batch: Sequence[Waiting]) -> list[Report]:
        """Once more on a new connection, as the old one may have been lost while nobody wrote."""
        try:
            return await self._write(batch)
        except psycopg.OperationalError:
            await self._disconnect()
            return await self._write(batch)

    async def _write(self, batch: Sequence[Waiting]) -> list[Report]:
        if self._connection is None:
            self._connection = await self._connect()
        database = self._connection
        async with database.transaction():
            known = await _find_out(database, batch)
            placed = [placing.place(waiting.principal, waiting.reading, known) for waiting in batch]
            rows = [row for accepted, _ in placed for row in accepted]
            for statement, columns in _writing(rows):
                await database.execute(statement, columns)
        return [Report(len(accepted), refused) for accepted, refused in placed]

    async def _disconnect(self) -> None:
        if self._connection:
            await self._connection.close()
            self._connection = None


def last_fixes(agencies: Collection[int], seconds: float | None) -> list[Fix]:
    """The last fix of each unit of these agencies, or only those received within ``seconds``."""
    found = LastPosition.objects.filter(agency_id__in=agencies)
    if seconds is not None:
        found = found.filter(received__gt=Now() - timedelta(seconds=seconds))
    return [Fix(*row) for row in found.values_list("agency_id", "unit_id", "lat", "lon", "at")]


def keep(principal: Principal, sent: Sequence[points.Point]) -> Report:
    """Keep the points of a program that is no web server, by the same rules, and answer."""
    reading = points.Reading(list(enumerate(sent)), [])
    with scope.within(principal.agencies()), connection.cursor() as cursor:
        cursor.execute(_UNITS, [sorted({point.unit for point in sent if point.unit is not None})])
        agency_of = dict(cursor.fetchall())
        cursor.execute(_CLOCK)
        clock = cursor.fetchone()
        operational = OperationalClock(*clock) if clock else OperationalClock()
        known = Knowledge(operational.now(), {}, agency_of)
        rows, refused = placing.place(principal, reading, known)
        for statement, columns in _writing(rows):
            cursor.execute(statement, columns)
    return Report(len(rows), refused)


async def _find_out(database: Connection, batch: Sequence[Waiting]) -> Knowledge:
    agencies = {agency for waiting in batch for agency in waiting.principal.grants}
    members = {w.principal.member_id for w in batch if w.principal.member_id is not None}
    named = {p.unit for w in batch for _, p in w.reading.points if p.unit is not None}
    await database.execute(_SCOPE, [",".join(map(str, sorted(agencies)))])
    clock = await (await database.execute(_CLOCK)).fetchone()
    crews = await database.execute(_CREWS, [sorted(members), Status.OFF_DUTY.value])
    shifts = {member: Shift(*shift) for member, *shift in await crews.fetchall()}
    units = await database.execute(_UNITS, [sorted(named)])
    operational = OperationalClock(*clock) if clock else OperationalClock()
    return Knowledge(operational.now(), shifts, dict(await units.fetchall()))


def _writing(rows: Iterable[Row]) -> Iterator[tuple[str, list[list[Any]]]]:
    """The statements that write these rows, in the order of the units."""
    ordered = sorted(rows, key=lambda row: (row[_UNIT], row[_AT]))
    if ordered:
        yield _APPEND, _columns(ordered)
        # Of each unit, the newest is the last.
        newest = {row[_UNIT]: row for row in ordered}
        yield _MOVE, _columns(newest.values())


def _columns(rows: Iterable[Row]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
