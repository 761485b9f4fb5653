"""Unit statuses over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import commands, heard, one_unit
from beatbook.ground.force.forms import MealForm, SendableForm, StatusForm
from beatbook.ground.force.models import Unit, UnitState
from beatbook.ground.geo import untils


@requires(Permission.UNIT_READ)
@require_POST
def set_status(request: Request, unit_id: int) -> HttpResponse:
    def act(unit: Unit, fields: dict[str, Any]) -> str:
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
        return f"{unit.callsign} {_(status.label)}."

    return one_unit.tell(request, unit_id, act)


@requires(Permission.UNIT_READ)
@require_POST
def confirm_safe(request: Request, unit_id: int) -> HttpResponse:
    def act(unit: Unit, _fields: dict[str, Any]) -> str:
        commands.confirm_safe(unit=unit, by=request.principal, at=request.now)
        return _("{callsign} is safe.").format(callsign=unit.callsign)

    return one_unit.tell(request, unit_id, act)


@requires(Permission.UNIT_READ)
@require_POST
def set_sendable(request: Request, unit_id: int) -> HttpResponse:
    def act(unit: Unit, fields: dict[str, Any]) -> str:
        sendable = posted.clean(SendableForm(fields))["sendable"] == "yes"
        commands.set_sendable(unit=unit, sendable=sendable, by=request.principal, at=request.now)
        return (
            _("{callsign} can be sent.") if sendable else _("{callsign} cannot be sent.")
        ).format(callsign=unit.callsign)

    return one_unit.tell(request, unit_id, act)


@requires(Permission.UNIT_READ)
@require_POST
def raise_emergency(request: Request, unit_id: int) -> HttpResponse:
    def act(unit: Unit, _fields: dict[str, Any]) -> str:
        commands.raise_emergency(unit=unit, by=request.principal, at=request.now)
        return _("Emergency of {callsign} sent.").format(callsign=unit.callsign)

    return one_unit.tell(request, unit_id, act)


@requires(Permission.CALL_DISPATCH)
@require_POST
def end_emergency(request: Request, unit_id: int) -> HttpResponse:
    def act(unit: Unit, _fields: dict[str, Any]) -> str:
        commands.end_emergency(unit=unit, by=request.principal, at=request.now)
        return _("Emergency of {callsign} ended.").format(callsign=unit.callsign)

    return one_unit.tell(request, unit_id, act)


@requires(Permission.UNIT_STATUS)
@require_POST
def see_timers(request: Request, unit_id: int) -> HttpResponse:
    def act(unit: Unit, _fields: dict[str, Any]) -> str:
        commands.see_timers(unit=unit, by=request.principal, at=request.now)
        return _("Seen: {callsign}.").format(callsign=unit.callsign)

    return one_unit.tell(request, unit_id, act)


@requires(Permission.UNIT_READ)
@require_POST
def meal(request: Request, unit_id: int) -> HttpResponse:
    """Ask for a meal, grant it, or take the unit out of the queue."""

    def act(unit: Unit, fields: dict[str, Any]) -> str:
        act, said = MEALS[posted.clean(MealForm(fields))["act"]]
        act(unit=unit, by=request.principal, at=request.now)
        return f"{unit.callsign} {said}."

    return one_unit.tell(request, unit_id, act)


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
