"""The stream of positions: where units moved since the last look, once a second."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime

from beatbook.ground.journal import scope
from beatbook.ground.journal.feed import frames
from beatbook.ground.journal.feed.audience import Audience
from beatbook.ground.journal.feed.sources import POSITION, Fix, Sources

OVERLAP_S = 3.0
"""A fix is stamped before it commits, so each look goes back further than the last one."""


class Movement:
    """Remembers what was sent, so that no fix is sent twice. Its methods run in a thread."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._sent: dict[int, datetime] = {}
        self._looked_at = time.monotonic()

    def gather(self, audiences: Iterable[Audience]) -> dict[Audience, bytes]:
        """What moved, for each audience that may see it."""
        wanted = {audience: audience.agencies_of(POSITION) for audience in audiences}
        agencies = frozenset().union(*wanted.values())
        began = time.monotonic()
        fixes = self._read(agencies, began - self._looked_at + OVERLAP_S)
        moved = [fix for fix in fixes if self._sent.get(fix.unit_id) != fix.at]
        self._sent.update((fix.unit_id, fix.at) for fix in moved)
        self._looked_at = began
        drawn = {seen: _drawn(moved, seen) for seen in set(wanted.values())}
        return {audience: frame for audience, seen in wanted.items() if (frame := drawn[seen])}

    def everywhere(self, audience: Audience) -> bytes:
        """The last fix of every unit that this audience may see; empty if there is none."""
        agencies = audience.agencies_of(POSITION)
        return _drawn(self._read(agencies, None), agencies)

    def _read(self, agencies: frozenset[int], seconds: float | None) -> list[Fix]:
        if not agencies:
            return []
        with scope.within(sorted(agencies)):
            return list(self._sources.positions(sorted(agencies), seconds))


def _drawn(fixes: Iterable[Fix], agencies: frozenset[int]) -> bytes:
    seen = [fix for fix in fixes if fix.agency_id in agencies]
    return frames.positions(seen) if seen else b""
