"""Back-up over HTTP."""

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
from beatbook.ground.force.forms import BackUpForm
from beatbook.ground.force.models import Unit
from beatbook.ground.force.vocabulary import BackUp


@requires(Permission.UNIT_READ)
@require_POST
def ask(request: Request, unit_id: int) -> HttpResponse:
    def act(unit: Unit, fields: dict[str, Any]) -> str:
        backup = BackUp(posted.clean(BackUpForm(fields))["backup"])
        commands.ask_backup(unit=unit, backup=backup, by=request.principal, at=request.now)
        return _("{callsign} wants {backup}.").format(
            callsign=unit.callsign, backup=_(backup.label)
        )

    return one_unit.tell(request, unit_id, act)


@requires(Permission.CALL_DISPATCH)
@require_POST
def take_up(request: Request, unit_id: int) -> HttpResponse:
    def act(unit: Unit, _fields: dict[str, Any]) -> str:
        commands.take_up_backup(unit=unit, by=request.principal, at=request.now)
        return _("{callsign} is told that you take its back-up up.").format(callsign=unit.callsign)

    return one_unit.tell(request, unit_id, act)


@requires(Permission.UNIT_READ)
@require_POST
def end(request: Request, unit_id: int) -> HttpResponse:
    def act(unit: Unit, _fields: dict[str, Any]) -> str:
        commands.end_backup(unit=unit, by=request.principal, at=request.now)
        return _("{callsign} wants no back-up any more.").format(callsign=unit.callsign)

    return one_unit.tell(request, unit_id, act)
