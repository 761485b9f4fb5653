"""Asking the same thing many times at once, and working it out one time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any


class Once:
    """After an outage all screens return together and ask the same: one of them does the work."""

    def __init__(self) -> None:
        self._underway: dict[Hashable, asyncio.Task[bytes]] = {}

    async def ask(self, key: Hashable, work: Callable[[], Coroutine[Any, Any, bytes]]) -> bytes:
        """The answer to ``key``: of the work that is under way, else of new ``work``."""
        task = self._underway.get(key)
        if task is None:
            task = self._underway[key] = asyncio.create_task(work())
            task.add_done_callback(lambda _: self._underway.pop(key, None))
        # Whoever asks may go away; the others still wait for the answer.
        return await asyncio.shield(task)

    async def stop(self) -> None:
        tasks = list(self._underway.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
