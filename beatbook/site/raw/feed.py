"""``GET /feed``: server-sent events, from a cursor on."""

from __future__ import annotations

import asyncio
import logging
import random

from beatbook.contract.base import Refused
from beatbook.ground.journal import cursor
from beatbook.ground.journal.feed import Connection, Hub, frames
from beatbook.site.raw import answers, identity, requests
from beatbook.site.raw.answers import Receive, Refusal, Send
from beatbook.site.raw.identity import Doorkeeper
from beatbook.site.raw.requests import Scope

log = logging.getLogger(__name__)

RETURN_MS = (500, 2_000)
"""When a lost screen returns: soon, but not all of them in the same instant."""


class Feed:
    def __init__(self, hub: Hub, doorkeeper: Doorkeeper) -> None:
        self._hub = hub
        self._doorkeeper = doorkeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        proof, place = _read(scope)
        principal = await self._doorkeeper.ask(proof) if proof else None
        if proof is None or principal is None:
            raise Refusal(401, "You are signed out. Sign in to see what happens.")
        connection = self._hub.open(proof, principal)
        leaving = asyncio.create_task(_close_when_left(connection, receive))
        try:
            await self._stream(connection, place, send)
        finally:
            leaving.cancel()
            self._hub.close(connection)

    async def _stream(self, connection: Connection, place: str | None, send: Send) -> None:
        more = await answers.begin_stream(send)
        await more(frames.retry_after(random.randint(*RETURN_MS)))  # noqa: S311 -- no secret
        await self._hub.catch_up(connection, _position(connection, place))
        try:
            await connection.pump(more)
        except TimeoutError:
            log.info("A screen of %s did not keep up; it may return.", connection.principal.actor)
            return
        await answers.end_stream(send)


def _read(scope: Scope) -> tuple[identity.Proof | None, str | None]:
    """Who asks, and from where on. The request itself is let go: a feed is open for hours."""
    request = requests.read(scope, "GET")
    place = request.headers.get("Last-Event-ID") or request.GET.get("cursor")
    return identity.shown(request), place


def _position(connection: Connection, place: str | None) -> int | None:
    """Where the screen goes on; None when it has no place, or one that is not ours."""
    if not place:
        return None
    try:
        return cursor.open(place)
    except Refused:
        connection.offer(frames.UNKNOWN_CURSOR)
        return None


async def _close_when_left(connection: Connection, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    connection.close()
