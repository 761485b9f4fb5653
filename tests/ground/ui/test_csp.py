"""Nothing but files of our own origin may run, draw or be sent to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from beatbook.ground.ui import csp


def _answer(response: HttpResponse) -> str:
    middleware = csp.ContentSecurityPolicy(lambda _request: response)
    return middleware(HttpRequest()).headers["Content-Security-Policy"]


def test_every_answer_carries_the_whole_policy() -> None:
    assert _answer(HttpResponse()) == (
        "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; "
        "connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def test_a_view_may_set_a_policy_of_its_own() -> None:
    own = "default-src 'none'; style-src 'self'"
    assert _answer(HttpResponse(headers={"Content-Security-Policy": own})) == own
