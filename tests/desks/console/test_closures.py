"""A dispatcher closes streets: by command, by form, by a click; every screen and route follows.

Two web processes serve: the one that hears of a closure is not the only one that obeys it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction

from beatbook.core import clock
from beatbook.ground.force.models import LastPosition, Unit
from beatbook.ground.journal import scope
from beatbook.site import roles
from tests import browser as browsers
from tests import cast, running
from tests.conftest import empty
from tests.desks.console.conftest import Room, Seat
from tests.ground.geo.places import spot

SCENE = "1921 N CASTLE"
NEAR, FAR = "1A10", "2A10"
PLACED = {NEAR: (2.0, 1.3), FAR: (3.0, 3.0)}
"""Blocks north and east: the near one comes up North Castle Street, the other along Murray."""


@pytest.fixture(scope="module")
def office(
    credentials: roles.Credentials, django_db_setup: None, django_db_blocker: object
) -> Iterator[Room]:
    """The installation with the small town as its map, and a unit on Bank Street."""
    empty(credentials)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        cast.set_up()
        people = cast.read()
        imported = running.use_small_town()
        with transaction.atomic(), scope.within([people.ab.pk]):
            for callsign, (rows, columns) in PLACED.items():
                place(people.unit(callsign), rows, columns)
        connections.close_all()
    with running.installation(web_processes=2) as installation, browsers.chromium() as browser:
        yield Room(installation, browser)
    shutil.rmtree(Path(settings.MAPS) / imported.key, ignore_errors=True)
    empty(credentials)


def place(unit: Unit, rows: float, columns: float) -> None:
    lat, lon = spot(rows, columns)
    now = clock.real_now()
    LastPosition.objects.create(
        unit=unit, agency=unit.agency, lat=lat, lon=lon, at=now, received=now
    )


def closure(words: str) -> str:
    return f"#closures li:has-text('{words}')"


def soonest(seat: Seat, callsign: str) -> None:
    """Wait until the recommendation begins with this unit."""
    seat.sees(f"#recommended li:first-child .callsign:text-is('{callsign}')")


def test_a_closed_street_bends_the_recommendation_at_once_and_opening_it_straightens_it(
    room: Room,
) -> None:
    tess, rosa = room.seat("tess"), room.seat("rosa")
    tess.take(f"N FOUND {SCENE}")
    soonest(tess, NEAR)
    before = tess.page.inner_text("#recommended li:first-child .eta")

    tess.page.keyboard.type("RC N CASTLE MAIN/MURRAY UNTIL +2H WATER MAIN")
    tess.sees("#preview .remark:has-text('North Castle Street between Main Street and Murray')")
    assert tess.preview().startswith("Close N CASTLE MAIN/MURRAY until +2H")
    tess.page.keyboard.press("Enter")
    tess.hears("North Castle Street between Main Street and Murray Avenue is closed until")
    soonest(tess, FAR)

    rosa.page.click("#show-closures")
    rosa.sees(closure("WATER MAIN"))
    assert "set by Tess Ellis" in rosa.page.inner_text("#closures ul")

    tess.say("RO N CASTLE")
    tess.hears("North Castle Street is open again")
    soonest(tess, NEAR)
    assert tess.page.inner_text("#recommended li:first-child .eta") == before
    rosa.sees("#closures [data-none]:not([hidden])")
    assert tess.complaints == []


def test_the_form_does_what_the_commands_do_by_keyboard_alone(room: Room) -> None:
    tess = room.seat()
    tess.say("RS 40% MURRAY")
    tess.sees("#closures:not([hidden])")
    assert tess.page.input_value("#closure-stretch") == "MURRAY"
    tess.sees("#closure-found:has-text('Murray Avenue, all of it')")
    assert tess.page.evaluate("document.activeElement.name") == "reason"
    tess.page.keyboard.press("Enter")
    tess.sees("#closures [data-error]:has-text('Why is the street closed')")
    tess.page.keyboard.type("One lane")
    tess.page.keyboard.press("Enter")
    tess.sees(closure("slowed to 40% until it is opened again"))

    tess.page.click(f"{closure('Murray Avenue')} button:text-is('Open again')")
    tess.sees("#closures [data-none]:not([hidden])")
    tess.page.keyboard.press("Escape")
    assert tess.page.is_hidden("#closures")


def test_what_is_not_clear_is_said_while_it_is_typed_and_the_choices_complete_it(
    room: Room,
) -> None:
    tess = room.seat()
    tess.page.keyboard.type("RC CASTLE")
    tess.sees("#preview .problem:has-text('Which street: North Castle Street or South Castle')")
    tess.page.keyboard.press("Tab")
    assert tess.page.input_value("#line") == "RC North Castle Street"
    tess.page.keyboard.press("Escape")


def test_a_click_on_the_map_chooses_a_block(room: Room) -> None:
    tess = room.seat(map_drawn=True)
    tess.sees("html[data-map=ready]", seconds=60)
    tess.page.click("#show-closures")
    box = tess.page.locator("#map canvas").bounding_box()
    assert box
    tess.page.mouse.click(box["x"] + box["width"] * 0.43, box["y"] + box["height"] * 0.7)
    tess.sees("#closure-found:has-text(' between ')")
    words = tess.page.inner_text("#closure-found")
    tess.page.click("[data-extends=after]")
    tess.sees(f"#closure-found:not(:text-is('{words}'))")
    tess.page.fill("#closure-reason", "Parade")
    tess.page.keyboard.press("Enter")
    tess.sees(closure("Parade"))
    tess.page.click(f"{closure('Parade')} button:text-is('Open again')")
    tess.sees("#closures [data-none]:not([hidden])")
    assert tess.complaints == []


def test_the_panel_is_accessible(room: Room) -> None:
    tess = room.seat()
    tess.say("RC HARBOR CASA/BROADWAY; Parade")
    tess.hears("is closed")
    tess.page.click("#show-closures")
    tess.sees(closure("Parade"))
    assert browsers.violations(tess.page) == []
    tess.say("RO HARBOR")
