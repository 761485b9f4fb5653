"""The line-up sheet, that it was read, and a call on paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import Point
from beatbook.core import clock
from beatbook.desks.station import line_up
from beatbook.duties.calls import commands as calls
from beatbook.ground.force import commands as force
from beatbook.ground.force.commands import CheckOut
from beatbook.ground.force.models import LineUpReading
from beatbook.ground.force.vocabulary import EquipmentKind
from beatbook.ground.geo import commands as geo
from beatbook.ground.geo.blocks import Stretch
from beatbook.ground.geo.stretches import Found
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.commands import Location
from beatbook.ground.registry.vocabulary import AlertKind, PremiseNoteKind
from tests.cast import CASTLE_STREET

PAGE = "/station/line-up/"
HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    return clock.real_now()


@pytest.fixture
def call(cast, now):
    return calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=CASTLE_STREET,
        caller="A. Romero",
        callback="410-555-0142",
        note="loud music",
        by=cast.tess,
        at=now - HOUR,
    )


@pytest.fixture
def note(cast, now):
    def noted(text, kind=PremiseNoteKind.HAZARD):
        return registry.add_premise_note(
            agency=cast.ab,
            location=Location("8 Mill Lane", Point(41.5, -69.2), "2"),
            kind=kind,
            text=text,
            verified_on=now.date(),
            by=cast.tess,
            at=now - HOUR,
        )

    return noted


@pytest.fixture
def busy(cast, call, note, now):
    """Something in every part of the sheet."""
    note("loose dog")
    registry.issue_alert(
        agency=cast.ab,
        kind=AlertKind.BOLO,
        said=registry.Particulars(text="white van", source="Sheriff"),
        expires_at=now + HOUR,
        by=cast.tess,
        at=now - HOUR,
    )
    stretch = Stretch("Harbor Road", ("", ""), (((41.5, -69.2), (41.5, -69.1)),), 100.0)
    geo.close_street(
        agency=cast.ab,
        found=Found(stretch),
        speed_percent=None,
        reason="water main",
        by=cast.tess,
        at=now - HOUR,
    )
    theft = calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("THEFT"),
        location=CASTLE_STREET,
        by=cast.tess,
        at=now - HOUR,
    )
    ending = cast.disposition("PHONEREPORT")
    calls.close_call(call=theft, disposition=ending, by=cast.tess, at=now)
    cast.enter(cast.rosa)
    unit, jun = cast.unit("2B10"), cast.members["jun"]
    force.put_off_duty(unit=unit, by=cast.rosa, at=now)
    car = force.add_equipment(
        agency=cast.ab, kind=EquipmentKind.VEHICLE, name="Car 12", by=cast.rosa, at=now
    )
    check = CheckOut(equipment=(car,), odometer=10)
    force.start_shift(unit=unit, members=[jun], check=check, by=cast.rosa, at=now)
    force.plan_shift(
        unit=unit, member=jun, starts_at=now, ends_at=now + 8 * HOUR, by=cast.rosa, at=now
    )


def sheet(cast, now):
    return line_up.line_up(cast.rosa, cast.ab, now)


def test_the_sheet_says_what_whoever_goes_out_must_know(as_member, busy, call):
    page = as_member("rosa").get(PAGE).content.decode()
    for words in ("white van", "Car 12", "J. Park", call.incident.number, "loose dog"):
        assert words in page
    for words in ("Harbor Road", "water main", "Tess Ellis", "Not in the last 24 hours."):
        assert words in page
    assert "410-555-0142" not in page


def test_a_held_call_says_until_when(as_member, cast, call, now):
    calls.hold_call(call=call, until=now + HOUR, by=cast.tess, at=now)
    assert "held until" in as_member("rosa").get(PAGE).content.decode()


def test_how_to_get_in_never_stands_on_paper(as_member, note):
    note("gate code 4711", PremiseNoteKind.ACCESS)
    page = as_member("rosa").get(PAGE).content.decode()
    assert "4711" not in page
    assert "8 Mill Lane" in page


def test_a_note_is_new_for_a_week(cast, note, now):
    note("loose dog")
    assert [one.text for one in sheet(cast, now).noted] == ["loose dog"]
    assert sheet(cast, now + timedelta(days=7)).noted == []


def test_the_neighbor_sees_nothing_of_ours(as_member, busy):
    page = as_member("nora").get(PAGE).content.decode()
    assert "white van" not in page
    assert "2B10" not in page
    assert as_member("nora").get(f"{PAGE}?agency=AB").status_code == 404


def test_the_sheet_costs_the_same_however_much_stands_on_it(cast, busy, note, now):
    cast.enter(cast.rosa)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            sheet(cast, now)
        return len(asked)

    cost()
    before = cost()
    note("low wires")
    force.put_on_duty(unit=cast.unit("2A10"), members=[], by=cast.rosa, at=now)
    assert cost() == before


class TestReading:
    @pytest.fixture
    def read(self, cast, now):
        def done(by=None, usernames=("jun", "singh"), at=now):
            members = [cast.members[name] for name in usernames]
            return force.record_line_up(agency=cast.ab, members=members, by=by or cast.rosa, at=at)

        return done

    def test_who_read_it_when_and_to_whom_is_kept(self, read, recorded, now, cast):
        for _ in range(2):
            reading = read()
        assert {one.username for one in reading.members.all()} == {"jun", "singh"}
        assert recorded() == ["force.line_up.read"]
        assert LineUpReading.objects.get().at == now
        [line] = sheet(cast, now).read
        assert (line["by"], sorted(line["to"].split(", "))) == (
            "R. Delgado",
            ["H. Singh", "J. Park"],
        )

    def test_another_reading_is_another(self, read, now):
        read()
        read(at=now + HOUR)
        read(usernames=("jun",))
        assert LineUpReading.objects.count() == 3

    def test_it_is_read_to_somebody_by_who_keeps_the_roster(self, read, cast):
        with pytest.raises(force.NobodyHeard):
            read(usernames=())
        with pytest.raises(NotAllowed, match="roster:edit"):
            read(by=cast.jun)

    def test_it_is_kept_from_the_page(self, as_member, cast):
        rosa = as_member("rosa")
        members = {"members": [cast.members["jun"].pk]}
        page = rosa.post(f"{PAGE}reading/", members, follow=True).content.decode()
        assert "Kept: the line-up was read" in page
        assert "to J. Park" in page
        assert "To whom was it read?" in rosa.post(f"{PAGE}reading/", follow=True).content.decode()
        assert "Keep that I read it" not in as_member("jun").get(PAGE).content.decode()


class TestACallOnPaper:
    def test_every_time_and_every_word_is_on_it(self, as_member, cast, call, now):
        unit = cast.unit("2B10")
        calls.assign_units(call=call, units=[unit], by=cast.tess, at=now)
        page = as_member("carl").get(f"/station/calls/{call.incident.number}/paper/")
        text = page.content.decode()
        for words in ("assigned 2B10", "loud music", "T. Ellis", "A. Romero", "printed"):
            assert words in text

    def test_who_called_is_for_who_may_know(self, as_member, call):
        text = as_member("jun").get(f"/station/calls/{call.incident.number}/paper/").content
        assert b"410-555-0142" not in text

    def test_the_record_leads_there(self, as_member, call):
        address = f"/station/calls/{call.incident.number}/"
        assert f"{address}paper/" in as_member("carl").get(address).content.decode()
