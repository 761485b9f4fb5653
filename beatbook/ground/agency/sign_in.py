"""How a member is recognized: name and password, before any scope exists."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Member
from beatbook.ground.journal import scope


class MemberBackend(BaseBackend):
    """Finds the member through the one look-up that is allowed before sign-in."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 -- Django hands it over
        username: str | None = None,
        password: str | None = None,
        **unused: Any,  # noqa: ARG002 -- what other backends ask for
    ) -> Member | None:
        if username is None or password is None:
            return None
        found = queries.member_id(username)
        if found is None or queries.principal_of(found) is None:
            # The same work as for a name we know, so that the time taken tells nothing.
            make_password(password)
            return None
        member = Member.objects.get(pk=found)
        if not member.check_password(password):
            scope.enter([])
            return None
        return member

    def get_user(self, user_id: int) -> Member | None:
        return Member.objects.filter(pk=user_id, is_active=True).first()
