"""Starting a shift from the roster, and ending it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.desks.field import queries
from beatbook.desks.field.forms import EndForm, StartForm
from beatbook.duties.calls import queries as calls
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Member
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import commands, shifts
from beatbook.ground.force.models import PlannedShift
from beatbook.ground.force.vocabulary import Fuel

TOGETHER = timedelta(hours=1)
"""Who is planned on the same unit within this time of one's own beginning is the partner."""


@requires(Permission.UNIT_OWN_STATUS)
def start(request: Request, planned_id: int) -> HttpResponse:
    """The form is filled in as the unit was taken out last: a second tap starts the shift.

    One's own; who keeps the roster may start anybody's.
    """
    mine = Q(member=request.principal.member_id)
    kept = Q(agency_id__in=request.principal.agencies(Permission.ROSTER_EDIT))
    visible = shifts.planned_for(request.principal).filter(mine | kept)
    planned = get_object_or_404(visible, pk=planned_id)
    crew = _crew(planned)
    form = StartForm(
        shifts.free_equipment(request.principal, planned.agency_id),
        shifts.last_taken(planned.unit),
        request.POST or None,
    )
    if form.is_valid() and _started(request, planned, crew, form):
        return redirect("field")
    return render(request, "field/start.html", {"planned": planned, "crew": crew, "form": form})


@requires(Permission.UNIT_OWN_STATUS)
def end(request: Request) -> HttpResponse:
    """What is still owed, and the odometer where a vehicle is out."""
    shift = queries.shift_of(request.principal)
    if shift is None:
        return redirect("field")
    vehicle = shifts.vehicle_out_with(shift.unit)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            commands.end_shift(
                unit=shift.unit,
                odometer=form.cleaned_data["odometer"],
                by=request.principal,
                at=request.now,
            )
        except (Refused, NotAllowed) as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, refusal.message)
        else:
            messages.success(
                request,
                _("{callsign} is off duty. Good night.").format(callsign=shift.unit.callsign),
            )
            return redirect("field")
    owed = [
        one
        for one in calls.owed_reports(request.principal)
        if one.member_id == request.principal.member_id
    ]
    context: dict[str, Any] = {"shift": shift, "vehicle": vehicle, "form": form, "owed": owed}
    return render(request, "field/end.html", context)


def _crew(planned: PlannedShift) -> list[Member]:
    """Who is planned on the unit together with this member, who comes first."""
    together = PlannedShift.objects.filter(
        unit_id=planned.unit_id,
        starts_at__range=(planned.starts_at - TOGETHER, planned.starts_at + TOGETHER),
    ).exclude(member_id=planned.member_id)
    return [planned.member, *(one.member for one in together.select_related("member"))]


def _started(request: Request, planned: PlannedShift, crew: list[Member], form: StartForm) -> bool:
    given = form.cleaned_data
    alone = "alone" in request.POST
    check = commands.CheckOut(
        equipment=form.equipment(),
        odometer=given["odometer"],
        fuel=Fuel(given["fuel"]) if given["fuel"] else None,
        damage=given["damage"],
        ride_along=given["ride_along"],
    )
    try:
        commands.start_shift(
            unit=planned.unit,
            members=crew[:1] if alone else crew,
            check=check,
            by=request.principal,
            at=request.now,
        )
    except (Refused, NotAllowed) as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, refusal.message)
        return False
    return True
