"""Handing a call to another center, over HTTP."""

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
from beatbook.ground.force import heard


@requires(Permission.CALL_DISPATCH)
@require_POST
def transfer(request: Request, number: str) -> HttpResponse:
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.TransferForm(fields))
        endings = call_views.dispositions_of(call, given.pop("disposition"))
        clock, zone = given.pop("reached"), call.agency.time_zone
        made = commands.transfer_call(
            call=call,
            said_at=heard.read(clock, now=request.now, time_zone=zone) if clock else None,
            disposition=endings[0] if endings else None,
            by=request.principal,
            at=request.now,
            **given,
        )
        return {"message": _("{number} transferred to {made}.").format(number=number, made=made)}

    return call_views.answer(request, call, fields, run)
