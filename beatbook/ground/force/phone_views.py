"""What a phone says by itself, and what its crew has read there."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import commands, one_unit
from beatbook.ground.force.forms import CallNumberForm
from beatbook.ground.force.models import Unit


@requires(Permission.UNIT_READ)
@require_POST
def show_call(request: Request, unit_id: int) -> HttpResponse:
    def act(unit: Unit, fields: dict[str, Any]) -> str:
        number = posted.clean(CallNumberForm(fields))["call"]
        commands.show_call(unit=unit, number=number, by=request.principal, at=request.now)
        return _("{call} is on the phone of {callsign}.").format(
            call=number, callsign=unit.callsign
        )

    return one_unit.tell(request, unit_id, act)


@requires(Permission.UNIT_READ)
@require_POST
def read_cancellation(request: Request, unit_id: int) -> HttpResponse:
    def act(unit: Unit, fields: dict[str, Any]) -> str:
        number = posted.clean(CallNumberForm(fields))["call"]
        commands.read_cancellation(unit=unit, number=number, by=request.principal, at=request.now)
        return _("{callsign} need not go to {call}.").format(callsign=unit.callsign, call=number)

    return one_unit.tell(request, unit_id, act)
