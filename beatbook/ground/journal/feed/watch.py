"""Hearing of new positions: LISTEN, with a slow poll as net, on one direct connection.

The poll also proves that the connection is alive: a listener can be lost without a sign.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import psycopg

from beatbook.ground.journal.sealer import CHANNEL

log = logging.getLogger(__name__)

POLL_S = 0.25
DEAD_S = 5.0
FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 2.0

T = TypeVar("T")
Listener = psycopg.AsyncConnection[tuple[Any, ...]]
Connect = Callable[[], Awaitable[Listener]]

_LATEST = "SELECT coalesce(max(position), 0) FROM journal_seal"


async def watch(connect: Connect, heard: Callable[[int], None]) -> None:
    """Call ``heard`` with the last sealed position, again and again; connect again when lost."""
    pause = FIRST_PAUSE_S
    while True:
        try:
            async with await _within(DEAD_S, connect()) as connection:
                await _within(DEAD_S, connection.execute(f"LISTEN {CHANNEL}"))
                while True:
                    heard(await _within(DEAD_S, _latest(connection)))
                    pause = FIRST_PAUSE_S
                    async for notice in connection.notifies(timeout=POLL_S):
                        heard(int(notice.payload))
        except (psycopg.OperationalError, OSError, TimeoutError) as error:
            log.warning("The feed's listener lost its connection (%s).", error or "no answer")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)


async def _latest(connection: Listener) -> int:
    row = await (await connection.execute(_LATEST)).fetchone()
    assert row is not None
    return int(row[0])


async def _within(seconds: float, work: Awaitable[T]) -> T:
    async with asyncio.timeout(seconds):
        return await work
