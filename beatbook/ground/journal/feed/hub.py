"""The hub of one web process: one reader of the journal for every screen it serves."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable
from functools import partial
from typing import Any, TypeVar

from django.db import Error as DatabaseError

from beatbook.contract.access import Actor, Principal
from beatbook.core import clock
from beatbook.ground.journal import cursor
from beatbook.ground.journal.feed import frames, news, screens, watch
from beatbook.ground.journal.feed.connection import Connection
from beatbook.ground.journal.feed.movement import Movement
from beatbook.ground.journal.feed.once import Once
from beatbook.ground.journal.feed.screens import Screens
from beatbook.ground.journal.feed.sources import Credential, Sources
from beatbook.ground.journal.feed.threads import Threads

log = logging.getLogger(__name__)

PAGE = 500
LONGEST_REPLAY = 2_000
BEAT_S = 5.0
POSITIONS_S = 1.0
AHEAD_S = 2.0
RETRY_S = 0.5
QUIET_S = 5.0

T = TypeVar("T")


class Hub:
    """Hears of sealed entries and tells every connection of this process what it may see.

    ``position`` is the last one told to all, ``claimed`` the last one that is being told now. A
    connection that has caught up with ``claimed`` becomes live and is sent every later batch.

    All state belongs to the event loop. Two sets of threads work for it: ``live`` renders batches
    in order; ``errands`` answers who returns or asks who somebody is, and holds nobody else up.
    """

    def __init__(self, sources: Sources, connect: watch.Connect) -> None:
        self._sources = sources
        self._connect = connect
        self._live = Threads(1, "feed-live")
        self._errands = Threads(2, "feed-errands")
        self._screens = Screens(sources.readers)
        self._movement = Movement(sources)
        self._once = Once()
        self._tasks: list[asyncio.Task[None]] = []
        self._risen = asyncio.Event()
        self._told = asyncio.Condition()
        self._latest = 0
        self._heard_at = self._level_at = 0.0
        self.position = self.claimed = 0
        self.on_regrant: Callable[[Collection[Actor]], None] = lambda _: None
        self.on_news: Callable[[frozenset[str]], None] = lambda _: None

    async def start(self) -> None:
        """Return once the present position is known: what was sealed before is nobody's news."""
        self._tasks.append(asyncio.create_task(watch.watch(self._connect, self._hear)))
        await self._risen.wait()
        self.position = self.claimed = self._latest
        self._tasks += [
            asyncio.create_task(_forever(self._deliver, 0.0)),
            asyncio.create_task(_forever(self._beat, BEAT_S)),
            asyncio.create_task(_forever(self._stream_positions, POSITIONS_S)),
        ]

    async def stop(self) -> None:
        self.close_all()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._once.stop()
        await asyncio.to_thread(self._live.close)
        await asyncio.to_thread(self._errands.close)

    def close_all(self) -> None:
        """End every feed. The screens return: to another process, or to our successor."""
        for connection in self._screens:
            connection.close()

    @property
    def is_well(self) -> bool:
        """Was the database heard of, and everything sealed told, within the last seconds?"""
        since = min(self._heard_at, self._level_at)
        return time.monotonic() - since < QUIET_S

    def __len__(self) -> int:
        return len(self._screens)

    def open(self, credential: Credential, principal: Principal) -> Connection:
        """A new connection: make it live with ``catch_up``, and ``close`` it in the end."""
        return self._screens.open(credential, principal)

    def close(self, connection: Connection) -> None:
        self._screens.close(connection)

    async def catch_up(self, connection: Connection, after: int | None) -> None:
        """Queue what was missed since ``after`` (None: nothing was), then make it live."""
        if after is not None:
            await self._reach(after)
        while after is not None and after != self.claimed:
            if not 0 < self.claimed - after <= LONGEST_REPLAY:
                connection.replace(frames.MISSED_TOO_MUCH)
                break
            missed = (connection.audience, after, self.claimed)
            replay = partial(self._errands.run, news.replay, self._sources, *missed)
            frame = await self._once.ask(missed, replay)
            if connection.audience != missed[0]:
                break
            connection.offer(frame)
            after = missed[2]
        self._screens.join(connection, self.claimed)
        await self._show_positions(connection)

    def _hear(self, latest: int) -> None:
        self._latest = max(latest, self._latest)
        self._heard_at = time.monotonic()
        self._risen.set()

    async def _deliver(self) -> None:
        await self._risen.wait()
        self._risen.clear()
        while self.position < self._latest:
            await self._deliver_batch(self.position, min(self._latest, self.position + PAGE))
        self._level_at = time.monotonic()

    async def _deliver_batch(self, after: int, upto: int) -> None:
        self.claimed = upto
        audiences = self._screens.audiences
        gather = partial(self._live.run, news.gather, self._sources, after, upto, audiences)
        gathered = await _insist(gather)
        self.on_news(gathered.names)
        # First who may see, then what there is to see.
        self.on_regrant(gathered.regranted)
        await self._check(self._screens.of_actors(gathered.regranted))
        self._screens.tell(gathered.frames, after)
        if gathered.clock:
            self._screens.tell_all(gathered.clock)
        self.position = upto
        async with self._told:
            self._told.notify_all()

    async def _reach(self, position: int) -> None:
        """A page may know of a position before we do: wait a moment for it."""
        try:
            async with asyncio.timeout(AHEAD_S), self._told:
                await self._told.wait_for(lambda: self.claimed >= position)
        except TimeoutError:
            return

    async def _beat(self) -> None:
        """A sign of life. It carries the cursor, so that a quiet screen has little to replay."""
        place = cursor.seal(self.position)
        real = clock.real_now().isoformat()
        self._screens.tell_all(frames.frame("beat", {"real": real}, cursor=place))
        await self._check(self._screens.due())

    async def _check(self, connections: Iterable[Connection]) -> None:
        """Ask again who stands behind these. Who cannot be known now must come again."""
        for credential, same in screens.by_credential(connections).items():
            try:
                principal = await self._errands.run(self._sources.principal, credential)
            except DatabaseError:
                principal = None
            for connection in same:
                self._screens.regrant(connection, principal, self.claimed)

    async def _stream_positions(self) -> None:
        audiences = self._screens.audiences
        if audiences:
            moved = await self._errands.run(self._movement.gather, audiences)
            self._screens.tell(moved, self.claimed)

    async def _show_positions(self, connection: Connection) -> None:
        """All units: what moved while the screen was away will not move again for its sake."""
        audience = connection.audience
        everywhere = partial(self._errands.run, self._movement.everywhere, audience)
        frame = await self._once.ask(audience, everywhere)
        if frame and connection.audience == audience:
            connection.offer(frame)


async def _insist(work: Callable[[], Awaitable[T]]) -> T:
    """Nothing may be skipped: while the database is away, try again."""
    while True:
        try:
            return await work()
        except DatabaseError as error:
            log.warning("The feed waits for the database (%s).", error)
            await asyncio.sleep(RETRY_S)


async def _forever(step: Callable[[], Coroutine[Any, Any, None]], every_s: float) -> None:
    while True:
        try:
            await step()
        except DatabaseError as error:
            log.warning("The feed waits for the database (%s).", error)
            await asyncio.sleep(RETRY_S)
        except Exception:
            log.exception("The feed stumbled and goes on.")
            await asyncio.sleep(RETRY_S)
        await asyncio.sleep(every_s)
