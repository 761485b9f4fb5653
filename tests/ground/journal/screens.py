"""Screens for tests of the feed: they keep a board by the same rule as the browser's."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection, transaction

from beatbook.contract.access import Principal
from beatbook.ground.agency import queries
from beatbook.ground.journal import cursor, scope, sealer
from beatbook.ground.journal.feed import Connection, Hub
from beatbook.ground.ui import live
from beatbook.site import sources
from beatbook.site.roles import Credentials
from tests.threads import PATIENCE_S


@dataclass
class Event:
    type: str
    data: Any
    id: str | None


def parse(stream: bytes) -> list[Event]:
    """The complete events of a stream."""
    events = []
    for block in stream.decode().split("\n\n")[:-1]:
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        if "event" in fields:
            events.append(Event(fields["event"], json.loads(fields["data"]), fields.get("id")))
    return events


@dataclass
class Board:
    """Rows by kind and key, the events that came, and the cursor to return with."""

    cursor: str | None = None
    rows: dict[tuple[str, str], tuple[int, Any]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    @classmethod
    def of_page(cls, principal: Principal) -> Board:
        """As a page starts: its position first, then its rows."""
        with scope.within(principal.agencies(), classes=principal.classes):
            board = cls(cursor.seal(cursor.latest_position()))
            for kind in live.kinds():
                for patch in live.state(kind):
                    board.apply(patch)
        return board

    def take(self, event: Event) -> None:
        self.events.append(event)
        self.cursor = event.id or self.cursor
        if event.type == "patch":
            for patch in event.data:
                self.apply(patch)

    def apply(self, patch: Any) -> None:
        key = patch["kind"], patch["key"]
        known = self.rows.get(key)
        if patch["version"] is None:
            self.rows.pop(key, None)
        elif known is None or patch["version"] > known[0]:
            self.rows[key] = patch["version"], patch["row"]

    @property
    def shown(self) -> dict[tuple[str, str], Any]:
        return {key: row for key, (_, row) in self.rows.items() if row is not None}

    def heard(self, kind: str) -> list[Event]:
        return [event for event in self.events if event.type == kind]


class Screen:
    """One open connection to a hub of this process, and the board it feeds."""

    def __init__(self, hub: Hub, principal: Principal, board: Board) -> None:
        self.board = board
        self.connection: Connection = hub.open(principal.member_id, principal)
        self._hub = hub
        self._task = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        place = cursor.open(self.board.cursor) if self.board.cursor else None
        await self._hub.catch_up(self.connection, place)
        await self.connection.pump(self._receive)

    async def _receive(self, piece: bytes) -> None:
        for event in parse(piece):
            self.board.take(event)

    async def leave(self) -> None:
        self._hub.close(self.connection)
        await asyncio.gather(self._task, return_exceptions=True)


def known_as(member_id: int) -> Principal | None:
    """What a session stands for, without the session."""
    with transaction.atomic():
        return queries.principal_of(member_id)


@contextlib.asynccontextmanager
async def hub_of(credentials: Credentials, **other: Any) -> AsyncIterator[Hub]:
    """A running hub. A connection is known by the id of its member."""

    async def connect() -> psycopg.AsyncConnection[tuple[Any, ...]]:
        return await psycopg.AsyncConnection.connect(credentials.dsn("web"), autocommit=True)

    handed = {"principal": known_as} | other
    hub = Hub(dataclasses.replace(sources.FEED, **handed), connect)
    await hub.start()
    try:
        yield hub
    finally:
        await hub.stop()


@contextlib.contextmanager
def sealing(credentials: Credentials) -> Iterator[None]:
    """The sealer at work, as in a worker process."""
    stop = threading.Event()
    thread = threading.Thread(
        target=sealer.run,
        args=(lambda: psycopg.connect(credentials.dsn("sealer"), autocommit=True), stop),
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


async def aside(function: Callable[..., Any], *args: Any) -> Any:
    """Run in another thread, on a database connection that is closed afterwards."""

    def run() -> Any:
        try:
            return function(*args)
        finally:
            connection.close()

    return await asyncio.to_thread(run)


async def until(condition: Callable[[], Any]) -> None:
    """Return once the condition holds; fail when it does not hold in time."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        await asyncio.sleep(0.01)


def sealed(credentials: Credentials) -> int:
    """The last position, once everything that is committed has one."""
    with psycopg.connect(credentials.dsn("owner"), autocommit=True) as owner:
        deadline = time.monotonic() + PATIENCE_S
        while True:
            row = owner.execute(
                "SELECT (SELECT count(*) FROM journal_entry), (SELECT count(*) FROM journal_seal)"
            ).fetchone()
            assert row is not None
            if row[0] == row[1]:
                return int(row[1])
            assert time.monotonic() < deadline, "Entries were not sealed in time."
            time.sleep(0.01)
