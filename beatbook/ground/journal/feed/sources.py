"""What the hub is told by ``site``, which alone knows every part.

Each function is called in a thread with its own database connection.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from beatbook.contract.access import Permission, Principal

POSITION = "position"
"""The kind under which ``readers`` says who may see where units are."""

Credential = Any
"""How a connection proved who it is: hashable, and only ``principal`` looks inside."""


@dataclass(frozen=True)
class Fix:
    """Where a unit is: one line of the stream of positions."""

    agency_id: int
    unit_id: int
    lat: float
    lon: float
    at: datetime


@dataclass(frozen=True)
class Sources:
    """``rows(kind, keys)`` gives the live rows under these keys, and a removal without a version
    for each key that the running scope does not show. ``positions(agencies, seconds)`` gives the
    last fixes received within so many seconds, or all of them (None). ``clock`` gives what a
    ``clock`` event says; ``principal`` gives None for who is signed out.
    """

    readers: Mapping[str, Permission]
    rows: Callable[[str, Collection[str]], Sequence[Mapping[str, Any]]]
    positions: Callable[[Collection[int], float | None], Sequence[Fix]]
    clock: Callable[[], Mapping[str, Any]]
    principal: Callable[[Credential], Principal | None]
