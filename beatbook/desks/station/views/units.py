"""Units: the roster now, one unit with its history, setting up and crewing."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.contract.base import Refused
from beatbook.contract.values import MemberClass, Subject, UnitKind
from beatbook.desks.station import agencies, log
from beatbook.desks.station.forms import CrewForm, UnitForm
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import commands, queries
from beatbook.ground.force.models import Unit
from beatbook.ground.journal import chronology
from beatbook.ground.ui import keyset

by_beat = itemgetter("agency", "beat")


@requires(Permission.UNIT_READ)
def roster(request: Request) -> HttpResponse:
    rows = [patch["row"] for patch in queries.board_rows() if patch["row"]]
    rows.sort(key=lambda row: (*by_beat(row), row["callsign"]))
    beats = [(agency, beat, list(units)) for (agency, beat), units in groupby(rows, by_beat)]
    return render(
        request,
        "station/units.html",
        {
            "beats": beats,
            "may_set_up": request.principal.may_somewhere(Permission.UNIT_CONFIGURE),
        },
    )


@requires(Permission.UNIT_CONFIGURE)
def create(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.UNIT_CONFIGURE)
    form = UnitForm(agency, request.POST or None)
    if form.is_valid():
        try:
            made = commands.create_unit(
                agency=agency, **_cleaned(form), by=request.principal, at=request.now
            )
        except Refused as refusal:
            form.add_error("callsign", refusal.message)
        else:
            messages.success(
                request,
                _("{callsign} is set up. Put it on duty with a crew.").format(
                    callsign=made.callsign
                ),
            )
            return redirect("unit", made.pk)
    return render(
        request, "station/new_unit.html", {"form": form, "agency": agency, "others": others}
    )


@requires(Permission.UNIT_READ)
def unit(request: Request, unit_id: int) -> HttpResponse:
    found = _unit(request, unit_id)
    form = UnitForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_unit(unit=found, **_cleaned(form), by=request.principal, at=request.now)
        except Refused as refusal:
            form.add_error("callsign", refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("unit", found.pk)
    after = keyset.read(request.GET.get("after", ""))
    page = queries.assignments_page(found, after=after)
    happened = chronology.latest_of(
        Subject("unit", str(found.pk)), before=keyset.read(request.GET.get("before", ""))
    )
    [row] = [patch["row"] or {} for patch in queries.board_rows([found.pk])]
    return render(
        request,
        "station/unit.html",
        {
            "unit": found,
            "row": row,
            "form": form,
            "crew_form": CrewForm(found.agency, initial={"members": row["crew_ids"]}),
            "page": page,
            "next": keyset.write(page.next_key),
            "happened": log.lines(happened),
            "before": keyset.write(happened.next_key),
            "may_set_up": request.principal.may(Permission.UNIT_CONFIGURE, found.agency_id),
            "may_crew": request.principal.may(Permission.ROSTER_EDIT, found.agency_id),
        },
    )


@requires(Permission.ROSTER_EDIT)
@require_POST
def duty(request: Request, unit_id: int) -> HttpResponse:
    """Put the unit on duty with the crew chosen, or off duty when ``off`` is pressed."""
    found = _unit(request, unit_id)
    try:
        if "off" in request.POST:
            commands.put_off_duty(unit=found, by=request.principal, at=request.now)
            messages.success(request, _("{callsign} is off duty.").format(callsign=found.callsign))
        else:
            _put_on_duty(request, found)
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("unit", found.pk)


@requires(Permission.UNIT_CONFIGURE)
@require_POST
def retire(request: Request, unit_id: int) -> HttpResponse:
    found = _unit(request, unit_id)
    try:
        commands.retire_unit(unit=found, by=request.principal, at=request.now)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("unit", found.pk)
    messages.success(
        request, _("{callsign} is out of use. Its history stays.").format(callsign=found.callsign)
    )
    return redirect("units")


def _put_on_duty(request: Request, found: Unit) -> None:
    form = CrewForm(found.agency, request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["members"])))
        return
    crew = list(form.cleaned_data["members"])
    commands.put_on_duty(unit=found, members=crew, by=request.principal, at=request.now)
    messages.success(
        request, _("{callsign} is on duty and available.").format(callsign=found.callsign)
    )


def _unit(request: Request, unit_id: int) -> Unit:
    visible = queries.units_for(request.principal).select_related("agency", "state")
    return get_object_or_404(visible, pk=unit_id)


def _cleaned(form: UnitForm) -> dict[str, Any]:
    given = form.cleaned_data
    return given | {
        "kind": UnitKind(given["kind"]),
        "member_class": MemberClass(given["member_class"]),
    }
