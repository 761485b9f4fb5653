"""Sessions without the forms: hashing a password is not what is measured."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils.crypto import get_random_string

from beatbook.core import clock
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.journal import scope


def sign_in(usernames: Sequence[str]) -> list[str]:
    """One session for each, in this order: the values of their cookies."""
    known = {username: _signed_in(username) for username in set(usernames)}
    made = [
        Session(
            session_key=get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789"),
            session_data=SessionStore().encode(known[username]),
            expire_date=clock.real_now() + timedelta(hours=1),
        )
        for username in usernames
    ]
    Session.objects.bulk_create(made)
    connection.close()
    return [session.session_key for session in made]


def _signed_in(username: str) -> dict[str, str]:
    with scope.within([agency.pk for agency in Agency.objects.all()]):
        member = Member.objects.get(username=username)
    return {
        SESSION_KEY: str(member.pk),
        BACKEND_SESSION_KEY: "beatbook.ground.agency.sign_in.MemberBackend",
        HASH_SESSION_KEY: member.get_session_auth_hash(),
    }
