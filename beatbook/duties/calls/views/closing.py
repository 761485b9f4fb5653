"""Opening a call again, and the report that one owes, over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.duties.calls import commands, forms, queries
from beatbook.duties.calls.views import call as call_views
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request


@requires(Permission.CALL_DISPATCH)
@require_POST
def reopen(request: Request, number: str) -> HttpResponse:
    """The last call of that number, which may be typed in any usual way."""
    call, fields = queries.call_numbered(request.principal, number), posted.body(request)
    if call is None:
        raise Http404(_("There is no call {number}.").format(number=number))

    def run() -> dict[str, Any]:
        reason = posted.clean(forms.ReasonForm(fields))["reason"]
        opened = commands.reopen_call(
            call=call, reason=reason, by=request.principal, at=request.now
        )
        return {
            "number": opened.incident.number,
            "message": _("{opened} is open again.").format(opened=opened),
        }

    return call_views.answer(request, call, fields, run)


@requires(Permission.CALL_READ)
@require_POST
def write_report(request: Request, report_id: int) -> HttpResponse:
    """The report is written and filed."""
    report = get_object_or_404(queries.reports_for(request.principal), pk=report_id)

    def run() -> dict[str, Any]:
        commands.write_report(report=report, by=request.principal, at=request.now)
        return {"message": _("The report on {call} is written.").format(call=report.call)}

    return posted.answer(request, agency_id=report.agency_id, fields=posted.body(request), run=run)
