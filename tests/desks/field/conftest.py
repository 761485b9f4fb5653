"""Officers with their phones: the installation running, and a browser for each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from django.conf import settings
from django.db import connections
from django.db.models import QuerySet
from playwright.sync_api import Browser, Page

from beatbook.contract.values import Point
from beatbook.core import clock
from beatbook.duties.calls import commands
from beatbook.duties.calls.models import Call, OwedReport
from beatbook.duties.calls.vocabulary import ReportState, RequestState, Service
from beatbook.ground.agency import queries
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Unit, UnitState
from beatbook.ground.force.vocabulary import LeftEarly, Status
from beatbook.ground.geo import commands as geo
from beatbook.ground.geo import stretches
from beatbook.ground.geo.models import Closure
from beatbook.ground.journal import scope
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.models import Tag
from beatbook.ground.registry.vocabulary import PremiseNoteKind
from beatbook.site import roles
from tests import browser as browsers
from tests import cast, running
from tests.cast import PASSWORD, Cast
from tests.conftest import empty
from tests.ground.geo.places import outline, spot
from tests.running import Installation
from tests.threads import Actor

PHONE = {"width": 390, "height": 844}
HERE, THERE = spot(0.5, 3.0), spot(3.2, 1.05)
ADDRESS = "1921 North Castle Street"
NOTE = "Two people with backpacks, one red jacket."
HARBOR = outline("2", "Harbor", 0, 0, 8, 8)


@dataclass
class Phone:
    """One officer and a phone."""

    page: Page
    complaints: list[str]

    def sees(self, selector: str, seconds: float = 20, *, hidden: bool = False) -> None:
        state: Literal["hidden", "visible"] = "hidden" if hidden else "visible"
        self.page.wait_for_selector(selector, timeout=seconds * 1000, state=state)

    def step(self, code: str, state: str, seconds: float = 20) -> None:
        """Wait until a status button stands so."""
        self.sees(f"[data-step='{code}'][data-state='{state}']", seconds)

    def tap(self, selector: str) -> None:
        self.page.tap(selector)

    def says(self, selector: str) -> str:
        return " ".join(self.page.inner_text(selector).split())


class Dispatch:
    """What the dispatcher Tess Ellis does meanwhile, by the commands that her console posts to.

    In a thread of its own: the browser's library keeps this one from using Django's database.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def take_call(self, code: str = "VANDALISM", point: tuple[float, float] = THERE) -> Call:
        return self._do(
            lambda: commands.take_call(
                agency=self.cast.ab,
                call_type=self.cast.call_type(code),
                location=Location(ADDRESS, Point(*point), "2"),
                note=NOTE,
                by=self.cast.tess,
                at=clock.real_now(),
            )
        )

    def send(self, call: Call, *callsigns: str) -> None:
        self._do(
            lambda: commands.assign_units(
                call=call,
                units=[self.cast.unit(callsign) for callsign in callsigns],
                by=self.cast.tess,
                at=clock.real_now(),
            )
        )

    def hear_police(self, call: Call, state: str) -> None:
        """What the police said of the call."""
        self._do(
            lambda: commands.report_request(
                call=call,
                service=Service.POLICE,
                state=RequestState(state),
                by=self.cast.tess,
                at=clock.real_now(),
            )
        )

    def set_status(self, callsign: str, status: Status) -> None:
        self._do(
            lambda: force.set_status(
                unit=self.cast.unit(callsign),
                status=status,
                by=self.cast.tess,
                at=clock.real_now(),
            )
        )

    def on_scene_for(self, callsign: str, time: timedelta) -> None:
        """The unit got there so long ago."""
        self.set_status(callsign, Status.ON_SCENE)
        unit = self._state(callsign)
        self._do(lambda: unit.update(since=clock.real_now() - time))

    def checked(self, callsign: str) -> bool:
        """Has the unit answered a safety check?"""
        return bool(self._do(lambda: self._state(callsign).get().checked_at))

    def _state(self, callsign: str) -> QuerySet[UnitState]:
        return UnitState.objects.filter(unit__callsign=callsign, unit__agency=self.cast.ab)

    def take_up_backup(self, callsign: str) -> None:
        self._do(
            lambda: force.take_up_backup(
                unit=self.cast.unit(callsign), by=self.cast.tess, at=clock.real_now()
            )
        )

    def look_again_soon(self) -> None:
        """What is tagged is due for another look at once."""
        self._do(self._make_due)

    def _make_due(self) -> None:
        tag = Tag.objects.get(ended_at=None)
        at = clock.real_now() + timedelta(seconds=1)
        registry.look_again(tag=tag, recheck_at=at, by=self.cast.tess, at=clock.real_now())

    def release(self, callsign: str) -> None:
        """Take a unit off its call, which then waits again."""
        self._do(lambda: self._release(self.cast.unit(callsign)))

    def _release(self, unit: Unit) -> None:
        call = Call.objects.get(incident__assignment__unit=unit, closed_at=None)
        told = {"by": self.cast.tess, "at": clock.real_now()}
        commands.clear_unit(call=call, unit=unit, left=LeftEarly.NOT_NEEDED, **told)

    def crew(self, callsign: str, username: str) -> None:
        """The sergeant puts somebody on a unit."""
        self._do(
            lambda: force.put_on_duty(
                unit=self.cast.unit(callsign),
                members=[self.cast.members[username]],
                by=self.cast.rosa,
                at=clock.real_now(),
            )
        )

    def close(self, stretch: str, reason: str) -> None:
        """Close a street for everybody."""
        self._do(
            lambda: geo.close_street(
                agency=self.cast.ab,
                found=stretches.by_words(stretch),
                speed_percent=None,
                reason=reason,
                by=self.cast.tess,
                at=clock.real_now(),
            )
        )

    def warn(self, text: str) -> None:
        """A premise note at the address of the calls."""
        self._do(
            lambda: registry.add_premise_note(
                agency=self.cast.ab,
                location=Location(ADDRESS, Point(*THERE), "2"),
                kind=PremiseNoteKind.HAZARD,
                text=text,
                verified_on=clock.real_now().date(),
                by=self.cast.tess,
                at=clock.real_now(),
            )
        )

    def end_shift(self) -> None:
        """Close every call, owe no report, open every street; every unit is available again."""
        self._do(self._end_shift)

    def _end_shift(self) -> None:
        at, by = clock.real_now(), self.cast.tess
        canceled = self.cast.disposition("CANCELED")
        for call in Call.objects.filter(closed_at=None):
            commands.close_call(call=call, disposition=canceled, by=by, at=at)
        for report in OwedReport.objects.filter(state=ReportState.OWED):
            commands.waive_report(report=report, reason="Practice.", by=self.cast.rosa, at=at)
        for closure in Closure.objects.filter(lifted_at=None):
            geo.lift_closure(closure=closure, by=by, at=at)
        for state in UnitState.objects.exclude(status=Status.AVAILABLE).select_related("unit"):
            force.set_status(unit=state.unit, status=Status.AVAILABLE, by=by, at=at)

    def _do(self, command: Callable[[], Any]) -> Any:
        def run() -> Any:
            with scope.within([self.cast.ab.pk], member=self.cast.tess.member_id):
                return command()

        return Actor(run).result()


