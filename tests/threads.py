"""For tests of what happens at the same time, each actor on a database connection of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection

PATIENCE_S = 30.0


class Actor(threading.Thread):
    """Runs one function in a thread, and gives its result or its error to whoever waits."""

    def __init__(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(daemon=True)
        self._call = lambda: function(*args, **kwargs)
        self._result: Any = None
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self._result = self._call()
        except BaseException as error:
            self._error = error
        finally:
            connection.close()

    def result(self) -> Any:
        self.join(PATIENCE_S)
        assert not self.is_alive(), "It is still waiting for something."
        if self._error:
            raise self._error
        return self._result


def until(condition: Callable[[], Any]) -> None:
    """Return once the condition holds; fail when it does not hold in time."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.01)


def is_waiting_for_a_lock(pid: int) -> bool:
    """Does the server process ``pid`` wait for a lock that another one holds?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [pid])
        row = cursor.fetchone()
        return bool(row and row[0])


def server_pid() -> int:
    """The server process of this thread's connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        row = cursor.fetchone()
        assert row is not None
        return int(row[0])
