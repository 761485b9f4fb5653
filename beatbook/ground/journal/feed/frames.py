"""Server-sent events as bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from beatbook.ground.journal.feed.sources import Fix

_encoder = msgspec.json.Encoder(enc_hook=str)


def frame(event: str, data: Any, *, cursor: str | None = None) -> bytes:
    """One event. With a cursor, the browser remembers it and returns with it."""
    identity = f"id: {cursor}\n" if cursor else ""
    return f"event: {event}\n{identity}data: ".encode() + _encoder.encode(data) + b"\n\n"


def positions(fixes: Iterable[Fix]) -> bytes:
    """Without id: a lost one is made good by the next."""
    return frame("positions", [[f.unit_id, f.lat, f.lon, f.at.isoformat()] for f in fixes])


def resync(reason: str) -> bytes:
    """Tells the screen to read the page's state again; ``reason`` is for people and machines."""
    return frame("resync", {"reason": reason})


def retry_after(milliseconds: int) -> bytes:
    """How long the browser waits before it returns. Also the first sign of life."""
    return f"retry: {milliseconds}\n\n".encode()


MISSED_TOO_MUCH = resync("Too much happened since this page was read.")
UNKNOWN_CURSOR = resync("This page is too old to continue.")
GRANTS_CHANGED = resync("What you may see has changed.")
SETTINGS_CHANGED = resync("A setting of the agency has changed.")
NOT_RENDERED = resync("A change could not be shown here.")
