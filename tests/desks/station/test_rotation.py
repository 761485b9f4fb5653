"""The line of companies on screen: who is next, and every turn there was."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.duties.calls import commands
from beatbook.duties.calls.models import Company
from beatbook.duties.calls.vocabulary import Outcome, Service
from beatbook.ground.registry.commands import Location
from tests.cast import NOON

PATH = "/station/rotation/"


@pytest.fixture
def turn(cast):
    def offered(outcome=Outcome.ACCEPTED):
        cast.enter(cast.tess)
        told = {"by": cast.tess, "at": NOON}
        noise, where = cast.call_type("NOISE"), Location("Mill Lane")
        call = commands.take_call(agency=cast.ab, call_type=noise, location=where, **told)
        reason = "no flatbed"
        return commands.report_offer(
            call=call, service=Service.TOW, outcome=outcome, reason=reason, **told
        )

    return offered


def add(client, name):
    told = {"service": "tow", "name": name, "phone": "410-555-0100"}
    return client.post(PATH, told, follow=True).content.decode()


def test_companies_are_added_at_the_end_and_taken_out(as_member, cast, recorded):
    ada = as_member("ada")
    assert "Bay Tow stands at the end of the line." in add(ada, "Bay Tow")
    page = add(ada, "Crane")
    assert page.rindex("Bay Tow") < page.rindex("Crane")
    first = Company.objects.get(name="Bay Tow")
    page = ada.post(f"{PATH}{first.pk}/retirement/", follow=True).content.decode()
    assert "Bay Tow is called no more." in page
    assert recorded() == ["calls.company.added"] * 2 + ["calls.company.retired"]


def test_one_that_stands_there_already_is_refused_in_the_form(as_member):
    ada = as_member("ada")
    add(ada, "Bay Tow")
    assert "Bay Tow stands in this line already." in add(ada, "Bay Tow")


def test_a_company_is_renamed_where_it_stands(as_member, cast, recorded):
    ada = as_member("ada")
    add(ada, "Bay Tow"), add(ada, "Crane")
    path = f"{PATH}{Company.objects.get(name='Bay Tow').pk}/"
    assert f'href="{path}"' in ada.get(PATH).content.decode()
    told = {"name": "Crane", "phone": "410-555-0177"}
    refused = ada.post(path, told).content.decode()
    assert "Crane stands in this line already." in refused
    assert "410-555-0177" in refused
    page = ada.post(path, told | {"name": "Bay Towing"}, follow=True).content.decode()
    assert "Bay Towing is changed." in page
    assert page.index("Bay Towing</a>") < page.index("Crane</a>")
    assert recorded() == ["calls.company.added"] * 2 + ["calls.company.changed"]


def test_everybody_who_reads_calls_sees_the_order_and_why(as_member, turn):
    add(as_member("ada"), "Bay Tow")
    turn(Outcome.PASSED)
    page = as_member("carl").get(PATH).content.decode()
    assert "passed over: no flatbed" in page
    assert "Add a company" not in page


@pytest.mark.parametrize("username", ["tess", "jun", "carl"])
def test_only_who_sets_up_calls_changes_the_line(as_member, username):
    add(as_member(username), "Bay Tow")
    assert not Company.objects.exists()


def test_the_page_costs_the_same_however_many_turns(as_member, turn, cast):
    add(as_member("ada"), "Bay Tow")
    carl = as_member("carl")

    def cost():
        as_member("carl")
        with CaptureQueriesContext(connection) as queries:
            carl.get(PATH)
        return len(queries)

    turn()
    before = cost()
    for _ in range(4):
        turn()
    assert cost() == before
