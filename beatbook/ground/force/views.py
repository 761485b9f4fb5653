"""Unit statuses over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import commands, heard, queries
from beatbook.ground.force.forms import StatusForm
from beatbook.ground.force.models import Unit


@requires(Permission.UNIT_READ)
@require_POST
def set_status(request: Request, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(queries.units_for(request.principal), pk=unit_id)
    fields = posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(StatusForm(fields))
        status = given["status"]
        commands.set_status(
            unit=unit,
            status=status,
            reason=given["reason"],
            back=given["back"],
            reached_at=_reached_at(unit, given["reached"], request.now),
            by=request.principal,
            at=request.now,
        )
        return {"message": f"{unit.callsign} {status.label}."}

    return posted.answer(request, agency_id=unit.agency_id, fields=fields, run=run)


@requires(Permission.UNIT_READ)
@require_POST
def confirm_safe(request: Request, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(queries.units_for(request.principal), pk=unit_id)

    def run() -> dict[str, Any]:
        commands.confirm_safe(unit=unit, by=request.principal, at=request.now)
        return {"message": f"{unit.callsign} is safe."}

    return posted.answer(request, agency_id=unit.agency_id, fields=posted.body(request), run=run)


def _reached_at(unit: Unit, given: str, now: datetime) -> datetime | None:
    """A time of day on the wall clock of the unit's agency."""
    return heard.read(given, now=now, time_zone=unit.agency.time_zone) if given else None
