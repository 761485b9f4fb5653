"""A console at work: the installation running, and dispatchers who sit at it with a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page

from beatbook.site import roles
from tests import browser as browsers
from tests import cast, running
from tests.conftest import empty
from tests.running import Installation

WIDE = {"width": 1920, "height": 1080}
WITHOUT_WEBGL = """
const getContext = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return kind.startsWith("webgl") ? null : getContext.call(this, kind, ...more);
};
"""


@dataclass
class Seat:
    """One dispatcher at one console."""

    page: Page
    complaints: list[str]

    def say(self, line: str) -> None:
        """Type a command and press Enter, as one does: by keyboard alone."""
        self.page.keyboard.type(line)
        self.page.keyboard.press("Enter")

    def take(self, line: str) -> str:
        """Take a call; its short number, once it is on the board and chosen."""
        self.say(line)
        self.hears("taken")
        number = self.preview().split()[0]
        self.sees(f"#waiting .call[aria-selected=true][data-key='{number}']")
        self.sees("#recommended li[data-able=true]")
        return number[-4:]

    def preview(self) -> str:
        return " ".join(self.page.inner_text("#preview").split())

    def sees(self, selector: str, seconds: float = 15) -> None:
        self.page.wait_for_selector(selector, timeout=seconds * 1000)

    def hears(self, words: str) -> None:
        """Wait until the console says so where the preview stands."""
        self.sees(f"#preview:has-text('{words}')")


@dataclass
class Room:
    """The dispatch room."""

    installation: Installation
    browser: Browser

    def seat(
        self,
        username: str = "tess",
        viewport: dict[str, int] = WIDE,
        map_drawn: bool = False,
        **more: Any,
    ) -> Seat:
        """Sit down and sign in. Drawing the map in software is slow: only for who asks for it."""
        context = self.browser.new_context(viewport=viewport, **more)  # type: ignore[arg-type]
        if not map_drawn:
            context.add_init_script(WITHOUT_WEBGL)
        page = context.new_page()
        complaints = browsers.complaints(page)
        page.goto(f"{self.installation.address}/sign-in/?next=/dispatch/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", cast.PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("html[data-ready][data-feed=live]", timeout=30_000)
        return Seat(page, complaints)


@pytest.fixture
def room(office: Room) -> Iterator[Room]:
    """The dispatch room; everybody goes home after the test."""
    yield office
    for context in office.browser.contexts:
        context.close()


@pytest.fixture(scope="module")
def office(
    credentials: roles.Credentials, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Room]:
    """One installation for all tests of a module: each works calls and units of its own."""
    empty(credentials)
    with django_db_blocker.unblock():
        cast.set_up()
        connections.close_all()
    with running.installation() as installation, browsers.chromium() as browser:
        yield Room(installation, browser)
    empty(credentials)
