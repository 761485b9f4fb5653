"""What a raw route checks about a request before it believes it."""

from __future__ import annotations

import io
from collections.abc import MutableMapping
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from beatbook.site.raw.answers import Receive, Refusal

Scope = MutableMapping[str, Any]


def _page(_request: HttpRequest) -> HttpResponse:
    """The view that the form token is checked for: any but an exempt one."""
    return HttpResponse()


_csrf = CsrfViewMiddleware(_page)


def read(scope: Scope, *methods: str) -> ASGIRequest:
    """The head of the request. Refuses another method, and a host that is not ours."""
    request = ASGIRequest(scope, io.BytesIO())
    if request.method not in methods:
        raise Refusal(405, f"Only {' and '.join(methods)} is answered here.")
    try:
        request.get_host()
    except DisallowedHost:
        raise Refusal(400, "This host name is not served here.") from None
    return request


def demand_own_page(request: ASGIRequest) -> None:
    """Refuse a write that another site's page made with our member's cookie.

    Browsers say where a write comes from; one that does not must show the form token.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        _csrf.process_request(request)
        if _csrf.process_view(request, _page, (), {}) is not None:
            raise Refusal(403, "The form token is missing or old. Reload the page.")
    elif origin not in (own_origin(request), *settings.CSRF_TRUSTED_ORIGINS):
        raise Refusal(403, "This was sent from another site's page.")


def own_origin(request: ASGIRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


async def body(receive: Receive, limit: int) -> bytes:
    """The whole body. Refuses one of more than ``limit`` bytes."""
    content = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError("The caller went away.")
        content += message.get("body", b"")
        if len(content) > limit:
            raise Refusal(413, f"At most {limit:,} bytes at once, please.")
        if not message.get("more_body", False):
            return bytes(content)
