"""Answers of the raw routes, with the security headers that every page has."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

from beatbook.ground.ui import csp

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

SECURITY = (
    (b"content-security-policy", csp.POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
STREAM = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    # A proxy that collects answers before it passes them on would make the feed late.
    (b"x-accel-buffering", b"no"),
)


class Refusal(Exception):
    """The request gets no more than this: a status and a sentence for whoever reads it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


async def json(send: Send, status: int, body: Any) -> None:
    """A whole answer as JSON."""
    content = msgspec.json.encode(body)
    headers = [
        *SECURITY,
        (b"content-type", b"application/json"),
        (b"content-length", str(len(content)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


async def refuse(send: Send, refusal: Refusal) -> None:
    await json(send, refusal.status, {"ok": False, "message": refusal.message})


async def begin_stream(send: Send) -> Callable[[bytes], Awaitable[None]]:
    """Begin an answer without end; the answer is a function that sends a piece of it."""
    headers = [*SECURITY, *STREAM]
    await send({"type": "http.response.start", "status": 200, "headers": headers})

    async def more(piece: bytes) -> None:
        await send({"type": "http.response.body", "body": piece, "more_body": True})

    return more


async def end_stream(send: Send) -> None:
    await send({"type": "http.response.body", "body": b"", "more_body": False})
