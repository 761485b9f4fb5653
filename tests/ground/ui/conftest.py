"""The kit's own pages in a browser. They need no database, so none is behind them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import Browser, Page

from tests import browser as browsers

MIDDLEWARE = [
    "beatbook.ground.ui.csp.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with (
        override_settings(MIDDLEWARE=MIDDLEWARE, WHITENOISE_USE_FINDERS=True),
        browsers.serving(get_wsgi_application()) as served,
    ):
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.chromium() as launched:
        yield launched


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    yield context.new_page()
    context.close()
