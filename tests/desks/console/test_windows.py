"""A dispatcher with several monitors, a mouse, and a wall that the whole room sees."""

from __future__ import annotations

from tests import browser as browsers
from tests.desks.console.conftest import Room

READY = "html[data-ready][data-feed=live]"


def test_more_windows_share_the_choice_and_a_unit_is_dragged_onto_a_call(room: Room) -> None:
    tess = room.seat()
    first = tess.take("N NOISE 1925 N CASTLE; gate code 4711")
    second = tess.take("N PARKING 8 MILL LANE")
    units = tess.page.context.new_page()
    units.goto(f"{room.installation.address}/dispatch/units/")
    units.wait_for_selector(f"{READY} body[data-panel=units]")
    assert units.is_visible("#beats .unit")
    assert not units.is_visible("#waiting")

    calls = tess.page.context.new_page()
    calls.goto(f"{room.installation.address}/dispatch/calls/")
    chosen = ".call[aria-selected=true]"
    calls.wait_for_selector(f"{READY} {chosen}:has-text('{second}')")
    calls.click(f"#waiting .call:has-text('{first}')")
    tess.sees(f"#waiting {chosen}:has-text('{first}')")

    bike = ".unit:has(.callsign:text-is('2B10'))"
    tess.page.drag_and_drop(bike, f"#waiting .call:has-text('{second}')")
    tess.sees(f"#active .call:has-text('{second}') .chip:has-text('2B10')")
    units.wait_for_selector(f"{bike}[data-st=DP]")

    tess.page.click("[data-opens=sounds]")
    tess.page.uncheck("#sound-call")
    tess.page.fill("#sounds-volume", "0")
    tess.page.reload()
    tess.sees("[data-opens=sounds][data-off]")
    assert not tess.page.is_checked("#sound-call")

    wall = tess.page.context.new_page()
    wall.goto(f"{room.installation.address}/wall/")
    wall.wait_for_selector(f"{READY} #active .call:has-text('{second}')")
    assert "4711" not in wall.content()
    assert tess.complaints == []
    for page in (wall, units, calls):
        assert browsers.violations(page) == []
