"""Closed streets and names of places, as lists and forms for who does not use the map."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies
from beatbook.desks.station.map_forms import AliasForm, StreetForm
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.geo import closures, commands, untils
from beatbook.ground.geo.models import Alias, Closure


@requires(Permission.MAP_READ)
def closed_streets(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.MAP_READ)
    form = StreetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = _close(request, agency, form)
        except NotAllowed as refusal:
            messages.error(request, refusal.message)
        except Refused as refusal:
            form.add_error(getattr(refusal, "field", None), refusal.message)
        else:
            messages.success(
                request,
                _("{street} is {made}.").format(
                    street=made.street, made=_effect(made, request.now)
                ),
            )
            return redirect(request.get_full_path())
    found = closures.standing(closures.closures_for(request.principal), request.now)
    context = {
        "agency": agency,
        "others": others,
        "form": form,
        "closures": [closures.row(one) | {"closure": one} for one in found.filter(agency=agency)],
        "may_close": request.principal.may(Permission.CLOSURE_SET, agency.pk),
    }
    return render(request, "station/closed_streets.html", context)


@requires(Permission.CLOSURE_SET)
@require_POST
def open_street(request: Request, closure_id: int) -> HttpResponse:
    mine = request.principal.agencies(Permission.CLOSURE_SET)
    visible = closures.closures_for(request.principal).filter(agency_id__in=mine)
    found = get_object_or_404(visible, pk=closure_id)
    try:
        commands.lift_closure(closure=found, by=request.principal, at=request.now)
        messages.success(request, _("{street} is open again.").format(street=found.street))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(f"{reverse('closed_streets')}?agency={found.agency.code}")


@requires(Permission.MAP_READ)
def aliases(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.MAP_READ)
    form = AliasForm(agency, request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = commands.add_alias(
                agency=agency,
                name=given["name"],
                address=given["address"],
                point=given["point"],
                by=request.principal,
                at=request.now,
            )
        except NotAllowed as refusal:
            messages.error(request, refusal.message)
        except Refused as refusal:
            form.add_error(getattr(refusal, "field", None), refusal.message)
        else:
            messages.success(request, _("“{made}” is found from now on.").format(made=made.name))
            return redirect(request.get_full_path())
    context = {
        "agency": agency,
        "others": others,
        "form": form,
        "aliases": Alias.objects.filter(agency=agency, removed_at=None).order_by("key"),
        "may_edit": request.principal.may(Permission.MAP_EDIT, agency.pk),
    }
    return render(request, "station/aliases.html", context)


@requires(Permission.MAP_EDIT)
@require_POST
def remove_alias(request: Request, alias_id: int) -> HttpResponse:
    mine = request.principal.agencies(Permission.MAP_EDIT)
    found = get_object_or_404(
        Alias.objects.select_related("agency"), pk=alias_id, agency_id__in=mine
    )
    try:
        commands.remove_alias(alias=found, by=request.principal, at=request.now)
        messages.success(request, _("“{found}” is no name any more.").format(found=found.name))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(f"{reverse('aliases')}?agency={found.agency.code}")


def _close(request: Request, agency: Agency, form: StreetForm) -> Closure:
    given = form.cleaned_data
    zone, starts = agency.time_zone, given["starts"]
    return commands.close_street(
        agency=agency,
        found=form.found(),
        speed_percent=given["speed_percent"],
        reason=given["reason"],
        starts_at=untils.read(starts, now=request.now, time_zone=zone) if starts else None,
        ends_at=form.ends_at(request.now, zone),
        by=request.principal,
        at=request.now,
    )


def _effect(closure: Closure, now: datetime) -> str:
    effect = (
        _("slowed to {speed_percent}%").format(speed_percent=closure.speed_percent)
        if closure.speed_percent
        else "closed"
    )
    if closure.starts_at > now:
        return _("{effect} from {localtime}").format(
            effect=effect, localtime=f"{timezone.localtime(closure.starts_at):%b %-d, %Y %H:%M}"
        )
    return _("{effect} now, on every map").format(effect=effect)
