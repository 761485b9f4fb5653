"""Functions that can be asked for by name, from another process and after a restart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

Task = TypeVar("Task", bound=Callable[..., None])

TASKS: dict[str, Callable[..., None]] = {}

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(hours=1)


class UnknownTask(Exception):
    """No function was registered under this name: a mistake in the program."""


def task(name: str) -> Callable[[Task], Task]:
    """Let the function be asked for as ``name``, ``part.what_it_does``.

    It is called with the keywords it was asked for, in a transaction that sees nothing until it
    enters a scope. As a deadline it is also given ``subject`` and ``at``, the operational time.
    A job may be run again after a crash, so it must do no harm when done twice.
    """

    def register(function: Task) -> Task:
        if name in TASKS:
            raise TypeError(f"Two tasks are called {name}.")
        TASKS[name] = function
        return function

    return register


def find(name: str) -> Callable[..., None]:
    """The function of that name. Raises ``UnknownTask``."""
    try:
        return TASKS[name]
    except KeyError:
        raise UnknownTask(f"No task is called {name}.") from None


def pause_after(attempts: int) -> timedelta:
    """How long to wait when this many attempts have failed: 2 s, 8 s, 32 s ... one hour."""
    return min(FIRST_PAUSE * 4.0 ** min(attempts - 1, 20), LONGEST_PAUSE)


def brief(error: BaseException) -> str:
    """What went wrong, in one line that fits a table."""
    return f"{type(error).__name__}: {error}"[:500]


def plain(args: dict[str, Any]) -> dict[str, Any]:
    """The arguments, if they are ids and codes. Raises TypeError for anything else."""
    for name, value in args.items():
        if not isinstance(value, str | int | float | bool | None):
            raise TypeError(f"{name} is a {type(value).__name__}: pass ids and codes only.")
    return args
