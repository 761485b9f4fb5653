"""Linking calls, merging one into another and taking it out again, over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.duties.calls import commands
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.views import call as call_views
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.posted import InvalidField
from beatbook.ground.agency.requests import Request


@requires(Permission.CALL_DISPATCH)
@require_POST
def merge(request: Request, number: str) -> HttpResponse:
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        into = _other(request, fields)
        commands.merge_call(call=call, into=into, by=request.principal, at=request.now)
        return {
            "message": _("{number} merged into {into}. UNMERGE takes it out again.").format(
                number=number, into=into
            )
        }

    return call_views.answer(request, call, fields, run)


@requires(Permission.CALL_DISPATCH)
@require_POST
def unmerge(request: Request, number: str) -> HttpResponse:
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        again = commands.unmerge_call(call=call, by=request.principal, at=request.now)
        return {
            "message": _("{number} is {status} by itself again.").format(
                number=number, status=again.status
            )
        }

    return call_views.answer(request, call, fields, run)


@requires(Permission.CALL_TAKE)
@require_POST
def link(request: Request, number: str) -> HttpResponse:
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        other = _other(request, fields)
        commands.link_calls(call=call, other=other, by=request.principal, at=request.now)
        return {"message": _("{number} and {other} are linked.").format(number=number, other=other)}

    return call_views.answer(request, call, fields, run)


@requires(Permission.CALL_TAKE)
@require_POST
def unlink(request: Request, number: str) -> HttpResponse:
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        other = _other(request, fields)
        commands.unlink_calls(call=call, other=other, by=request.principal, at=request.now)
        return {
            "message": _("{number} and {other} are no longer linked.").format(
                number=number, other=other
            )
        }

    return call_views.answer(request, call, fields, run)


def _other(request: Request, fields: dict[str, Any]) -> Call:
    """The other call, by its number in full. Raises ``InvalidField``."""
    said = str(fields.get("other", ""))
    try:
        return call_views.call_of(request, said)
    except Http404 as missing:
        raise InvalidField(
            "other", _("There is no call {value}.").format(value=said or "without a number")
        ) from missing
