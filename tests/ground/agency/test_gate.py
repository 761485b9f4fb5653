"""The gate: signed out, signed in without the permission, with it, and by token."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse

from beatbook.contract.access import Permission
from beatbook.core import clock
from beatbook.ground.agency import commands, gate, requests


@gate.requires(Permission.MEMBER_MANAGE)
def manage(request):
    return HttpResponse("managed")


@gate.requires(None)
def home(request):
    return HttpResponse("home")


@pytest.fixture
def ask(cast, rf):
    """Ask a view as somebody: the request passes through the same doors as in the product."""

    def asked(view, by=None, **headers):
        request = rf.get("/somewhere/", headers=headers)
        request.session = SessionStore()
        request.principal = by
        return view(request)

    return asked


def test_a_stranger_is_asked_to_sign_in_and_comes_back(ask):
    answer = ask(manage)
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/somewhere/")


def test_a_machine_that_is_a_stranger_is_told_so(ask):
    answer = ask(manage, accept="application/json")
    assert answer.status_code == 401
    assert json.loads(answer.content)["message"].startswith("You are signed out.")


def test_a_member_without_the_permission_is_told_which_one(ask, cast):
    answer = ask(manage, cast.jun)
    assert answer.status_code == 403
    assert "member:manage" in answer.content.decode()


def test_a_member_with_the_permission_gets_in(ask, cast):
    assert ask(manage, cast.ada).content == b"managed"


def test_any_member_gets_in_where_none_is_needed(ask, cast):
    assert ask(home, cast.nora).content == b"home"


def test_every_view_says_what_it_needs():
    assert (manage.permission, home.permission) == (Permission.MEMBER_MANAGE, "signed in")
    assert gate.public("it is a test")(home).public == "it is a test"


class TestWhoAsks:
    def test_a_token_is_a_machines_way_in(self, cast, rf):
        token, secret = commands.create_token(
            agency=cast.ab,
            name="Bridge",
            permissions=[Permission.CALL_READ],
            lifetime=timedelta(hours=1),
            by=cast.enter(cast.ada),
            at=clock.real_now(),
        )
        request = rf.get("/", headers={"authorization": f"Bearer {secret}"})
        assert requests.principal_behind(request).actor.id == str(token.pk)

    def test_a_bad_token_is_not_saved_by_a_good_session(self, cast, rf):
        request = rf.get("/", headers={"authorization": "Bearer bb_wrong"})
        request.session = SessionStore()
        request.session[SESSION_KEY] = cast.members["tess"].pk
        assert requests.principal_behind(request) is None
