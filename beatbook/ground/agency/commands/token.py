"""Tokens: what machines come in with."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from beatbook.contract import agency as events
from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency import queries
from beatbook.ground.agency.commands import demands
from beatbook.ground.agency.models import Agency, Token


@journal.command
def create_token(
    *,
    agency: Agency,
    name: str,
    permissions: Iterable[Permission],
    lifetime: timedelta,
    by: Principal,
    at: datetime,
) -> tuple[Token, str]:
    """A machine's grant: the row, and the secret, which is shown this once and never kept."""
    demands.demand(by, Permission.TOKEN_CREATE, agency)
    granted = sorted(set(permissions))
    beyond = [permission for permission in granted if not by.may(permission, agency.pk)]
    if beyond:
        raise NotAllowed(
            _("A token cannot hold more than you do: {beyond}.").format(beyond=", ".join(beyond))
        )
    secret = f"bb_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        agency=agency,
        name=name,
        digest=queries.token_digest(secret),
        permissions=granted,
        created_at=at,
        expires_at=at + lifetime,
    )
    journal.record(
        events.TokenCreated(token_id=token.pk, permissions=" ".join(granted), purpose=name),
        subject=Subject("token", str(token.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return token, secret


@journal.command
def revoke_token(*, token: Token, by: Principal, at: datetime) -> None:
    demands.demand(by, Permission.TOKEN_CREATE, token.agency)
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        journal.record(
            events.TokenRevoked(token_id=token.pk),
            subject=Subject("token", str(token.pk)),
            agency_id=token.agency_id,
            by=by,
            at=at,
        )
