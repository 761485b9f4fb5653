"""Many screens in one process: each only notes when it first hears of a call."""

from __future__ import annotations

import asyncio
import re
import time
from collections import defaultdict
from typing import cast

CALL = re.compile(rb'"kind":"call","key":"([^"]+)"')
AT_ONCE = 50


class Screen(asyncio.Protocol):
    """One open feed, read as it comes."""

    def __init__(self, request: bytes, heard: dict[str, list[float]]) -> None:
        self._request = request
        self._heard = heard
        self._known: set[bytes] = set()
        self._tail = b""
        self.began = asyncio.get_running_loop().create_future()
        self.ended = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        if not self.began.done():
            self.began.set_result(data.split(b"\r\n", 1)[0])
        now, seen = time.monotonic(), self._tail + data
        for number in CALL.findall(seen):
            if number not in self._known:
                self._known.add(number)
                self._heard[number.decode()].append(now)
        self._tail = seen[-64:]

    def connection_lost(self, _error: Exception | None) -> None:
        self.ended = True


class Crowd:
    """Screens that listen together; ``heard`` holds, by call number, when each heard of it."""

    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self.heard: dict[str, list[float]] = defaultdict(list)
        self.screens: list[Screen] = []

    async def open(self, cookies: list[str], cursor: str) -> None:
        """Open one screen for each session. Raises when one is not let in."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def open_one(cookie: str) -> None:
            async with gate:
                self.screens.append(await self._open(cookie, cursor))

        await asyncio.gather(*(open_one(cookie) for cookie in cookies))

    async def _open(self, cookie: str, cursor: str) -> Screen:
        host, port = self._address
        request = (
            f"GET /feed?cursor={cursor} HTTP/1.1\r\nHost: {host}:{port}\r\n"
            f"Cookie: sessionid={cookie}\r\n\r\n"
        ).encode()
        _, screen = await asyncio.get_running_loop().create_connection(
            lambda: Screen(request, self.heard), host, port
        )
        status = await asyncio.wait_for(screen.began, 30)
        if b" 200 " not in status:
            raise RuntimeError(f"A screen was not let in: {status.decode()}")
        return screen

    async def all_heard(self, numbers: list[str], seconds: float) -> bool:
        """Wait until every screen heard of every call; False when the time is up."""
        deadline = time.monotonic() + seconds
        while any(len(self.heard[number]) < len(self.screens) for number in numbers):
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(0.02)
        return True

    def close(self) -> None:
        for screen in self.screens:
            screen.transport.close()
