"""Transports and the radio log over HTTP."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import commands, queries
from beatbook.ground.force.models import Unit

MOST_MILES = 9_999_999


class OdometerForm(forms.Form):
    odometer = forms.IntegerField(
        min_value=0,
        max_value=MOST_MILES,
        error_messages={"required": gettext_lazy("What does the odometer say? Whole miles.")},
    )


class TransportForm(OdometerForm):
    destination = forms.CharField(
        max_length=120, error_messages={"required": gettext_lazy("Where to?")}
    )
    who = forms.CharField(max_length=120, required=False)


class RadioForm(forms.Form):
    text = forms.CharField(
        max_length=1000,
        error_messages={"required": gettext_lazy("What was said? Write it behind the unit.")},
    )


@requires(Permission.UNIT_READ)
@require_POST
def start_transport(request: Request, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(queries.units_for(request.principal), pk=unit_id)
    fields = posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(TransportForm(fields))
        commands.start_transport(unit=unit, by=request.principal, at=request.now, **given)
        return {"message": f"{unit.callsign} TR {given['destination']} {given['odometer']}"}

    return posted.answer(request, agency_id=unit.agency_id, fields=fields, run=run)


@requires(Permission.UNIT_READ)
@require_POST
def end_transport(request: Request, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(queries.units_for(request.principal), pk=unit_id)
    fields = posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(OdometerForm(fields))
        ended = commands.end_transport(unit=unit, by=request.principal, at=request.now, **given)
        return {
            "message": _("{callsign} at {transport_to} {odometer_to}").format(
                callsign=unit.callsign,
                transport_to=ended.transport_to,
                odometer_to=ended.odometer_to,
            )
        }

    return posted.answer(request, agency_id=unit.agency_id, fields=fields, run=run)


@requires(Permission.UNIT_STATUS)
@require_POST
def log_radio(request: Request) -> HttpResponse:
    fields = posted.body(request)
    agency_id = request.principal.agencies(Permission.UNIT_STATUS)[0]

    def run() -> dict[str, Any]:
        given = posted.clean(RadioForm(fields))
        told = {"text": given["text"], "by": request.principal, "at": request.now}
        units = _units(request, fields.get("unit") or [])
        for unit in units:
            commands.log_radio(agency=unit.agency, unit=unit, **told)
        if not units:
            commands.log_radio(agency=Agency.objects.get(pk=agency_id), **told)
        return {"message": _("Logged.")}

    return posted.answer(request, agency_id=agency_id, fields=fields, run=run)


def _units(request: Request, given: Any) -> list[Unit]:
    """The units named by id, all of them visible. Raises ``InvalidField``."""
    wanted = given if isinstance(given, list) else [given]
    if not all(str(one).isdecimal() and len(str(one)) < 19 for one in wanted):
        raise posted.InvalidField("unit", _("One of these units is not there (any more)."))
    found = list(
        queries.units_for(request.principal).filter(pk__in=wanted).select_related("agency")
    )
    if len(found) != len(set(map(int, wanted))):
        raise posted.InvalidField("unit", _("One of these units is not there (any more)."))
    return found
