"""The sign-in page and the frame of a signed-in page, as the whole installation serves them."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast


@pytest.fixture
def client(cast: Cast) -> Client:
    return Client(enforce_csrf_checks=False)


def test_the_sign_in_page_says_what_was_wrong(client: Client) -> None:
    answer = client.post("/sign-in/", {"username": "tess", "password": "not this one"})
    page = answer.content.decode()
    assert answer.status_code == 401
    assert page.count('<div role="alert">') == 1
    assert "do not go together" in page
    assert 'autocomplete="current-password"' in page


def test_a_page_carries_the_policy(client: Client) -> None:
    assert "default-src 'none'" in client.get("/sign-in/").headers["Content-Security-Policy"]


def test_a_member_finds_the_way_out_in_the_account_menu(client: Client) -> None:
    tess = {"username": "tess", "password": PASSWORD, "next": "/licenses/"}
    page = client.post("/sign-in/", tess, follow=True).content.decode()
    assert "Tess Ellis" in page
    assert '<form method="post" action="/sign-out/">' in page


def test_a_page_is_named_after_the_agency_and_shows_its_time(client: Client) -> None:
    tess = {"username": "tess", "password": PASSWORD, "next": "/gallery/"}
    page = client.post("/sign-in/", tess, follow=True).content.decode()
    shown = re.search(r"<time data-clock>([\d:]+)</time>", page)
    assert "Alder Bay Community Safety" in page
    assert shown
    here = datetime.now(ZoneInfo("America/New_York"))
    told = datetime.combine(here.date(), time.fromisoformat(shown.group(1)), here.tzinfo)
    assert abs(here - told) % timedelta(days=1) < timedelta(minutes=5)


def test_a_visitor_is_offered_no_way_out(client: Client) -> None:
    assert "/sign-out/" not in client.get("/licenses/").content.decode()
