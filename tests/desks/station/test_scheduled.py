"""Scheduled calls on screen: what is held, what comes again, and a form for another."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.duties.calls.models import Schedule

PATH = "/station/scheduled/"


def told(cast, **changes):
    return {
        "call_type": cast.call_type("CHECK").pk,
        "location": "8 Mill Lane",
        "starts": "2037-06-15T08:00",
        "repeats": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "rule": "",
        "note": "back door",
    } | changes


def test_what_comes_again_is_set_up_and_ended(as_member, cast, recorded):
    tess = as_member("tess")
    page = tess.post(PATH, told(cast), follow=True).content.decode()
    assert "every week on Mon, Tue, Wed, Thu, Fri at 08:00" in page
    made = Schedule.objects.get()
    assert cast.ab.local(made.next_at).isoformat().startswith("2037-06-15T08:00")
    page = tess.post(f"{PATH}{made.pk}/ending/", follow=True).content.decode()
    assert "comes no more" in page
    assert recorded() == ["calls.schedule.added", "calls.schedule.ended"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"repeats": ""}, "How often? Choose one, or write the rule."),
        ({"rule": "FREQ=SECONDLY"}, "SECONDLY is nothing that FREQ can be."),
        ({"starts": "soon"}, "Enter a valid date/time."),
    ],
    ids=["no rule", "unfit rule", "no time"],
)
def test_what_is_wrong_is_said_in_the_form(as_member, cast, changes, words):
    page = as_member("tess").post(PATH, told(cast, **changes)).content.decode()
    assert words in page
    assert not Schedule.objects.exists()


def test_an_officer_reads_it_and_changes_nothing(as_member, cast):
    jun = as_member("jun")
    assert "Schedule another" not in jun.get(PATH).content.decode()
    jun.post(PATH, told(cast))
    assert not Schedule.objects.exists()


def test_it_costs_the_same_however_many(as_member, cast):
    tess = as_member("tess")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            tess.get(PATH)
        return len(queries)

    tess.post(PATH, told(cast))
    as_member("tess")
    before = cost()
    for number in range(4):
        as_member("tess")
        tess.post(PATH, told(cast, location=f"{number} Mill Lane"))
    as_member("tess")
    assert cost() == before
