"""``POST /positions``: where a phone says its unit is. Answered after the commit."""

from __future__ import annotations

import psycopg

from beatbook.ground.force import positions
from beatbook.site.raw import answers, identity, requests
from beatbook.site.raw.answers import Receive, Refusal, Send
from beatbook.site.raw.identity import Doorkeeper
from beatbook.site.raw.requests import Scope

LARGEST = 256 * 1024


class Positions:
    def __init__(self, writer: positions.Writer, doorkeeper: Doorkeeper) -> None:
        self._writer = writer
        self._doorkeeper = doorkeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = requests.read(scope, "POST")
        proof = identity.shown(request)
        if proof and proof.session:
            requests.demand_own_page(request)
        principal = await self._doorkeeper.know(proof) if proof else None
        if principal is None:
            raise Refusal(401, "You are signed out. Sign in; positions are kept until then.")
        content = await requests.body(receive, LARGEST)
        try:
            report = await self._writer.add(principal, content)
        except positions.Unreadable as refused:
            raise Refusal(400, refused.message) from None
        except (psycopg.Error, positions.Overloaded):
            raise Refusal(503, "Positions cannot be kept just now. Send them again.") from None
        await answers.json(send, 200, report)
