"""Signing in and out, over HTTP, as people do it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client

from beatbook.contract.access import Permission
from beatbook.core import clock
from beatbook.ground.agency import commands, queries
from beatbook.ground.agency.models import Member, Membership
from beatbook.ground.journal import scope
from tests.cast import PASSWORD

WRONG = "do not go together"
LOCKED = "locked for 15 minutes"


def sign_in(client, username="tess", password=PASSWORD, **more):
    return client.post("/sign-in/", {"username": username, "password": password} | more)


def is_signed_in(client):
    """Does a page that asks for a member open?"""
    return client.post("/sign-out/", headers={"accept": "application/json"}).status_code != 401


def test_the_page_opens_for_everybody(cast, client):
    assert client.get("/sign-in/").status_code == 200


def test_the_right_password_opens_the_door(cast, client):
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_signed_in(client)


@pytest.mark.parametrize("username", ["tess", "nobody"])
def test_a_known_and_an_unknown_name_get_the_same_answer(cast, client, username):
    answer = sign_in(client, username, "wrong")
    assert answer.status_code == 401
    assert WRONG in answer.content.decode()
    assert not is_signed_in(client)


def test_somebody_who_was_made_inactive_cannot(cast, client):
    Member.objects.filter(username="tess").update(is_active=False)
    assert sign_in(client).status_code == 401


def test_the_page_asked_for_comes_next(cast, client):
    assert sign_in(client, next="/licenses/")["Location"] == "/licenses/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:0"])
def test_never_a_page_of_somebody_else(cast, client, elsewhere):
    assert sign_in(client, next=elsewhere)["Location"] == "/"


def test_five_wrong_passwords_lock_the_name(cast, client):
    answers = [sign_in(client, password="wrong").status_code for _ in range(5)]
    assert answers == [401, 401, 401, 401, 429]
    locked = sign_in(client)
    assert locked.status_code == 429
    assert LOCKED in locked.content.decode()
    assert not is_signed_in(client)


def test_another_browser_does_not_help_against_the_lock(cast, client):
    for _ in range(5):
        sign_in(client, password="wrong")
    elsewhere = Client(REMOTE_ADDR="203.0.113.9", headers={"user-agent": "another"})
    assert sign_in(elsewhere).status_code == 429


def test_a_locked_name_locks_nobody_else(cast, client):
    for _ in range(5):
        sign_in(client, password="wrong")
    assert sign_in(client, "jun").status_code == 302


def test_the_lock_opens_after_fifteen_minutes(cast, client):
    for _ in range(5):
        sign_in(client, password="wrong")
    AccessAttempt.objects.update(attempt_time=clock.real_now() - timedelta(minutes=16))
    assert sign_in(client).status_code == 302


def test_the_right_password_forgets_the_wrong_ones(cast, client):
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)
    assert sign_in(client, password="wrong").status_code == 401


def test_signing_out_ends_the_session(cast, client):
    sign_in(client)
    stolen = client.cookies["sessionid"].value
    answer = client.post("/sign-out/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
    client.cookies["sessionid"] = stolen
    assert not is_signed_in(client)


def test_signing_out_takes_a_post(cast, client):
    sign_in(client)
    assert client.get("/sign-out/").status_code == 405


def test_signing_in_begins_a_new_session(cast, client):
    """A session that was planted before is worth nothing afterwards."""
    sign_in(client, "jun")
    planted = client.cookies["sessionid"].value
    sign_in(client, "tess")
    assert client.cookies["sessionid"].value != planted


def test_a_new_password_ends_every_session(cast, client):
    sign_in(client)
    commands.set_password(
        agency=cast.ab,
        member=cast.members["tess"],
        password="another good one",
        by=cast.enter(cast.ada),
        at=clock.real_now(),
    )
    assert not is_signed_in(client)


def test_an_ended_membership_is_felt_at_the_next_request(cast, client):
    sign_in(client, "cory")
    principal = queries.principal_of(cast.members["cory"].pk)
    assert principal.may(Permission.CALL_TAKE, cast.ab.pk)
    cast.enter(cast.ada)
    membership = Membership.objects.get(member=cast.members["cory"], agency=cast.ab)
    commands.end_membership(membership=membership, by=cast.ada, at=clock.real_now())
    principal = queries.principal_of(cast.members["cory"].pk)
    assert not principal.may(Permission.CALL_TAKE, cast.ab.pk)
    assert principal.may(Permission.CALL_TAKE, cast.mb.pk)


def test_a_session_that_is_over_leaves_no_scope(cast, client, rf):
    """Whoever is not let in sees nothing, not even where no query filters."""
    sign_in(client)
    Member.objects.filter(username="tess").update(password="!")
    client.get("/sign-in/")
    assert scope._current()[0] == ""


def test_signing_in_and_out_is_in_the_log(cast, client, recorded):
    sign_in(client, password="wrong")
    sign_in(client)
    client.post("/sign-out/")
    cast.enter(cast.ada)
    assert recorded() == [
        "agency.member.sign_in_refused",
        "agency.member.signed_in",
        "agency.member.signed_out",
    ]


def test_the_forms_are_guarded_against_other_sites(cast):
    assert sign_in(Client(enforce_csrf_checks=True)).status_code == 403
