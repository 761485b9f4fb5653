"""Logging a tow over HTTP, as the console does in one line."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.core import vehicles
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.registry import commands, forms, queries
from beatbook.ground.registry.models import Tow

MISREAD = " The VIN's check digit does not fit: read it again."


@requires(Permission.TOW_LOG)
@require_POST
def log(request: Request) -> HttpResponse:
    fields = posted.body(request)
    mine = Agency.objects.filter(pk__in=request.principal.agencies(Permission.TOW_LOG))
    code = str(fields.get("agency", ""))
    agency = get_object_or_404(mine, code=code) if code else mine.order_by("name")[0]

    def run() -> dict[str, Any]:
        form = forms.TowForm(fields)
        given = posted.clean(form)
        incidents = queries.incidents_for(request.principal).filter(agency=agency)
        number = given["call"]
        tow = commands.log_tow(
            agency=agency,
            kind=given["kind"],
            said=form.said(),
            incident=get_object_or_404(incidents, number=number) if number else None,
            by=request.principal,
            at=request.now,
        )
        return {"id": tow.pk, "message": f"{tow}: {queries.tow_sentence(tow)}.{misread(tow)}"}

    return posted.answer(request, agency_id=agency.pk, fields=fields, run=run)


def misread(tow: Tow) -> str:
    """A word of doubt about a VIN; a vehicle from outside North America may have no check digit."""
    return "" if not tow.vin or vehicles.adds_up(tow.vin) else MISREAD
