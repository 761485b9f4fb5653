"""Every request: one transaction, the scope of who asks, and the operational time it began."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import auth
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from beatbook.contract.access import Principal
from beatbook.core.clock import OperationalClock
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal import scope

GetResponse = Callable[[HttpRequest], HttpResponse]


class Request(HttpRequest):
    """What a guarded view gets: the request, with who asks and the operational time it began."""

    principal: Principal
    clock: OperationalClock
    now: datetime
    home: Agency | None


class OneTransaction:
    """All that a request reads and writes is one transaction; an error undoes all of it.

    The answer leaves after the commit, so what an answer says is so.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response


class WhoAsks:
    """Sets ``request.principal`` (None when signed out), ``request.clock`` and ``request.now``.

    A member's pages carry the name of their agency, ``request.home``, show times in its time zone,
    and are in the language the member chose, or else the agency's; for a stranger, the browser's.
    A bearer token is a machine's way in; a session is a person's.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        principal, clock = principal_behind(request), queries.operational_clock()
        home = queries.home_of(principal)
        found: Any = request
        found.principal, found.home = principal, home
        found.clock, found.now = clock, clock.now()
        spoken = language_of(request, principal, home)
        with timezone.override(home.time_zone if home else None), translation.override(spoken):
            return self.get_response(request)


def language_of(request: HttpRequest, principal: Principal | None, home: Agency | None) -> str:
    """The language that this person is answered in."""
    if principal and principal.language:
        return principal.language
    return home.language if home else translation.get_language_from_request(request)


def principal_behind(request: HttpRequest) -> Principal | None:
    """Enter the scope of the token or the session that the request carries.

    None, and no scope, when there is neither, or neither is good any longer.
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return queries.principal_of_token(secret.strip())
    member_id = request.session.get(SESSION_KEY)
    if member_id is None:
        return None
    principal = queries.principal_of(int(member_id))
    # The session ends with the password it was begun under.
    if principal is None or not auth.get_user(request).is_authenticated:
        scope.enter([])
        return None
    return principal
