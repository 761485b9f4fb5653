"""Reports owed at the station, and reopening on the record of a call."""

from __future__ import annotations

import pytest

from beatbook.duties.calls import commands
from beatbook.duties.calls.models import Call, OwedReport
from tests.cast import CASTLE_STREET, NOON

PAGE = "/station/reports/"


@pytest.fixture
def report(cast):
    call = commands.take_call(
        agency=cast.ab,
        call_type=cast.call_type("THEFT"),
        location=CASTLE_STREET,
        by=cast.tess,
        at=NOON,
    )
    ending = cast.disposition("PHONEREPORT")
    commands.close_call(call=call, disposition=ending, by=cast.tess, at=NOON)
    return OwedReport.objects.get()


def test_a_sergeant_sees_what_is_owed_and_an_officer_what_is_his(as_member, report):
    assert report.call.incident.number in as_member("rosa").get(PAGE).content.decode()
    assert "No report is owed" in as_member("jun").get(PAGE).content.decode()
    assert "No report is owed" in as_member("nora").get(PAGE).content.decode()


def test_it_is_given_to_somebody_else(as_member, report, cast):
    jun = cast.members["jun"].pk
    address = f"{PAGE}{report.pk}/reassignment/"
    page = as_member("rosa").post(address, {"member": jun}, follow=True).content.decode()
    assert "Jun Park writes the report on" in page
    assert OwedReport.objects.get().member_id == jun


@pytest.mark.parametrize("chosen", ["", "0", "x"], ids=repr)
def test_without_a_member_it_stays_whose_it_is(as_member, report, chosen):
    address = f"{PAGE}{report.pk}/reassignment/"
    page = as_member("rosa").post(address, {"member": chosen}, follow=True).content.decode()
    assert "Who writes it? Choose a member." in page


def test_it_is_waived_for_a_reason(as_member, report):
    address = f"{PAGE}{report.pk}/waiver/"
    rosa = as_member("rosa")
    assert "Say why" in rosa.post(address, follow=True).content.decode()
    assert (
        "Nobody need write"
        in rosa.post(address, {"reason": "no crime"}, follow=True).content.decode()
    )


def test_it_is_written(as_member, report):
    page = as_member("tess").post(f"{PAGE}{report.pk}/writing/", follow=True).content.decode()
    assert "is written." in page
    assert "No report is owed" in page


def test_a_closed_call_is_reopened_on_its_record(as_member, report):
    tess = as_member("tess")
    address = f"/station/calls/{report.call.incident.number}/"
    assert "Reopen the call" in tess.get(address).content.decode()
    page = tess.post(f"{address}reopening/", {"reason": "called back"}, follow=True)
    assert "is open again" in page.content.decode()
    assert "Reopen the call" not in page.content.decode()
    assert Call.objects.get().status == "waiting"
    assert "Reopen the call" not in as_member("carl").get(address).content.decode()