@dataclass
class Shift:
    """A shift: the installation, the dispatcher, and the phones."""

    installation: Installation
    browser: Browser
    dispatch: Dispatch

    def phone(
        self, username: str = "jun", *, located: bool = True, ready: str = "live", **more: Any
    ) -> Phone:
        lat, lon = HERE
        context = self.browser.new_context(
            viewport=more.pop("viewport", PHONE),
            has_touch=True,
            is_mobile=True,
            permissions=["geolocation"] if located else [],
            geolocation={"latitude": lat, "longitude": lon, "accuracy": 10},
            **more,
        )
        page = context.new_page()
        complaints = browsers.complaints(page)
        page.goto(f"{self.installation.address}/sign-in/?next=/field/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        feed = f"[data-feed={ready}]" if ready else ""
        page.wait_for_selector(f"html[data-ready]{feed}", timeout=60_000)
        return Phone(page, complaints)

    def sent_to_a_call(self, *companions: str, **more: Any) -> Phone:
        """Jun Park on 2B10, dispatched."""
        phone = self.phone(**more)
        call = self.dispatch.take_call()
        self.dispatch.send(call, "2B10", *companions)
        phone.step("ER", "next")
        phone.sees("#latest li")
        return phone


@pytest.fixture(scope="module")
def house(
    credentials: roles.Credentials, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Shift]:
    """One installation, one browser and the small town for all tests of a module."""
    empty(credentials)
    with django_db_blocker.unblock():
        cast.set_up()
        standing = cast.read()
        key = _open_town(standing)
        connections.close_all()
        with running.installation() as installation, browsers.chromium() as browser:
            yield Shift(installation, browser, Dispatch(standing))
    shutil.rmtree(Path(settings.MAPS) / key, ignore_errors=True)
    empty(credentials)


def _open_town(cast: Cast) -> str:
    """The small town as the map in use, one beat over all of it. Gives the map's key."""
    by = queries.system("test", [cast.ab])
    imported = running.use_small_town()
    with scope.within([cast.ab.pk]):
        geo.replace_areas(agency=cast.ab, outlines=[HARBOR], by=by, at=clock.real_now())
    return imported.key


@pytest.fixture
def shift(house: Shift) -> Iterator[Shift]:
    """A shift at the house; after it everybody goes home and nothing is left to do."""
    yield house
    for context in house.browser.contexts:
        context.close()
    house.dispatch.end_shift()
