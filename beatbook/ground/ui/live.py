"""Live rows: the one function per kind that makes a row for the page *and* for the feed.

    @live.rows("call")
    def call_rows(keys: list[str] | None) -> list[Patch]:
        calls = Call.objects.open() if keys is None else Call.objects.filter(number__in=keys)
        return [live.patch("call", call.number, call.version, {...}) for call in calls]

Which rows one gets is decided by the row policies of the scope the function runs in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypedDict

from django.db.models import Model

from beatbook.core.clock import OperationalClock


class Patch(TypedDict):
    """One row of a board. `row` None takes it off; a reader ignores a version it has passed.

    `version` is None only when the row cannot be read any more, so its version is not known.
    """

    kind: str
    key: str
    version: int | None
    row: Mapping[str, Any] | None


Rows = Callable[[list[str] | None], list[Patch]]

_SOURCES: dict[str, Rows] = {}


def rows(kind: str) -> Callable[[Rows], Rows]:
    """Register the function that makes the rows of `kind`: all that are shown, or just `keys`."""

    def register(source: Rows) -> Rows:
        _SOURCES[kind] = source
        return source

    return register


def patch(kind: str, key: object, version: int, row: Mapping[str, Any] | None) -> Patch:
    return Patch(kind=kind, key=str(key), version=version, row=row)


def kinds() -> list[str]:
    return sorted(_SOURCES)


def state(kind: str) -> list[Patch]:
    """Every row of `kind` that a page starts with."""
    return _SOURCES[kind](None)


def patches(kind: str, keys: Iterable[str]) -> list[Patch]:
    """The rows under these keys, and a removal for each key that is not there to be seen.

    A kind nobody registered has no rows and no readers: nothing.
    """
    wanted = sorted(set(keys))
    if kind not in _SOURCES or not wanted:
        return []
    found = _SOURCES[kind](wanted)
    seen = {one["key"] for one in found}
    gone = [Patch(kind=kind, key=key, version=None, row=None) for key in wanted if key not in seen]
    return found + gone


def let_go(read: Iterable[Model]) -> None:
    """Free what was read to make rows, once they are made.

    A row and what was read with it one to one hold each other. Left alone, those of a whole board
    wait for the garbage collector, which stops every request of the process while it frees them.
    """
    for one in read:
        one._state.fields_cache.clear()


def clock_state(clock: OperationalClock, real: datetime) -> dict[str, Any]:
    """The operational clock for a page or a feed, as it stands at `real`, the moment of sending.

    The browser counts on from there by itself, because its own wall clock may be wrong.
    """
    return {
        "rate": clock.rate,
        "real": real.isoformat(),
        "operational": clock.at(real).isoformat(),
    }
