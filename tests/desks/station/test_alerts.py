"""The pages of alerts: lists, one alert with who has got it, issuing, correcting, ending."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.core import clock
from beatbook.ground.registry import commands
from beatbook.ground.registry.models import Alert
from beatbook.ground.registry.vocabulary import AlertKind

NEW = {"kind": "bolo", "text": "White Civic, two men", "source": "County Sheriff"}


@pytest.fixture
def issue(cast):
    def issued(kind=AlertKind.BOLO, **more):
        cast.enter(cast.tess)
        said = commands.Particulars(text="White Civic", source="County Sheriff", plate="4ABC123")
        told = {"agency": cast.ab, "kind": kind, "by": cast.tess, "at": clock.real_now()}
        return commands.issue_alert(said=said, **told, **more)

    return issued


def page_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_dispatcher_issues_one_and_it_stands_in_the_list(as_member):
    tess = as_member("tess")
    page = page_of(tess.post("/station/alerts/new/", NEW | {"plate": "4abc123 ca"}, follow=True))
    assert "is in force." in page
    assert "4ABC123 CA" in page
    assert "White Civic, two men" in page_of(as_member("jun").get("/station/alerts/"))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("source", "", "Say from whom it comes"),
        ("plate", "*", "A plate has 2 to 10 letters"),
        ("until", "soonish", "is no time. Write 1700"),
    ],
    ids=["source", "plate", "until"],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    as_member, field, value, words
):
    page = page_of(as_member("tess").post("/station/alerts/new/", NEW | {field: value}))
    assert words in page
    assert "White Civic, two men" in page


def test_an_alert_says_who_on_duty_has_not_got_it(as_member, issue):
    alert = issue()
    jun = as_member("jun")
    assert "2B10 Jun Park" in page_of(jun.get(f"/station/alerts/{alert.pk}/"))
    page = page_of(jun.post(f"/station/alerts/{alert.pk}/got/", follow=True))
    assert "Jun Park (2B10)" in page
    assert "2B10 Jun Park" not in page


def test_a_restricted_one_names_nobody_who_may_not_see_it(as_member, issue, cast):
    alert = issue()
    Alert.objects.filter(pk=alert.pk).update(is_broadcast=False)
    assert "On duty, not yet" not in page_of(as_member("jun").get(f"/station/alerts/{alert.pk}/"))


def test_corrected_extended_and_canceled_it_says_what_became_of_it(as_member, issue):
    alert, tess = issue(), as_member("tess")
    path = f"/station/alerts/{alert.pk}/"
    page = page_of(tess.post(f"{path}extension/", {"until": "+48h", "verified": "on"}, follow=True))
    assert "In force until the new time." in page
    refused = page_of(tess.post(f"{path}correction/", NEW))
    assert "Say what was wrong with it." in refused
    corrected = tess.post(f"{path}correction/", NEW | {"reason": "wrong color"}, follow=True)
    assert f'Corrects</dt> <dd> <a href="{path}">no. {alert.pk}</a>' in page_of(corrected)
    struck = page_of(tess.get(path))
    assert "Not in force: corrected" in struck
    assert "wrong color" in struck
    again = corrected.redirect_chain[-1][0]
    assert "Say why it is canceled" in page_of(tess.post(f"{again}cancellation/", follow=True))
    page = page_of(tess.post(f"{again}cancellation/", {"reason": "found"}, follow=True))
    assert "Not in force: canceled" in page
    over = page_of(tess.get("/station/alerts/?over=1"))
    assert over.count("County Sheriff") == 2


def test_an_officer_sees_and_does_not_issue(as_member, issue):
    alert, jun = issue(), as_member("jun")
    assert "Change it" not in page_of(jun.get(f"/station/alerts/{alert.pk}/"))
    assert jun.get("/station/alerts/new/").status_code == 403
    assert jun.post(f"/station/alerts/{alert.pk}/cancellation/").status_code == 403


def test_what_has_expired_is_not_in_force(as_member, issue):
    alert = issue(expires_at=clock.real_now() + timedelta(seconds=1))
    Alert.objects.filter(pk=alert.pk).update(
        issued_at=clock.real_now() - timedelta(hours=2),
        expires_at=clock.real_now() - timedelta(hours=1),
    )
    jun = as_member("jun")
    assert "No alert is in force" in page_of(jun.get("/station/alerts/"))
    assert "Not in force: expired" in page_of(jun.get(f"/station/alerts/{alert.pk}/"))


def test_the_list_costs_the_same_for_one_and_for_many(as_member, issue):
    carl = as_member("carl")

    def counted():
        with CaptureQueriesContext(connection) as asked:
            carl.get("/station/alerts/")
        return len(asked)

    issue()
    few = counted()
    for _ in range(5):
        issue()
    assert counted() == few
