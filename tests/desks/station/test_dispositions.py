"""An administrator sets up how calls can end, on screen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.duties.calls.models import Disposition

PAGE = "/station/dispositions/"
TOWED = {"code": "towed", "name": "Vehicle towed", "eido": "18"}


@pytest.fixture
def ada(as_member):
    return as_member("ada")


def codes(cast):
    standing = Disposition.objects.filter(agency=cast.ab, retired_at=None)
    return list(standing.order_by("order", "name").values_list("code", flat=True))


@pytest.mark.parametrize(("username", "status"), [("ada", 200), ("rosa", 403), ("tess", 403)])
def test_only_an_administrator_opens_the_page(as_member, username, status):
    assert as_member(username).get(PAGE).status_code == status


def test_home_leads_there(ada):
    assert PAGE in ada.get("/").content.decode()


def test_one_is_added_and_offered(ada, cast):
    page = ada.post(PAGE, TOWED, follow=True).content.decode()
    assert "Saved: Vehicle towed." in page
    assert codes(cast)[-1] == "TOWED"


def test_what_cannot_be_is_said_and_nothing_typed_is_lost(ada, cast):
    page = ada.post(PAGE, TOWED | {"owes_report": "on"}).content.decode()
    assert "A report is filed under a case number." in page
    assert 'value="Vehicle towed"' in page
    assert "TOWED" not in codes(cast)


def test_one_is_renamed_and_keeps_its_code(ada, cast):
    goa = cast.disposition("GOA")
    fields = {"code": "OTHER", "name": "Gone when we came", "eido": "14"}
    page = ada.post(f"{PAGE}{goa.pk}/", fields, follow=True).content.decode()
    assert "Gone when we came" in page
    assert cast.disposition("GOA").name == "Gone when we came"


def test_one_is_moved_up_and_down(ada, cast):
    first, second, *_ = codes(cast)
    path = f"{PAGE}{cast.disposition(second).pk}/place/"
    ada.post(path, {"up": "1"})
    assert codes(cast)[:2] == [second, first]
    ada.post(path, {"up": "1"})
    assert codes(cast)[:2] == [second, first]
    ada.post(path, {"down": "1"})
    assert codes(cast)[:2] == [first, second]


def test_one_is_taken_out_of_use_and_used_again(ada, cast):
    path = f"{PAGE}{cast.disposition('GOA').pk}/use/"
    page = ada.post(path, follow=True).content.decode()
    assert "Gone on arrival is out of use." in page
    assert "Use again: Gone on arrival" in page
    ada.post(path, {"again": "1"})
    assert "GOA" in codes(cast)


def test_the_last_for_calls_without_a_unit_stays(ada, cast):
    desk = Disposition.objects.filter(agency=cast.ab, without_arrival=True)
    for one in desk:
        page = ada.post(f"{PAGE}{one.pk}/use/", follow=True).content.decode()
    assert "One disposition must be left" in page


def test_the_page_costs_the_same_for_one_more(ada):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            ada.get(PAGE)
        return len(asked)

    before = cost()
    ada.post(PAGE, TOWED, follow=True)
    assert cost() == before
