"""An alert from the console to the phone and back: issued, got, matched while typed, canceled."""

from __future__ import annotations

from tests import browser as browsers
from tests import cast
from tests.desks.console.conftest import Room, Seat

PHONE = {"width": 390, "height": 844}
LOOKOUT = "BOLO 4ABC123/CA white Civic, two men UNTIL +8H; County Sheriff"


def phone(room: Room, username: str) -> Seat:
    """The phone of an officer on duty."""
    context = room.browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    complaints = browsers.complaints(page)
    page.goto(f"{room.installation.address}/sign-in/?next=/field/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", cast.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-ready][data-feed=live]", timeout=30_000)
    return Seat(page, complaints)


def test_an_alert_reaches_the_phone_and_the_console_sees_who_has_got_it(room: Room) -> None:
    tess, jun, rosa = room.seat("tess"), phone(room, "jun"), phone(room, "rosa")
    tess.page.keyboard.type(LOOKOUT)
    tess.sees("#preview:has-text('Tell everybody to look out for 4ABC123 CA')")
    tess.page.keyboard.press("Enter")
    tess.hears("is in force until")
    jun.sees("#alerts li:has-text('4ABC123 CA')")
    rosa.sees("h1:has-text('not on a unit')")
    rosa.sees("#alerts li:has-text('4ABC123 CA')")
    rosa.page.tap("#alerts button:has-text('Got it')")
    rosa.sees("#alerts-got:has-text('1 alert in force')")
    assert rosa.complaints == []
    assert browsers.violations(rosa.page) == []
    tess.say("AL")
    tess.sees("#alerts summary:has-text('Got by 0 of')")
    tess.page.click("#alerts summary")
    tess.sees("#alerts details li:has-text('2B10')")
    assert tess.complaints + jun.complaints == []
    assert browsers.violations(tess.page) + browsers.violations(jun.page) == []

    jun.page.tap("#alerts button:has-text('Got it')")
    tess.sees("#alerts summary:has-text('Got by 1 of')")
    jun.page.wait_for_selector("#alerts li", state="detached")
    jun.sees("#alerts-got:has-text('1 alert in force')")
    tess.page.wait_for_selector("#alerts details li:has-text('2B10')", state="detached")
    tess.page.keyboard.press("Escape")

    tess.page.click("#line")
    tess.page.keyboard.type("N NOISE 1925 N CASTLE; caller's car is 4abc 123")
    tess.sees("#matches:has-text('4ABC123 CA')")
    tess.page.keyboard.press("Enter")
    tess.sees("#chosen-premises:has-text('white Civic, two men')")

    number = tess.page.get_attribute("#chosen-premises [data-alert]", "data-alert")
    tess.say(f"ALX {number} found")
    tess.hears("is canceled")
    tess.page.wait_for_selector("#chosen-premises [data-alert]", state="detached")
    jun.page.wait_for_selector("#alerts-got", state="hidden")


def test_the_form_issues_what_the_line_began(room: Room) -> None:
    tess = room.seat()
    tess.say("ALERT SAFETY dog bites")
    tess.sees("#alerts:not([hidden])")
    assert tess.page.input_value("#alert-kind") == "safety"
    assert tess.page.evaluate("document.activeElement.name") == "source"
    tess.page.keyboard.press("Enter")
    tess.sees("#alerts [data-error]:has-text('from whom it comes')")
    tess.page.keyboard.type("2B10")
    tess.page.fill("#alert-place", "8 Mill Lane")
    tess.page.keyboard.press("Enter")
    tess.sees("#alerts .rows li:has-text('Officer safety: 8 Mill Lane')")
    tess.page.keyboard.press("Escape")
    assert tess.page.is_hidden("#alerts")
