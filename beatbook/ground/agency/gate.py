"""The gate of every view: it states a permission, or it is public for a stated reason.

A test walks the URLconf and fails on a view that carries neither mark.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from beatbook.contract.access import Permission, Principal
from beatbook.ground.agency import posted
from beatbook.ground.agency.requests import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]


def requires(permission: Permission | None) -> Callable[[View[P]], View[P]]:
    """Only for members who hold ``permission`` in some agency; None: any member signed in.

    Which *objects* they get is decided by the queries, agency by agency.
    """

    def guard(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def guarded(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            principal: Principal | None = request.principal
            if principal is None:
                return _sign_in_first(request)
            if permission is not None and not principal.may_somewhere(permission):
                return _refuse(request, permission)
            try:
                return view(request, *args, **kwargs)
            except posted.BadBody as error:
                return posted.refusal(error.message)

        guarded.permission = permission or "signed in"  # type: ignore[attr-defined]
        return cast("View[P]", guarded)

    return guard


def public(reason: str) -> Callable[[View[P]], View[P]]:
    """Open to everyone, because ``reason``."""

    def mark(view: View[P]) -> View[P]:
        view.public = reason  # type: ignore[attr-defined]
        return view

    return mark


def wants_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json" or not request.accepts("text/html")


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(
            {"ok": False, "message": _("You are signed out. Sign in; what you typed is kept.")},
            status=401,
        )
    return redirect_to_login(request.get_full_path())


def _refuse(request: HttpRequest, permission: Permission) -> HttpResponse:
    message = _(
        "Your role does not include {permission}. Ask an administrator of your agency."
    ).format(permission=permission)
    if wants_json(request):
        return JsonResponse({"ok": False, "message": message}, status=403)
    return render(request, "403.html", {"message": message}, status=403)
