"""Drawing an area in a real browser: with the mouse, and by keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Page

from beatbook.site import roles
from tests import browser as browsers
from tests import cast, running
from tests.conftest import empty
from tests.desks.console.conftest import WITHOUT_WEBGL


@pytest.fixture(scope="module")
def open_page(
    credentials: roles.Credentials, django_db_setup: None, django_db_blocker: object
) -> Iterator[object]:
    """Opens a page as Ada Okafor, on an installation with the small town as its map."""
    empty(credentials)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        cast.set_up()
        imported = running.use_small_town()
        connections.close_all()
    with running.installation() as installation, browsers.chromium() as browser:

        def open_page(
            path: str,
            *,
            drawn: bool = False,
            scripted: bool = True,
            size: tuple[int, int] = (1280, 900),
        ) -> Page:
            context = browser.new_context(viewport={"width": size[0], "height": size[1]})
            if not drawn:
                context.add_init_script(WITHOUT_WEBGL)
            page = context.new_page()
            page.set_default_timeout(15_000)
            complaints = browsers.complaints(page)
            page.goto(f"{installation.address}/sign-in/?next={path}")
            page.fill("[name=username]", "ada")
            page.fill("[name=password]", cast.PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_selector("html[data-ready]" if scripted else "main h1")
            assert complaints == []
            return page

        yield open_page
    shutil.rmtree(Path(settings.MAPS) / imported.key, ignore_errors=True)
    empty(credentials)


CORNERS = ("Harbor Rd & Casa St", "Main St & Casa St", "41.502, -69.196", "Harbor Rd & Broadway")


def test_an_area_is_drawn_by_keyboard_alone_and_nothing_is_lost_on_the_way(open_page) -> None:
    page = open_page("/station/map/areas/new/")
    page.focus("[name=code]")
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    page.keyboard.type("Quay")
    page.focus("[data-spot='0-new']")
    for corner in CORNERS:
        page.keyboard.type(corner)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"li:has(input[value='{corner}']:not([aria-invalid]))")
    page.wait_for_selector("#corners-said:text-is('4 corners.')")

    page.keyboard.type("over the rainbow")
    page.keyboard.press("Enter")
    page.wait_for_selector("input[aria-invalid=true][value='over the rainbow']")
    page.click("button:text-is('Save')")
    page.wait_for_selector(".errors:has-text('“over the rainbow” is not on the map')")
    page.wait_for_selector("html[data-ready]")
    assert page.input_value("[name=name]") == "Quay"
    page.focus("[aria-label='Remove corner 5']")
    page.keyboard.press("Enter")
    page.click("button:text-is('Save')")
    page.wait_for_selector("text=Beat 7 is saved. It holds from now on.")
    page.wait_for_selector("html[data-ready]")
    assert browsers.violations(page) == []


def test_undo_goes_back_step_by_step(open_page) -> None:
    page = open_page("/station/map/areas/new/")
    page.focus("[data-spot='0-new']")
    for corner in ("41.5, -69.2", "41.5, -69.1"):
        page.keyboard.type(corner)
        page.keyboard.press("Enter")
    page.click("[aria-label='Corner 2 up']")
    assert page.input_value("[data-spot='0-0-text']") == "41.5, -69.1"
    page.click("#undo")
    assert page.input_value("[data-spot='0-0-text']") == "41.5, -69.2"
    page.click("#undo")
    page.click("#undo")
    page.wait_for_selector("#corners-said:text-is('No corner yet.')")
    assert page.is_disabled("#undo")


def test_an_area_is_drawn_with_the_mouse_and_its_corners_are_dragged(open_page) -> None:
    page = open_page("/station/map/areas/new/", drawn=True)
    page.wait_for_selector("html[data-map=ready]", timeout=60_000)
    page.fill("[name=code]", "8")
    page.fill("[name=name]", "Mill")
    box = page.locator("#map canvas").bounding_box()
    assert box

    def spot(x: float, y: float) -> tuple[float, float]:
        return box["x"] + box["width"] * x, box["y"] + box["height"] * y

    for number, place in enumerate(((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6)), start=1):
        page.mouse.click(*spot(*place))
        page.wait_for_selector(f"#corners-said:text-is('{number} corners.')")
        page.wait_for_timeout(350)  # two quick clicks are a double click: the map would zoom
    before = page.input_value("[data-spot='0-2-text']")
    page.mouse.move(*spot(0.6, 0.6))
    page.mouse.down()
    page.mouse.move(*spot(0.65, 0.65), steps=4)
    page.mouse.up()
    page.wait_for_selector(f"[data-spot='0-2-text']:not([value='{before}'])")
    page.click("button:text-is('Save')")
    page.wait_for_selector("text=Beat 8 is saved")
    page.wait_for_selector("html[data-ready]")
    page.click("[data-shape]")
    page.wait_for_selector("[data-shape][aria-pressed=true]")


def test_the_pages_are_accessible_and_fit(open_page) -> None:
    page = open_page("/station/map/")
    for path in ("streets", "names", ""):
        page.goto(f"{page.url.partition('/station')[0]}/station/map/{path}{'/' if path else ''}")
        page.wait_for_selector("main h1")
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert browsers.violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
