"""What the console is held to on every screen: no accessibility fault, nothing out of reach."""

from __future__ import annotations

from typing import Any

import pytest

from beatbook.desks.console import grammar
from tests.browser import violations
from tests.desks.console.conftest import WIDE, Room, Seat

SMALL = {"width": 1366, "height": 768}
NARROW = {"width": 800, "height": 1000}


@pytest.fixture(scope="module")
def shift(office: Room) -> None:
    """A waiting and an active call, a unit on scene, a recommendation, a chronology."""
    tess = office.seat()
    tess.take("N VANDALISM 1925 N CASTLE; two people with backpacks")
    for line, seen in (("D 2B10", "#active .chip[data-st=DP]"), ("OS", ".unit[data-st=OS]")):
        tess.say(line)
        tess.sees(seen)
    tess.take("N NOISE 8 MILL LANE; loud music")
    tess.page.context.close()


def sit_down(room: Room, **more: Any) -> Seat:
    tess = room.seat(**more)
    tess.sees("#recommended li[data-able=true]")
    tess.sees("#chronology .said")
    return tess


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_no_accessibility_fault_in_either_theme(room: Room, shift: None, theme: str) -> None:
    tess = sit_down(room, color_scheme=theme, map_drawn=True)
    tess.page.keyboard.type("D 1 2B10")
    assert violations(tess.page) == []
    tess.page.context.close()

    tess = sit_down(room, color_scheme=theme)
    tess.page.click(".unit:has(.callsign:text-is('2B10'))")
    tess.sees("#unit-menu:popover-open")
    assert violations(tess.page) == []

    tess.page.keyboard.press("Escape")
    tess.page.keyboard.type("?")
    tess.sees("#help:not([hidden])")
    assert violations(tess.page) == []

    tess.page.keyboard.press("Escape")
    tess.page.keyboard.press("F2")
    tess.sees("#take[open]")
    assert violations(tess.page) == []

    tess.page.keyboard.press("Escape")
    tess.page.keyboard.press("F8")
    tess.sees("#close[open]")
    assert violations(tess.page) == []


@pytest.mark.parametrize("viewport", [WIDE, SMALL, NARROW], ids=["wide", "small", "narrow"])
def test_every_control_is_within_the_screen_at_every_size(
    room: Room, shift: None, viewport: dict[str, int]
) -> None:
    tess = sit_down(room, viewport=viewport)
    beyond = tess.page.evaluate(
        """() => [...document.querySelectorAll('button, input, a, [role=option]')]
            .filter((each) => each.checkVisibility() && !each.closest('.completions, .skip'))
            .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
            .map((each) => each.outerHTML.slice(0, 80))"""
    )
    assert beyond == []
    assert tess.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_record_of_a_call_has_no_accessibility_fault(
    room: Room, shift: None, theme: str
) -> None:
    rosa = sit_down(room, username="rosa", color_scheme=theme)
    rosa.say("CN")
    rosa.sees("#chosen-number:has-text('case')")
    number = rosa.page.inner_text("#chosen-number").split()[0]
    rosa.page.goto(f"{room.installation.address}/station/calls/{number}/")
    for summary in rosa.page.query_selector_all("main details > summary"):
        summary.click()
    rosa.sees("#void-reason")
    assert violations(rosa.page) == []
    rosa.page.goto(f"{room.installation.address}/station/calls/")
    assert violations(rosa.page) == []


def test_the_cheat_sheet_prints_every_command(room: Room) -> None:
    tess = room.seat()
    tess.page.goto(f"{room.installation.address}/dispatch/commands/")
    tess.sees(".cheat-sheet")
    assert tess.page.locator(".cheat-sheet tbody tr").count() == len(grammar.VERBS)
    assert violations(tess.page) == []
