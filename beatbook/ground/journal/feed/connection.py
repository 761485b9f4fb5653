"""One open screen: what it may see, and the frames that wait to be sent to it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from beatbook.contract.access import Principal
from beatbook.ground.journal.feed.audience import Audience
from beatbook.ground.journal.feed.sources import Credential

QUEUE = 256
LAST_WORDS_S = 2.0


class Connection:
    """A bounded queue towards one screen.

    ``since`` is the position from which the hub sends live; None while it still catches up.
    """

    __slots__ = (
        "_frames",
        "_patience",
        "_wake",
        "audience",
        "check_at",
        "closed",
        "credential",
        "principal",
        "since",
    )

    def __init__(self, credential: Credential, principal: Principal, audience: Audience) -> None:
        self.credential = credential
        self.principal = principal
        self.audience = audience
        self.since: int | None = None
        self.check_at = 0.0
        self.closed = False
        self._frames: deque[bytes] = deque()
        self._wake = asyncio.Event()
        self._patience: asyncio.Timeout | None = None

    def offer(self, frame: bytes) -> None:
        """Queue a frame. A screen that does not keep up is closed: it returns with its cursor."""
        if self.closed:
            return
        if len(self._frames) >= QUEUE:
            self._frames.clear()
            self.close(last_words_s=0.0)
            return
        self._frames.append(frame)
        self._wake.set()

    def replace(self, frame: bytes) -> None:
        """Forget what waits, and send this instead."""
        self._frames.clear()
        self.offer(frame)

    def close(self, *, last_words_s: float = LAST_WORDS_S) -> None:
        """Send what waits, for so long at most, and end."""
        if self.closed:
            return
        self.closed = True
        self._wake.set()
        if self._patience:
            self._patience.reschedule(asyncio.get_running_loop().time() + last_words_s)

    async def pump(self, send: Callable[[bytes], Awaitable[None]]) -> None:
        """Send frames as they come, until closed. Raises TimeoutError when the screen is stuck."""
        try:
            async with asyncio.timeout(None) as self._patience:
                while self._frames or not self.closed:
                    await self._send_waiting(send)
        finally:
            self._patience = None

    async def _send_waiting(self, send: Callable[[bytes], Awaitable[None]]) -> None:
        if self._frames:
            waiting = b"".join(self._frames)
            self._frames.clear()
            await send(waiting)
        else:
            self._wake.clear()
            await self._wake.wait()
