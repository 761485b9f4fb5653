"""The pictures of the guides, taken from a running demo town. Run by hand, never by a test:

    python -m tests.pictures http://127.0.0.1:8000 PASSWORD

The demo's day should have run for a while, so that there is something to see.
"""

from __future__ import annotations

import sys
from typing import Any

from playwright.sync_api import Browser, Page

from tests import browser as browsers

PICTURES = browsers.REPOSITORY / "docs" / "pictures"
DESK = {"width": 1280, "height": 760}
WALL = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
CALL = "N PARKING 1925 North Castle Street; Blue hatchback on the hydrant, nobody in it."
LIVE = "html[data-ready][data-feed=live]"


def sign_in(browser: Browser, address: str, username: str, password: str, size: Any) -> Page:
    page = browser.new_context(viewport=size, color_scheme="dark").new_page()
    page.goto(f"{address}/sign-in/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_selector("header nav, .dock")
    return page


def show(page: Page, address: str, seen: str = "main") -> None:
    page.goto(address)
    page.wait_for_selector(seen, timeout=60_000)


def take(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png")


def dispatcher(tess: Page, address: str) -> None:
    show(tess, f"{address}/dispatch/", f"{LIVE}[data-map=ready]")
    tess.click(".calls .call")
    tess.wait_for_selector("#recommended li[data-able=true]")
    take(tess, "console")
    tess.keyboard.press("F2")
    tess.fill("#take-location", "1925 North Castle Street")
    tess.select_option("#take-type", "NOISE")
    tess.wait_for_timeout(2_500)
    take(tess, "taking")
    show(tess, f"{address}/dispatch/units/", LIVE)
    take(tess, "units")


def send(tess: Page, address: str) -> None:
    """The officer of the pictures gets a call that is not urgent, where something is known."""
    show(tess, f"{address}/dispatch/", LIVE)
    tess.keyboard.type(CALL)
    tess.wait_for_selector("#preview:has-text('Parking')")
    tess.keyboard.press("Enter")
    tess.wait_for_selector("#waiting .call[aria-selected=true]:has-text('Parking')")
    tess.keyboard.type("D 2B10")
    tess.keyboard.press("Enter")
    tess.wait_for_selector(".unit:has(.callsign:text-is('2B10')):not([data-st=AV])")


def officer(page: Page, address: str, name: str) -> None:
    show(page, f"{address}/field/", "#card")
    page.wait_for_timeout(6_000)
    take(page, name)


def sergeant(page: Page, address: str) -> None:
    for path, name in (("units", "roster"), ("log", "log")):
        show(page, f"{address}/station/{path}/")
        take(page, name)


def main(address: str, password: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    with browsers.chromium() as browser:
        tess = sign_in(browser, address, "tess", password, DESK)
        dispatcher(tess, address)
        wall = sign_in(browser, address, "rosa", password, WALL)
        show(wall, f"{address}/wall/", f"{LIVE}[data-map=ready]")
        take(wall, "wall")
        sergeant(sign_in(browser, address, "rosa", password, DESK), address)
        ada = sign_in(browser, address, "ada", password, DESK)
        show(ada, f"{address}/station/call-types/")
        take(ada, "call-types")
        jun = sign_in(browser, address, "jun", password, PHONE)
        officer(jun, address, "phone-free")
        send(tess, address)
        officer(jun, address, "phone")


if __name__ == "__main__":
    main(*sys.argv[1:])
