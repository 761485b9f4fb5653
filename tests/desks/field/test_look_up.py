"""The phone's look-up screen: local records at once, checks by dispatch, the phrase for a hit."""

from __future__ import annotations

import pytest

from beatbook.core import clock
from beatbook.ground.journal.models import Entry
from beatbook.ground.registry import commands
from beatbook.ground.registry.models import Check
from beatbook.ground.registry.vocabulary import LOCAL_ONLY, AlertKind, CheckResult

BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"
ASKED = {"kind": "plate", "asked": "4abc123 ca", "purpose": "parked for days"}


@pytest.fixture
def screen(cast, client):
    def shown(username="jun", **fields):
        client.force_login(cast.members[username], BACKEND)
        path = "/field/look-up/"
        answer = client.post(path, fields, follow=True) if fields else client.get(path)
        return answer.status_code, " ".join(answer.content.decode().split())

    return shown


def test_it_says_what_it_searches_before_anybody_asks(screen):
    assert LOCAL_ONLY in screen()[1]


def test_what_is_found_is_shown_under_the_same_words(screen, cast):
    said = commands.Particulars(text="Stolen", source="Sheriff", plate="4ABC123 CA")
    told = {"agency": cast.ab, "kind": AlertKind.STOLEN, "by": cast.tess, "at": clock.real_now()}
    commands.issue_alert(said=said, **told)
    _, page = screen(**ASKED)
    assert "Stolen or recovered: 4ABC123 CA" in page
    assert page.count(LOCAL_ONLY) == 2
    assert Entry.objects.latest("pk").name == "registry.record.looked_up"


def test_without_a_call_and_a_reason_it_is_refused_beside_the_field(screen):
    _, page = screen(**ASKED | {"purpose": ""})
    assert "Say why: every look-up is kept with its reason." in page
    assert "4abc123 ca" in page


def test_a_check_is_asked_and_its_code_comes_back(screen, cast):
    assert "not answered yet" in screen(**ASKED, check="1")[1]
    cast.enter(cast.tess)
    told = {"check": Check.objects.get(), "by": cast.tess, "at": clock.real_now()}
    commands.answer_check(result=CheckResult.EXPIRED, **told)
    assert "4ABC123 CA</strong> Expired" in screen()[1]


def test_a_possible_hit_is_told_by_the_phrase_alone(screen, cast):
    screen(**ASKED, check="1")
    cast.enter(cast.tess)
    told = {"check": Check.objects.get(), "by": cast.tess, "at": clock.real_now()}
    commands.answer_check(result=CheckResult.HIT, **told)
    _, page = screen()
    assert "Call the desk about your schedule" in page
    assert "possible hit" not in page.lower()


def test_who_may_not_look_things_up_is_told_so(screen):
    assert screen("audrey")[0] == 403
