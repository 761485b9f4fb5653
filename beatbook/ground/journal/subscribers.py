"""Reacting to what happened: ``@subscribe(CallClosed)``, called by position, at least once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from beatbook.ground.journal.reading import Sealed

Handler = Callable[[Sealed], None]
SUBSCRIBERS: dict[str, tuple[frozenset[str], Handler]] = {}


def subscribe(*events: type[Any], name: str | None = None) -> Callable[[Handler], Handler]:
    """Call the function for every sealed entry of these events, in order of position.

    Its database work and its bookmark commit together. Its name is part of its memory: a renamed
    subscriber begins again from the first entry, so give a lasting ``name`` when you rename it.
    """

    def register(function: Handler) -> Handler:
        key = name or f"{function.__module__}.{function.__qualname__}"
        SUBSCRIBERS[key] = (frozenset(event.name for event in events), function)
        return function

    return register
