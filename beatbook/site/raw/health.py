"""``GET /health``: is this process of use? For supervisors and load balancers; says no secrets."""

from __future__ import annotations

from beatbook.ground.journal.feed import Hub
from beatbook.site.raw import answers, requests
from beatbook.site.raw.answers import Receive, Send
from beatbook.site.raw.requests import Scope


class Health:
    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        requests.read(scope, "GET", "HEAD")
        await answers.json(send, 200 if self._hub.is_well else 503, {"ok": self._hub.is_well})
