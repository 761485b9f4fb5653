"""Other centers on screen, and their names."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beatbook.duties.calls.models import Center
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
    assert "It is called Alder County 911 now." in page
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
