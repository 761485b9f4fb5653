"""Other centers on screen, and their names."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.duties.calls.models import Center, StatusAddress
from beatbook.duties.calls.queries import exchange
from tests.cast import NOON

PATH = "/station/centers/"


@pytest.fixture
def known(cast):
    def made(name, agency=None):
        return Center.objects.create(
            agency=agency or cast.ab, name=name, sends_as=f"{name}.example", known_at=NOON
        )

    return made


def test_nobody_has_sent_a_call_yet(as_member):
    assert "No center has sent a call yet." in as_member("ada").get(PATH).content.decode()


def test_one_is_renamed_beside_the_others(as_member, known, recorded):
    ada = as_member("ada")
    alder, state = known("Alder"), known("State")
    refused = ada.post(PATH, {"center": alder.pk, f"{alder.pk}-name": "State"}).content.decode()
    assert "Another center is called State already." in refused
    assert "State.example" in refused
    said = {"center": alder.pk, f"{alder.pk}-name": "Alder County 911"}
    page = ada.post(PATH, said, follow=True).content.decode()
    assert "Alder County 911 is saved." in page
    assert "Sends as Alder.example" in page
    state.refresh_from_db()
    assert state.name == "State"
    assert recorded() == ["calls.center.renamed"]


@pytest.mark.parametrize("meant", ["", "x", "9" * 30, "0"])
def test_what_is_no_center_is_not_found(as_member, known, meant):
    known("Alder")
    assert as_member("ada").post(PATH, {"center": meant}).status_code == 404


def test_a_neighbors_center_is_neither_shown_nor_renamed(as_member, known, cast):
    cast.enter(cast.nora)
    theirs = known("Their center", cast.mb)
    ada = as_member("ada")
    assert "Their center" not in ada.get(PATH).content.decode()
    assert ada.post(PATH, {"center": theirs.pk, f"{theirs.pk}-name": "X"}).status_code == 404


def test_it_is_said_where_a_center_is_told_and_how_that_goes(as_member, known, recorded):
    ada, alder = as_member("ada"), known("Alder")
    said = {"center": alder.pk, f"{alder.pk}-name": "Alder", f"{alder.pk}-status_url": "alder"}
    refused = ada.post(PATH, said).content.decode()
    assert "Give a whole address that begins with https://" in refused
    assert 'value="alder"' in refused
    said[f"{alder.pk}-status_url"] = "https://cad.example.gov/status"
    page = ada.post(PATH, said, follow=True).content.decode()
    assert "Nothing was told yet." in page
    StatusAddress.objects.update(told_at=NOON)
    assert "Told last at Jun 15, 2026" in ada.get(PATH).content.decode()
    missed = {"unreached_since": NOON, "try_again_at": NOON, "trouble": "refused", "answered": 410}
    StatusAddress.objects.update(**missed)
    page = ada.get(PATH).content.decode()
    assert "it did not take it" in page
    assert "It answered 410." in page
    assert recorded() == ["calls.center.status_address_set"]


def test_a_secret_is_shown_once(as_member, known):
    ada, alder = as_member("ada"), known("Alder")
    path = f"{PATH}{alder.pk}/secret/"
    assert "Say first where" in ada.post(path, follow=True).content.decode()
    StatusAddress.objects.create(agency=alder.agency, center=alder, url="https://a.gov/", salt="a")
    shown = ada.post(path).content.decode()
    secret = exchange.secret_of(StatusAddress.objects.get())
    assert secret in shown
    assert secret not in ada.get(PATH).content.decode()


def test_only_who_sets_up_calls_sees_the_page(as_member):
    assert as_member("tess").get(PATH).status_code in {403, 404}


def test_the_page_costs_the_same_however_many_centers(as_member, known):
    def cost():
        ada = as_member("ada")
        with CaptureQueriesContext(connection) as queries:
            ada.get(PATH)
        return len(queries)

    known("Alder")
    before = cost()
    for number in range(4):
        known(f"Center {number}")
    assert cost() == before
