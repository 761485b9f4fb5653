"""Closing streets over HTTP: the stretch that is meant, setting, changing, lifting."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from beatbook.contract.access import Permission
from beatbook.contract.base import Refused
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.geo import closures, commands, forms, untils
from beatbook.ground.geo.models import Closure
from beatbook.ground.geo.stretches import StretchRefused


@require_safe
@requires(Permission.MAP_READ)
def as_geojson(request: Request) -> HttpResponse:
    """The closures that stand now or are to come."""
    found = closures.standing(closures.closures_for(request.principal), request.now)
    return JsonResponse(closures.as_geojson(found, request.now))


@require_safe
@requires(Permission.CLOSURE_SET)
def stretch(request: Request) -> HttpResponse:
    """What would be closed: `?stretch=HARBOR 3RD/5TH&until=1700`, or `?lat=&lon=&before=`."""
    form = forms.StretchForm(request.GET.dict())
    try:
        posted.clean(form)
        ends_at = form.ends_at(request.now, _agencies(request)[0].time_zone)
        told = closures.told(form.found(), ends_at)
    except Refused as refused:
        choices = refused.choices if isinstance(refused, StretchRefused) else ()
        return JsonResponse({"ok": False, "message": refused.message, "choices": choices})
    return JsonResponse({"ok": True} | told)


@requires(Permission.CLOSURE_SET)
@require_POST
def close(request: Request) -> HttpResponse:
    fields = posted.body(request)
    agency = _agency(request, str(fields.get("agency", "")))

    def run() -> dict[str, Any]:
        form = forms.ClosureForm(fields)
        given = posted.clean(form)
        starts = given["starts"]
        closure = commands.close_street(
            agency=agency,
            found=form.found(),
            speed_percent=given["speed_percent"],
            reason=given["reason"],
            starts_at=untils.read(starts, now=request.now, time_zone=agency.time_zone)
            if starts
            else None,
            ends_at=form.ends_at(request.now, agency.time_zone),
            by=request.principal,
            at=request.now,
        )
        return {"id": closure.pk, "message": _told(closure)}

    return posted.answer(request, agency_id=agency.pk, fields=fields, run=run)


@requires(Permission.CLOSURE_SET)
@require_POST
def change(request: Request, closure_id: int) -> HttpResponse:
    closure, fields = _closure(request, closure_id), posted.body(request)

    def run() -> dict[str, Any]:
        given = posted.clean(forms.ChangeForm(fields))
        until, zone = given["until"], closure.agency.time_zone
        commands.change_closure(
            closure=closure,
            ends_at=untils.read(until, now=request.now, time_zone=zone) if until else None,
            reason=given["reason"],
            by=request.principal,
            at=request.now,
        )
        return {"message": _("The closure of {street} is changed.").format(street=closure.street)}

    return posted.answer(request, agency_id=closure.agency_id, fields=fields, run=run)


@requires(Permission.CLOSURE_SET)
@require_POST
def lift(request: Request, closure_id: int) -> HttpResponse:
    closure = _closure(request, closure_id)

    def run() -> dict[str, Any]:
        commands.lift_closure(closure=closure, by=request.principal, at=request.now)
        return {"message": _("{street} is open again.").format(street=closure.street)}

    fields = posted.body(request)
    return posted.answer(request, agency_id=closure.agency_id, fields=fields, run=run)


def _told(closure: Closure) -> str:
    effect = f"slowed to {closure.speed_percent}%" if closure.speed_percent else "closed"
    where = f" between {closure.between}" if closure.between else ""
    until = f" until {timezone.localtime(closure.ends_at):%H:%M}" if closure.ends_at else ""
    return _("{street}{where} is {effect}{until}.").format(
        street=closure.street, where=where, effect=effect, until=until
    )


def _closure(request: Request, closure_id: int) -> Closure:
    return get_object_or_404(closures.closures_for(request.principal), pk=closure_id)


def _agencies(request: Request) -> list[Agency]:
    """Where this member may close streets, by name."""
    mine = request.principal.agencies(Permission.CLOSURE_SET)
    return list(Agency.objects.filter(pk__in=mine).order_by("name"))


def _agency(request: Request, code: str) -> Agency:
    """The agency asked for; the first one without a code. 404 for another's."""
    mine = Agency.objects.filter(pk__in=request.principal.agencies(Permission.CLOSURE_SET))
    return get_object_or_404(mine, code=code) if code else _agencies(request)[0]
