"""What the phone is held to: no accessibility fault in either theme, and nothing hard to hit."""

from __future__ import annotations

import pytest

from tests.browser import violations
from tests.desks.field.conftest import Phone, Shift

SMALLEST_PX = 48
SMALL = {"width": 320, "height": 640}

# Everything that can be tapped and is there, smaller than it should be or beyond the edge.
TOO_SMALL = """least => [...document.querySelectorAll('button, a, summary, textarea, input')]
    .filter(each => each.checkVisibility() && !each.closest('.skip, .maplibregl-ctrl, .segments'))
    .filter(each => {
        const box = each.getBoundingClientRect();
        return box.height < least || box.width < least || box.right > innerWidth + 1;
    })
    .map(each => each.outerHTML.slice(0, 120))"""


def faults(phone: Phone) -> list[str]:
    return violations(phone.page) + phone.page.evaluate(TOO_SMALL, SMALLEST_PX)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_no_accessibility_fault_in_either_theme(shift: Shift, theme: str) -> None:
    shift.dispatch.warn("Large dog in the yard.")
    jun = shift.phone(color_scheme=theme)
    assert faults(jun) == []
    jun.tap("[data-step=BZ]")
    jun.sees("#reason[open]")
    assert faults(jun) == []
    jun.tap("#reason [data-closes]")

    call = shift.dispatch.take_call()
    shift.dispatch.take_call("NOISE")
    shift.dispatch.send(call, "2B10", "4C10")
    jun.sees("#nearby .call")
    jun.sees("#hazards li")
    jun.sees("#go:not([hidden])", seconds=40)
    assert faults(jun) == []
    jun.page.context.set_offline(True)
    jun.tap("[data-step=ER]")
    jun.step("ER", "unsent")
    jun.page.fill("#words", "Gate is open.")
    assert faults(jun) == []
    jun.page.context.set_offline(False)
    jun.step("ER", "now", seconds=40)
    jun.tap("[data-step=clear]")
    jun.sees("#ending[open]")
    assert faults(jun) == []
    jun.tap("#ending [data-closes]")
    jun.tap("#tool-backup")
    jun.sees("#which[open]")
    assert faults(jun) == []
    jun.tap("#which-choices button")
    jun.sees("#backup-said")
    assert faults(jun) == []
    jun.tap("#go")
    jun.sees("#way[open]")
    assert faults(jun) == []
    jun.tap("#way [data-closes]")
    jun.tap("summary[aria-label=Menu]")
    assert faults(jun) == []
    jun.page.goto(f"{shift.installation.address}/field/place/")
    jun.sees(".place .hazards li")
    assert faults(jun) == []


def test_without_a_unit_there_is_no_fault_either(shift: Shift) -> None:
    rosa = shift.phone("rosa", ready="")
    assert faults(rosa) == []


@pytest.mark.parametrize("size", ["", "larger"])
def test_nothing_is_cut_off_on_the_smallest_phone(shift: Shift, size: str) -> None:
    jun = shift.sent_to_a_call("4C10", viewport=SMALL)
    jun.page.evaluate("size => { document.documentElement.dataset.size = size }", size)
    assert jun.page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]
    assert faults(jun) == []
    cut = """() => [...document.querySelectorAll('.step span, .step small')]
        .filter(each => each.checkVisibility() && each.scrollWidth > each.parentElement.clientWidth)
        .map(each => each.textContent)"""
    assert jun.page.evaluate(cut) == []


def test_an_officer_who_chose_spanish_reads_the_whole_phone_in_it(shift: Shift) -> None:
    jun = shift.phone()
    jun.page.goto(f"{shift.installation.address}/me/")
    jun.page.select_option("#id_language", "es")
    jun.page.click("main button[type=submit]")
    jun.sees("html[lang=es]")
    jun.page.goto(f"{shift.installation.address}/field/")
    jun.sees("#sync[data-tone=good]")
    assert jun.says("#headline") == "Esperando una llamada"
    shift.dispatch.send(shift.dispatch.take_call(), "2B10")
    jun.step("ER", "next")
    assert jun.says("[data-step=ER] span") == "En camino"
    jun.tap("[data-step=ER]")
    jun.step("ER", "now")
    assert jun.says("#standing [data-field=name]") == "En camino"
    assert faults(jun) == []
