"""The front door of one web process: three raw routes, and Django's pages behind them.

Pages run as WSGI in a fixed pool of threads, each with a database connection that it keeps:
Django's own ASGI handler would start two threads and open a connection for every request.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from beatbook.ground.force import positions
from beatbook.ground.geo.travel.following import Follower
from beatbook.ground.journal.feed import Hub, Threads
from beatbook.site import roles, sources
from beatbook.site.raw import answers
from beatbook.site.raw.answers import Message, Receive, Refusal, Send
from beatbook.site.raw.feed import Feed
from beatbook.site.raw.health import Health
from beatbook.site.raw.identity import Doorkeeper
from beatbook.site.raw.positions import Positions
from beatbook.site.raw.requests import Scope

log = logging.getLogger(__name__)

PAGE_THREADS = 6
PIECES_WAITING = 64
"""Pieces of an answer that wait for a slow reader before the thread has to."""

GATHERED = 1024 * 1024
"""How much of a page's request is gathered before it takes up a thread."""

Route = Callable[[Scope, Receive, Send], Awaitable[None]]


class FrontDoor:
    """The ASGI application. What it owns starts and stops with the process."""

    def __init__(self) -> None:
        pages: Any = get_wsgi_application()
        self._pages: Any = WSGIMiddleware(pages, PAGE_THREADS, PIECES_WAITING)
        self._routes: dict[str, Route] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        elif route := self._routes.get(scope["path"]):
            await _answer(route, scope, receive, send)
        else:
            await self._pages(scope, await _gathered(receive), send)

    def close_feeds(self) -> None:
        """End the streams, which would never end by themselves; their screens come back."""
        self.hub.close_all()

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self._start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _start(self) -> None:
        self.hub = Hub(sources.FEED, _connect)
        self._writer = positions.Writer(_connect)
        self._sessions = Threads(2, "sessions")
        doorkeeper = Doorkeeper(self._sessions)
        self.hub.on_regrant = doorkeeper.forget
        self._routes = {
            "/feed": Feed(self.hub, doorkeeper),
            "/positions": Positions(self._writer, doorkeeper),
            "/health": Health(self.hub),
        }
        self._follower = Follower(sources.active_map_directory, sources.standing_closures)
        self.hub.on_news = self._hear
        self._writer.start()
        await self.hub.start()

    def _hear(self, names: frozenset[str]) -> None:
        """A new map, a street closed or opened: the travel times follow at once."""
        if any(name.startswith(sources.BENDS_ROUTES) for name in names):
            self._follower.wake()

    async def _stop(self) -> None:
        await self.hub.stop()
        await self._writer.stop()
        self._sessions.close()
        self._follower.stop()


async def _connect() -> psycopg.AsyncConnection[tuple[Any, ...]]:
    """A connection of our own, direct: a listener does not survive a pooler."""
    dsn = roles.credentials(settings.DATA).dsn(roles.WEB)
    return await psycopg.AsyncConnection.connect(dsn, autocommit=True)


async def _answer(route: Route, scope: Scope, receive: Receive, send: Send) -> None:
    try:
        await route(scope, receive, send)
    except Refusal as refusal:
        await answers.refuse(send, refusal)
    except ConnectionResetError:
        log.debug("The caller of %s went away.", scope["path"])


async def _gathered(receive: Receive) -> Receive:
    """The request with its body at hand: a slow sender holds up the loop's memory, no thread."""
    messages: deque[Message] = deque()
    size = 0
    while True:
        message = await receive()
        messages.append(message)
        size += len(message.get("body", b""))
        if not message.get("more_body", False) or size > GATHERED:
            break

    async def again() -> Message:
        return messages.popleft() if messages else await receive()

    return again
