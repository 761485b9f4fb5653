"""Calls that are kept for a unit or a beat, over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.duties.calls import commands, forms
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.views import call as call_views
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.posted import InvalidField
from beatbook.ground.agency.requests import Request
from beatbook.ground.force.models import Unit
from beatbook.ground.geo import areas, untils

OWN = "own"


@requires(Permission.CALL_DISPATCH)
@require_POST
def stack(request: Request, number: str) -> HttpResponse:
    """Keep a call for a unit, or for a beat."""
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.StackForm(fields))
        until = given["until"] and untils.read(
            given["until"], now=request.now, time_zone=call.agency.time_zone
        )
        kept = commands.stack_call(
            call=call,
            unit=_unit(request, fields),
            beat=_beat(call, given["beat"]),
            until=until or None,
            reason=given["reason"],
            by=request.principal,
            at=request.now,
        )
        said = _("{number} is kept for {waits_for} until {time}.")
        time = f"{call.agency.local(kept.stacked_until):%H:%M}" if kept.stacked_until else ""
        return {"message": said.format(number=number, waits_for=kept.kept_for, time=time)}

    return call_views.answer(request, call, fields, run)


@requires(Permission.CALL_DISPATCH)
@require_POST
def first(request: Request, number: str) -> HttpResponse:
    """Make it the next of its unit."""
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        kept = commands.stack_first(call=call, by=request.principal, at=request.now)
        said = _("{number} is the next for {callsign}.")
        return {"message": said.format(number=number, callsign=kept.kept_for)}

    return call_views.answer(request, call, fields, run)


@requires(Permission.CALL_DISPATCH)
@require_POST
def remove(request: Request, number: str) -> HttpResponse:
    """Keep it for nobody any more."""
    call, fields = call_views.call_of(request, number), posted.body(request)

    def run() -> dict[str, Any]:
        commands.unstack_call(call=call, by=request.principal, at=request.now)
        return {"message": _("{number} waits for anybody.").format(number=number)}

    return call_views.answer(request, call, fields, run)


def _unit(request: Request, fields: dict[str, Any]) -> Unit | None:
    if not fields.get("unit"):
        return None
    [unit, *more] = call_views.units_named(request, fields["unit"])
    if more:
        raise InvalidField("unit", _("For which one? A call is kept for one unit."))
    return unit


def _beat(call: Call, given: str) -> str:
    """The beat named, or the call's own."""
    beat = call.incident.beat if given == OWN else given
    if given == OWN and not beat:
        raise InvalidField("beat", _("The call lies in no beat. Name a unit, or a beat."))
    if beat and beat not in {one.code for one in areas.beats_of(call.agency_id)}:
        raise InvalidField("beat", _("There is no beat {beat}.").format(beat=beat))
    return beat
