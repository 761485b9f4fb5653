"""Unit statuses over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import commands, heard, queries
from beatbook.ground.force.forms import MealForm, SendableForm, StatusForm
from beatbook.ground.force.models import Unit, UnitState
from beatbook.ground.geo import untils


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
            until=_until(unit, given["until"], request.now),
            back=given["back"],
            reached_at=_reached_at(unit, given["reached"], request.now),
            by=request.principal,
            at=request.now,
        )
        return {"message": f"{unit.callsign} {_(status.label)}."}

    return posted.answer(request, agency_id=unit.agency_id, fields=fields, run=run)


@requires(Permission.UNIT_READ)
@require_POST
def confirm_safe(request: Request, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(queries.units_for(request.principal), pk=unit_id)

    def run() -> dict[str, Any]:
        commands.confirm_safe(unit=unit, by=request.principal, at=request.now)
        return {"message": _("{callsign} is safe.").format(callsign=unit.callsign)}

    return posted.answer(request, agency_id=unit.agency_id, fields=posted.body(request), run=run)


@requires(Permission.UNIT_READ)
@require_POST
def set_sendable(request: Request, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(queries.units_for(request.principal), pk=unit_id)
    fields = posted.body(request)

    def run() -> dict[str, Any]:
        sendable = posted.clean(SendableForm(fields))["sendable"] == "yes"
        commands.set_sendable(unit=unit, sendable=sendable, by=request.principal, at=request.now)
        return {
            "message": (
                _("{callsign} can be sent.") if sendable else _("{callsign} cannot be sent.")
            ).format(callsign=unit.callsign)
        }

    return posted.answer(request, agency_id=unit.agency_id, fields=fields, run=run)


@requires(Permission.UNIT_READ)
@require_POST
def raise_emergency(request: Request, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(queries.units_for(request.principal), pk=unit_id)

    def run() -> dict[str, Any]:
        commands.raise_emergency(unit=unit, by=request.principal, at=request.now)
        return {"message": _("Emergency of {callsign} sent.").format(callsign=unit.callsign)}

    return posted.answer(request, agency_id=unit.agency_id, fields=posted.body(request), run=run)


@requires(Permission.CALL_DISPATCH)
@require_POST
def end_emergency(request: Request, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(queries.units_for(request.principal), pk=unit_id)

    def run() -> dict[str, Any]:
        commands.end_emergency(unit=unit, by=request.principal, at=request.now)
        return {"message": _("Emergency of {callsign} ended.").format(callsign=unit.callsign)}

    return posted.answer(request, agency_id=unit.agency_id, fields=posted.body(request), run=run)


@requires(Permission.UNIT_STATUS)
@require_POST
def see_timers(request: Request, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(queries.units_for(request.principal), pk=unit_id)

    def run() -> dict[str, Any]:
        commands.see_timers(unit=unit, by=request.principal, at=request.now)
        return {"message": _("Seen: {callsign}.").format(callsign=unit.callsign)}

    return posted.answer(request, agency_id=unit.agency_id, fields=posted.body(request), run=run)


@requires(Permission.UNIT_READ)
@require_POST
def meal(request: Request, unit_id: int) -> HttpResponse:
    """Ask for a meal, grant it, or take the unit out of the queue."""
    unit = get_object_or_404(queries.units_for(request.principal), pk=unit_id)
    fields = posted.body(request)

    def run() -> dict[str, Any]:
        act, said = MEALS[posted.clean(MealForm(fields))["act"]]
        act(unit=unit, by=request.principal, at=request.now)
        return {"message": f"{unit.callsign} {said}."}

    return posted.answer(request, agency_id=unit.agency_id, fields=fields, run=run)


MEALS: dict[str, tuple[Callable[..., UnitState], object]] = {
    "ask": (commands.ask_meal, gettext_lazy("asked for a meal")),
    "grant": (commands.grant_meal, gettext_lazy("may go to a meal")),
    "decline": (commands.decline_meal, gettext_lazy("is not in the queue for a meal")),
}


def _until(unit: Unit, given: str, now: datetime) -> datetime | None:
    """The limit of being busy, on the wall clock of the unit's agency."""
    return untils.read(given, now=now, time_zone=unit.agency.time_zone) if given else None


def _reached_at(unit: Unit, given: str, now: datetime) -> datetime | None:
    """A time of day on the wall clock of the unit's agency."""
    return heard.read(given, now=now, time_zone=unit.agency.time_zone) if given else None
