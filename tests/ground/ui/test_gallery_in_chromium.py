"""The gallery in a real browser: under the policy, in both themes, without a violation."""

from __future__ import annotations

from urllib.parse import urlparse

import pytest
from playwright.sync_api import Page, expect

from tests import browser as browsers


def _open_gallery(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    page.wait_for_selector("html[data-ready]", timeout=60_000)


def test_nothing_on_the_page_breaks_the_policy(page: Page, address: str) -> None:
    heard = browsers.complaints(page)
    _open_gallery(page, address)
    assert heard == []


def test_the_map_draws_with_a_worker_of_our_own_origin(page: Page, address: str) -> None:
    _open_gallery(page, address)
    workers = [urlparse(worker.url) for worker in page.workers]
    assert workers
    for worker in workers:
        assert f"{worker.scheme}://{worker.netloc}" == address
        assert worker.path.endswith("/vendor/maplibre-gl/maplibre-gl-worker.mjs")


def test_every_file_comes_from_the_release_folder(page: Page, address: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    _open_gallery(page, address)
    static = [url for url in fetched if not url.startswith("blob:") and "/static/" in url]
    assert {urlparse(url).path.split("/")[2] for url in static} == {
        urlparse(static[0]).path.split("/")[2]
    }
    assert all(url.startswith((address, "blob:", "data:")) for url in fetched)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("path", ["/gallery/", "/licenses/"])
def test_axe_finds_nothing_wrong(page: Page, address: str, path: str, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    page.goto(f"{address}{path}")
    if path == "/gallery/":
        page.wait_for_selector("html[data-ready]", timeout=60_000)
    assert browsers.violations(page) == []


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_axe_finds_nothing_wrong_with_what_opens(page: Page, address: str, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    _open_gallery(page, address)
    for tone in ("note", "good", "bad", "alarm"):
        page.locator(f'section:last-of-type [data-toast="{tone}"]').click()
    page.locator("details.dropdown > summary").click()
    assert browsers.violations(page) == []
    page.locator("details.dropdown > summary").click()
    page.locator('[data-opens="specimen-dialog"]').click()
    assert browsers.violations(page) == []


def test_a_chosen_theme_stays_on_the_next_page(page: Page, address: str) -> None:
    _open_gallery(page, address)
    page.locator("details.dropdown > summary").click()
    page.get_by_label("Light").check(force=True)
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.goto(f"{address}/licenses/")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_an_undo_closes_its_toast_and_does_it(page: Page, address: str) -> None:
    _open_gallery(page, address)
    page.locator('section:last-of-type [data-toast="good"]').click()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#toasts strong")).to_have_text(["Undone"])


def test_a_question_is_answered_by_keyboard_and_gives_the_focus_back(
    page: Page, address: str
) -> None:
    _open_gallery(page, address)
    page.locator("[data-confirm]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#toasts strong")).to_have_text(["Nothing was changed"])
    expect(page.locator("[data-confirm]")).to_be_focused()


def test_the_page_fits_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    _open_gallery(page, address)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_running_times_tick_by_themselves(page: Page, address: str) -> None:
    _open_gallery(page, address)
    first = page.locator("#calls .since").first
    before = first.inner_text()
    expect(first).not_to_have_text(before, timeout=5_000)
