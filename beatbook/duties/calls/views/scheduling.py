"""Calls that wait for their time, over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.duties.calls import commands, forms
from beatbook.duties.calls.views import call as call_views
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.geo import untils
from beatbook.ground.registry import locating


@requires(Permission.CALL_DISPATCH)
@require_POST
def hold(request: Request, number: str) -> HttpResponse:
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.HoldForm(fields))
        zone = call.agency.time_zone
        until = untils.read(given["until"], now=request.now, time_zone=zone)
        reason = given["reason"]
        commands.hold_call(
            call=call, until=until, reason=reason, by=request.principal, at=request.now
        )
        return {
            "message": _("{number} is put off until {local}.").format(
                number=number, local=f"{call.agency.local(until):%a %H:%M}"
            )
        }

    return call_views.answer(request, call, fields, run)


@requires(Permission.CALL_DISPATCH)
@require_POST
def make_due(request: Request, number: str) -> HttpResponse:
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        commands.make_due(call=call, by=request.principal, at=request.now)
        return {"message": _("{number} waits from now on.").format(number=number)}

    return call_views.answer(request, call, fields, run)


@requires(Permission.CALL_TAKE)
@require_POST
def schedule(request: Request) -> HttpResponse:
    """Take a call that is to wait from a later time on."""
    fields = posted.body(request)
    agency = call_views.agency_of(request, str(fields.get("agency", "")))

    def run() -> dict[str, Any]:
        given = posted.clean(forms.ScheduleForm(fields))
        due = untils.read(given["due"], now=request.now, time_zone=agency.time_zone)
        call = commands.schedule_call(
            agency=agency,
            call_type=call_views.call_type_of(agency, given["call_type"]),
            location=locating.locate(agency, given["location"], None, None),
            due=due,
            note=given["notes"],
            by=request.principal,
            at=request.now,
        )
        number = call.incident.number
        when = f"{agency.local(due):%a %H:%M}"
        return {
            "number": number,
            "message": _("{number} scheduled for {when}.").format(number=number, when=when),
        }

    return posted.answer(request, agency_id=agency.pk, fields=fields, run=run)
