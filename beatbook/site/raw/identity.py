"""Who stands behind a raw request: a member's session or a machine's token."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpRequest

from beatbook.contract.access import Actor, Principal
from beatbook.ground.agency import requests
from beatbook.ground.journal.feed import Threads

REMEMBERED_S = 30.0
REMEMBERED = 10_000


@dataclass(frozen=True)
class Proof:
    """What the request carried: the key of a session, or the secret of a token."""

    session: str | None = None
    token: str | None = None


def shown(request: HttpRequest) -> Proof | None:
    """A token goes before a session, as on every page."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return Proof(token=secret.strip())
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return Proof(session=session) if session else None


def principal_behind(proof: Proof) -> Principal | None:
    """Ask the database, in a thread. The same rule as for pages."""
    request = HttpRequest()
    request.session = SessionStore(proof.session)
    if proof.token is not None:
        request.META["HTTP_AUTHORIZATION"] = f"Bearer {proof.token}"
    with transaction.atomic():
        return requests.principal_behind(request)


class Doorkeeper:
    """Remembers for half a minute who it let in, so that a phone is looked up once and not at
    every position. Whose grants change is forgotten at once.
    """

    def __init__(self, threads: Threads) -> None:
        self._threads = threads
        self._known: dict[Proof, tuple[Principal, float]] = {}

    async def ask(self, proof: Proof) -> Principal | None:
        """Look up anew."""
        return await self._threads.run(principal_behind, proof)

    async def know(self, proof: Proof) -> Principal | None:
        """Remember, or look up."""
        principal, until = self._known.get(proof, (None, 0.0))
        if principal is None or until < time.monotonic():
            principal = await self.ask(proof)
            self._keep(proof, principal)
        return principal

    def forget(self, actors: Collection[Actor]) -> None:
        if actors:
            self._known = {p: k for p, k in self._known.items() if k[0].actor not in actors}

    def _keep(self, proof: Proof, principal: Principal | None) -> None:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        if principal is None:
            self._known.pop(proof, None)
        else:
            self._known[proof] = (principal, time.monotonic() + REMEMBERED_S)
