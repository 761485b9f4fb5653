"""An administrator gives the statuses the letters that the agency's units say."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.ground.force import commands, letters
from tests.cast import NOON

PAGE = "/station/statuses/"


@pytest.fixture
def ada(as_member):
    return as_member("ada")


@pytest.fixture
def say(cast):
    def said(**own):
        cast.enter(cast.ada)
        commands.set_letters(agency=cast.ab, letters=own, by=cast.ada, at=NOON)

    return said


@pytest.mark.parametrize(("username", "status"), [("ada", 200), ("rosa", 403), ("tess", 403)])
def test_only_an_administrator_opens_the_page(as_member, username, status):
    assert as_member(username).get(PAGE).status_code == status


def test_home_leads_there(ada):
    assert PAGE in ada.get("/").content.decode()


def test_every_status_stands_there_with_its_codes(ada):
    page = " ".join(ada.get(PAGE).content.decode().split())
    assert page.count('class="status"') == 10
    staging = page.partition("Staging</th>")[2].partition("</tr>")[0]
    assert ">ST</code>" in staging
    assert "<code>NotAvailable</code>" in staging
    assert "<code>Staging</code>" in staging


def test_what_is_saved_holds_and_is_shown(ada, cast):
    page = ada.post(PAGE, {"OS": "97", "AV": "8"}, follow=True).content.decode()
    assert "Saved." in page
    assert 'value="97"' in page
    assert letters.of_agency(cast.ab) == {"OS": "97", "AV": "8"}
    ada.post(PAGE, {"OS": "97", "AV": ""})
    assert letters.of_agency(cast.ab) == {"OS": "97"}


def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(ada, cast):
    page = ada.post(PAGE, {"OS": "97", "ER": "N"}).content.decode()
    assert '<a href="#id_ER">' in page
    assert page.count("N is a command of the console: New call. Choose other letters.") == 2
    assert 'aria-describedby="id_ER_error"' in page
    assert 'value="97"' in page
    assert letters.of_agency(cast.ab) == {}


def test_the_agency_next_door_is_not_there_to_be_set_up(ada, cast):
    assert ada.get(f"{PAGE}?agency=MB").status_code == 404
    assert ada.post(f"{PAGE}?agency=MB", {"OS": "98"}).status_code == 404
    cast.enter(cast.nora)
    assert letters.of_agency(cast.mb) == {}


def test_screens_show_them_and_the_console_says_them(as_member, say):
    say(AV="FREE", OS="97")
    tess = as_member("tess")
    assert 'title="Available">FREE</abbr>' in tess.get("/station/units/").content.decode()
    for page in ("/dispatch/", "/wall/"):
        assert '{"AV": "FREE", "OS": "97"}' in tess.get(page).content.decode()
    assert "<code>97 2B10</code>" in tess.get("/dispatch/").content.decode()
    sheet = tess.get("/dispatch/commands/").content.decode()
    assert "<kbd>97</kbd> <kbd>OS</kbd> <kbd>ONS</kbd>" in sheet


def test_they_cost_one_question_a_page_however_many_rows(as_member, say):
    tess = as_member("tess")

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            tess.get("/station/units/")
        return len(queries)

    before = asked()
    say(AV="8", ER="76", OS="97", OD="7")
    assert asked() == before
