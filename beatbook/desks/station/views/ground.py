"""The map page: areas drawn and in a list, then and now, closures, names of places, figures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies, ground
from beatbook.desks.station.map_forms import AreaForm, ThenForm
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.geo import areas, commands, queries
from beatbook.ground.geo.models import Area
from beatbook.ground.geo.vocabulary import AreaKind
from beatbook.ground.journal import cursor


@require_safe
@requires(Permission.MAP_READ)
def ground_map(request: Request) -> HttpResponse:
    """`?kind=beat&where=...&day=...`: the areas of a kind, and what a place was in on a day."""
    agency, *others = agencies.to_set_up(request, Permission.MAP_READ)
    kind = _kind(request.GET.get("kind", ""))
    asked = "day" in request.GET
    form = ThenForm(agency, request.GET if asked else None)
    found = (
        ground.then_and_now(agency, form.cleaned_data["where"], form.moment())
        if form.is_valid()
        else None
    )
    stored = queries.active_map()
    return render(
        request,
        "station/ground.html",
        _page(request, agency, others)
        | {
            "kind": kind,
            "tabs": _tabs(agency, kind),
            "outlines": ground.outlines_in_force(agency, kind),
            "retired": ground.retired(agency, kind),
            "form": form,
            "asked": asked,
            "found": found,
            "stored": stored,
            "figures": ground.figures(stored) if stored else [],
            "differences": ground.differences(stored) if stored else [],
            "straight_line": ground.straight_line(stored) if stored else [],
        },
    )


@requires(Permission.MAP_EDIT)
def draw(request: Request) -> HttpResponse:
    """A new area. What was typed or drawn stays until it is saved."""
    agency, *others = agencies.to_set_up(request, Permission.MAP_EDIT)
    kind = _kind(request.GET.get("kind", ""))
    form = AreaForm(agency, request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            area = commands.draw_area(
                agency=agency,
                kind=kind,
                code=given["code"],
                name=given["name"],
                shape=given["shape"],
                by=request.principal,
                at=request.now,
            )
        except Refused as refusal:
            form.add_error(getattr(refusal, "field", None), refusal.message)
        else:
            return _saved(request, area)
    context = _page(request, agency, others) | {
        "title": _("New {kind}").format(kind=_(kind.label).lower()),
        "lead": _("Draw its outline on the map, or give its corners in words."),
        "form": form,
        "kind": kind,
        "shapes": {},
    }
    return render(request, "station/area.html", context)


@requires(Permission.MAP_READ)
def area(request: Request, area_id: int) -> HttpResponse:
    """One area with its history; its name and outline can be changed by who may."""
    found = _area(request, area_id)
    agency, kind = found.agency, AreaKind(found.kind)
    history = list(found.outlines.select_related("area").order_by("-since", "-pk"))
    current = history[0] if history and history[0].until is None else None
    form = AreaForm(agency, request.POST if request.method == "POST" else None, outline=current)
    if form.is_valid():
        try:
            given = form.cleaned_data
            commands.change_area(
                area=found,
                name=given["name"],
                shape=given["shape"],
                by=request.principal,
                at=request.now,
            )
        except NotAllowed as refusal:
            messages.error(request, refusal.message)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return _saved(request, found)
    context = _page(request, agency, []) | {
        "title": f"{_(kind.label)} {found.code}",
        "lead": current.name if current else "",
        "form": form,
        "kind": kind,
        "area": found,
        "current": current,
        "history": history,
        "happened": ground.happened(found),
        "shapes": {str(one.pk): one.shape for one in history},
    }
    return render(request, "station/area.html", context)


@requires(Permission.MAP_EDIT)
@require_POST
def retire(request: Request, area_id: int) -> HttpResponse:
    found = _area(request, area_id, Permission.MAP_EDIT)
    try:
        commands.retire_area(area=found, by=request.principal, at=request.now)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("area", found.pk)
    messages.success(
        request, _("{found} is out of use. Its history stays.").format(found=found.code)
    )
    return redirect(_map_url(found.agency, AreaKind(found.kind)))


def _saved(request: Request, found: Area) -> HttpResponse:
    across = areas.overlapping(found)
    words = _("{label} {found} is saved. It holds from now on.").format(
        label=_(AreaKind(found.kind).label), found=found.code
    )
    if across:
        messages.warning(
            request,
            _("{words} It overlaps {across}: is that meant?").format(
                words=words, across=", ".join(across)
            ),
        )
    else:
        messages.success(request, words)
    return redirect("area", found.pk)


def _page(request: Request, agency: Agency, others: list[Agency]) -> dict[str, Any]:
    """What every page of the map has."""
    return {
        "agency": agency,
        "others": others,
        "may_edit": request.principal.may(Permission.MAP_EDIT, agency.pk),
        "kinds": AreaKind.choices,
        "map": queries.shown(),
        "live": {"cursor": cursor.seal(cursor.latest_position())},
    }


def _tabs(agency: Agency, kind: AreaKind) -> list[dict[str, Any]]:
    counts = ground.counts(agency)
    return [
        {
            "url": _map_url(agency, one),
            "text": _(one.label),
            "count": counts[one],
            "current": one == kind,
        }
        for one in AreaKind
    ]


def _map_url(agency: Agency, kind: AreaKind) -> str:
    return f"{reverse('ground_map')}?agency={agency.code}&kind={kind}"


def _kind(text: str) -> AreaKind:
    return AreaKind(text) if text in AreaKind.values else AreaKind.BEAT


def _area(request: Request, area_id: int, permission: Permission = Permission.MAP_READ) -> Area:
    mine = request.principal.agencies(permission)
    return get_object_or_404(Area.objects.select_related("agency"), pk=area_id, agency_id__in=mine)
