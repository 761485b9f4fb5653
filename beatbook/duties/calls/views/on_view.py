"""A call that an officer came upon, over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.contract.values import Point
from beatbook.duties.calls import commands, forms
from beatbook.duties.calls.views import call as call_views
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.force.models import LastPosition, Unit
from beatbook.ground.geo.where import reverse
from beatbook.ground.registry import locating
from beatbook.ground.registry.commands import Location

HERE = "Where the officer is"


@requires(Permission.CALL_ON_VIEW)
@require_POST
def on_view(request: Request) -> HttpResponse:
    fields = posted.body(request)
    agency_id = request.principal.agencies(Permission.CALL_ON_VIEW)[0]

    def run() -> dict[str, Any]:
        given = posted.clean(forms.OnViewForm(fields))
        units = call_views.units_named(request, fields.get("unit"))
        agency = Agency.objects.get(pk=units[0].agency_id)
        call = commands.start_on_view(
            agency=agency,
            call_type=call_views.call_type_of(agency, given["call_type"] or commands.TRAFFIC_STOP),
            location=_location(agency, units[0], given),
            units=units,
            note=given["notes"],
            plate=given["plate"].upper(),
            plate_state=given["plate_state"].upper(),
            by=request.principal,
            at=request.now,
        )
        there = ", ".join(unit.callsign for unit in units)
        number = call.incident.number
        return {
            "number": number,
            "message": _("{number} on view: {there}, {call_type}.").format(
                number=number, there=there, call_type=call.call_type.name
            ),
        }

    return posted.answer(request, agency_id=agency_id, fields=fields, run=run)


def _location(agency: Agency, unit: Unit, given: dict[str, Any]) -> Location:
    """What was said; else the point that was sent, or the unit's last position, in words."""
    if given["location"]:
        return locating.locate(agency, given["location"], given["lat"], given["lon"])
    point = _point(unit, given)
    if point is None:
        return Location("")
    words = reverse.describe(point) or HERE
    return locating.locate(agency, words, point.lat, point.lon)


def _point(unit: Unit, given: dict[str, Any]) -> Point | None:
    if given["lat"] is not None and given["lon"] is not None:
        return Point(given["lat"], given["lon"])
    seen = LastPosition.objects.filter(unit=unit).first()
    return Point(seen.lat, seen.lon) if seen else None
