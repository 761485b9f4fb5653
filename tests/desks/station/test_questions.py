"""An administrator sets up what is asked about a kind of call, on screen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.duties.calls.models import CallType

DOG = {"code": "dog", "text": "Does a dog bark?", "priority": "2", "service": "animal_control"}


def asks(cast):
    return cast.call_type("NOISE").asks


@pytest.fixture
def page(cast):
    return f"/station/call-types/{cast.call_type('NOISE').pk}/questions/"


@pytest.fixture
def ada(as_member):
    return as_member("ada")


@pytest.mark.parametrize(("username", "status"), [("ada", 200), ("rosa", 403), ("tess", 403)])
def test_only_who_sets_up_calls_opens_it(as_member, page, username, status):
    client = as_member(username)
    assert client.get(page).status_code == status
    assert client.post(f"{page}FIGHT/use/").status_code in (status, 302)


def test_the_call_type_shows_them_and_leads_there(ada, page):
    shown = ada.get(page.removesuffix("questions/")).content.decode()
    assert page in shown
    assert "Is anybody fighting or threatening?" in shown


def test_one_is_added_with_what_a_yes_does(ada, cast, page):
    shown = ada.post(page, DOG, follow=True).content.decode()
    assert "priority 2; Animal control asked to come" in shown
    added = asks(cast)[-1]
    assert (added.code, added.priority, added.flag) == ("DOG", 2, "")


def test_a_code_that_is_here_and_a_bad_one_are_said_and_nothing_typed_is_lost(ada, page):
    shown = ada.post(page, DOG | {"code": "FIGHT"}).content.decode()
    assert "FIGHT is here already" in shown
    shown = ada.post(page, DOG | {"code": "a dog"}).content.decode()
    assert "2 to 20 capital letters" in shown
    assert 'value="Does a dog bark?"' in shown


def test_one_is_worded_otherwise_and_keeps_its_code(ada, cast, page):
    ada.post(f"{page}FIGHT/", {"code": "X", "text": "Do they fight?", "flag": "in_progress"})
    assert (asks(cast)[0].code, asks(cast)[0].text) == ("FIGHT", "Do they fight?")
    assert ada.get(f"{page}NONE/").status_code == 404


def test_they_are_moved_retired_and_used_again(ada, cast, page):
    ada.post(f"{page}FIGHT/place/", {"down": "1"})
    assert [one.code for one in asks(cast)] == ["BEFORE", "FIGHT"]
    shown = ada.post(f"{page}BEFORE/use/", follow=True).content.decode()
    assert "BEFORE is asked no more." in shown
    assert "Use again: BEFORE" in shown
    assert [one.code for one in asks(cast)] == ["FIGHT"]
    ada.post(f"{page}BEFORE/use/", {"again": "1"})
    assert [one.code for one in asks(cast)] == ["FIGHT", "BEFORE"]


def test_what_to_keep_in_mind_is_set_with_the_call_type(ada, cast, page):
    path = page.removesuffix("questions/")
    form = ada.get(path).context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() is not None}
    ada.post(path, typed | {"hint": "Warn first."})
    noise = CallType.objects.get(pk=cast.call_type("NOISE").pk)
    assert (noise.hint, len(noise.asks)) == ("Warn first.", 2)


def test_the_page_costs_the_same_for_one_more(ada, page):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            ada.get(page)
        return len(asked)

    before = cost()
    ada.post(page, DOG)
    assert cost() == before
