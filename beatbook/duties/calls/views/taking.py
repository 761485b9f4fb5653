"""What stands beside the form, and the questions of a call, over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.duties.calls import commands, forms
from beatbook.duties.calls.models import CallType
from beatbook.duties.calls.queries import beside as beside_queries
from beatbook.duties.calls.views import call as call_views
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.registry import locating


@requires(Permission.CALL_TAKE)
@require_POST
def beside(request: Request) -> HttpResponse:
    """Asked while one types. A POST, because what a caller says belongs in no address."""
    fields = posted.body(request)
    agency = call_views.agency_of(request, str(fields.get("agency", "")))

    def run() -> dict[str, Any]:
        given = posted.clean(forms.BesideForm(fields))
        code = given["call_type"].upper()
        return beside_queries.beside(
            request.principal,
            agency,
            locating.locate(agency, given["location"], given["lat"], given["lon"]),
            CallType.objects.filter(agency=agency, code=code, retired_at=None).first(),
            words=given["notes"],
            callback=given["callback"],
            at=request.now,
        )

    return posted.answer(request, agency_id=agency.pk, fields=fields, run=run)


@requires(Permission.CALL_TAKE)
@require_POST
def answer(request: Request, number: str) -> HttpResponse:
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.ReplyForm(fields))
        answered = commands.answer_question(
            call=call, by=request.principal, at=request.now, **given
        )
        return {"message": f"{number}: {answered.text} {answered.get_reply_display()}."}

    return call_views.answer(request, call, fields, run)
