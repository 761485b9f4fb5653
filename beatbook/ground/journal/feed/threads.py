"""Django's ORM for a process that lives on an event loop: a few threads, a connection each."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import close_old_connections, connections

P = ParamSpec("P")
R = TypeVar("R")


class Threads:
    """A fixed number of threads. Each keeps its database connection until ``close``."""

    def __init__(self, count: int, name: str) -> None:
        self._count = count
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=name)

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        def work() -> R:
            close_old_connections()
            return function(*args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        """Finish what runs, then close every thread's connection."""
        together = threading.Barrier(self._count)

        def leave() -> None:
            connections.close_all()
            together.wait()

        for _ in range(self._count):
            self._pool.submit(leave)
        self._pool.shutdown()
