"""Machines come with a bearer token; each operation states the permission it needs."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from beatbook.contract.access import NotAllowed, Permission, Principal


class Token(HttpBearer):
    """A token that holds ``permission``; the middleware has found whose it is.

    A browser's session is no way in: this door has no protection against forged requests.
    """

    def __init__(self, permission: Permission) -> None:
        super().__init__()
        self.permission = permission

    def authenticate(self, request: HttpRequest, token: str) -> Principal | None:
        """None without a valid token; raises ``NotAllowed`` for one that does not hold enough."""
        del token
        principal: Principal | None = getattr(request, "principal", None)
        if principal is None or principal.actor.kind != "token":
            return None
        if not principal.may_somewhere(self.permission):
            raise NotAllowed(f"This token does not hold {self.permission}.")
        return principal
