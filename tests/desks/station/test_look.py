"""Every page of the station, in one sitting: no accessibility fault in either theme, and nothing
that moves sideways on a phone."""

from __future__ import annotations

from typing import Any, Literal

from playwright.sync_api import Page

from beatbook.desks.station import urls
from tests import browser as browsers
from tests.desks.console.conftest import Room

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
FIRST_OF_EACH = ("station/units/", "station/members/", "station/call-types/", "station/calls/")
SETTLED = """() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    .then(() => Promise.all(document.getAnimations().map((one) => one.finished)))"""
SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth"


def lists() -> list[str]:
    """The address of every page of the station that shows no one thing in particular."""
    found = [str(one.pattern) for one in urls.urlpatterns]
    return [path for path in found if "<" not in path]


def dress(page: Page, theme: Literal["dark", "light"]) -> None:
    """Another theme, with all of it drawn: colors change over time, and not in one frame."""
    page.emulate_media(color_scheme=theme)
    page.evaluate(SETTLED)


def faults(page: Page) -> list[str]:
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    dress(page, "light")
    found = browsers.violations(page)
    dress(page, "dark")
    found += browsers.violations(page, browsers.COLORS)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return found + (["it moves sideways on a phone"] if page.evaluate(SIDEWAYS) else [])


def test_every_page_of_the_station_can_be_used_by_everybody(room: Room) -> None:
    ada = room.seat("ada")
    ada.take("N NOISE 1925 N CASTLE; loud music")
    page, address, found = ada.page, room.installation.address, {}

    def look(path: str) -> Any:
        """The first link into the list; nothing for an address that only takes what is sent."""
        if page.request.get(f"{address}/{path}").status == 405:
            return None
        page.goto(f"{address}/{path}")
        page.wait_for_selector("main h1")
        found[path] = faults(page)
        return page.query_selector(f"main tbody a[href^='/{path}']")

    for path in lists():
        first = look(path)
        if first and path in FIRST_OF_EACH:
            look(str(first.get_attribute("href")).lstrip("/"))
    wrong = [f"{path}: {fault}" for path, faults in found.items() for fault in faults]
    assert wrong == []
    assert len(found) > len(FIRST_OF_EACH) * 3
