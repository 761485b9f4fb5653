"""Other services asked to come, raising a call, and where units stage, over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.duties.calls import commands, forms
from beatbook.duties.calls.queries import rotation
from beatbook.duties.calls.views import call as call_views
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request


@requires(Permission.CALL_READ)
@require_POST
def request_service(request: Request, number: str) -> HttpResponse:
    """Request a service, say how far it is, or cancel it; who may do which is the command's."""
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.RequestForm(fields))
        made = commands.follow_service(call=call, by=request.principal, at=request.now, **given)
        said = f"{made.get_service_display()} {made.get_state_display()}"
        return {"message": f"{said}, {number}."}

    return call_views.answer(request, call, fields, run)


@requires(Permission.CALL_DISPATCH)
@require_POST
def report_offer(request: Request, number: str) -> HttpResponse:
    """What the next in line said."""
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.OfferForm(fields))
        in_line = rotation.companies_for(request.principal, Permission.CALL_DISPATCH)
        meant = in_line.filter(pk=given["company"]).first() if given["company"] else None
        turn = commands.report_offer(
            call=call,
            service=given["service"],
            outcome=given["outcome"],
            company=meant,
            reason=given["reason"],
            by=request.principal,
            at=request.now,
        )
        return {"message": f"{turn.company} {turn.get_outcome_display()}, {number}."}

    return call_views.answer(request, call, fields, run)


@requires(Permission.CALL_DISPATCH)
@require_POST
def set_staging(request: Request, number: str) -> HttpResponse:
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.StagingForm(fields))
        commands.set_staging(call=call, place=given["place"], by=request.principal, at=request.now)
        return {
            "message": _("Units for {number} stage at {value}.").format(
                number=number, value=given["place"] or "a place near by"
            )
        }

    return call_views.answer(request, call, fields, run)


@requires(Permission.CALL_READ)
@require_POST
def raise_call(request: Request, number: str) -> HttpResponse:
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        flag = posted.clean(forms.FlagForm(fields))["flag"]
        commands.raise_call(call=call, flag=flag, by=request.principal, at=request.now)
        return {"message": _("{number} raised: {flag}.").format(number=number, flag=_(flag.label))}

    return call_views.answer(request, call, fields, run)


@requires(Permission.CALL_TAKE)
@require_POST
def lower_call(request: Request, number: str) -> HttpResponse:
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.FlagForm(fields))
        flag, reason = given["flag"], given["reason"]
        commands.lower_call(
            call=call, flag=flag, reason=reason, by=request.principal, at=request.now
        )
        return {
            "message": _("{number}: “{flag}” taken back.").format(number=number, flag=_(flag.label))
        }

    return call_views.answer(request, call, fields, run)
