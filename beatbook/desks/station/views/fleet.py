"""The fleet, radios and cameras: what is out with whom, and what odometers said."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Actor, NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies
from beatbook.desks.station.shift_forms import EquipmentForm
from beatbook.ground.agency import queries as agency_queries
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import commands, shifts
from beatbook.ground.force.vocabulary import EquipmentKind

READINGS = 100
"""How many of a vehicle's odometer readings are shown, the last first."""


@requires(Permission.UNIT_READ)
def fleet(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.UNIT_READ)
    form = EquipmentForm(request.POST or None)
    if form.is_valid() and _added(request, agency, form):
        return redirect(_address(agency))
    context = {
        "agency": agency,
        "others": others,
        "form": form,
        "fleet": shifts.equipment_for(request.principal).filter(agency=agency, retired_at=None),
        "may_set_up": request.principal.may(Permission.UNIT_CONFIGURE, agency.pk),
    }
    return render(request, "station/fleet.html", context)


@requires(Permission.UNIT_READ)
def equipment(request: Request, equipment_id: int) -> HttpResponse:
    """One vehicle with its odometer history."""
    found = get_object_or_404(shifts.equipment_for(request.principal), pk=equipment_id)
    readings = list(found.readings.order_by("-at", "-pk")[:READINGS])
    names = agency_queries.actor_names(Actor.parse(one.by) for one in readings)
    context = {
        "equipment": found,
        "readings": [(one, names[Actor.parse(one.by)]) for one in readings],
        "may_set_up": request.principal.may(Permission.UNIT_CONFIGURE, found.agency_id),
    }
    return render(request, "station/equipment.html", context)


@requires(Permission.UNIT_CONFIGURE)
@require_POST
def retire(request: Request, equipment_id: int) -> HttpResponse:
    found = get_object_or_404(shifts.equipment_for(request.principal), pk=equipment_id)
    try:
        commands.retire_equipment(equipment=found, by=request.principal, at=request.now)
        messages.success(
            request, _("{found} is out of use. Its history stays.").format(found=found.name)
        )
    except (Refused, NotAllowed) as refusal:
        messages.error(request, refusal.message)
    return redirect(_address(found.agency))


def _added(request: Request, agency: Agency, form: EquipmentForm) -> bool:
    given = form.cleaned_data
    try:
        added = commands.add_equipment(
            agency=agency,
            **given | {"kind": EquipmentKind(given["kind"])},
            by=request.principal,
            at=request.now,
        )
    except (Refused, NotAllowed) as refusal:
        form.add_error(getattr(refusal, "field", None), refusal.message)
        return False
    messages.success(request, _("{added} can be taken out.").format(added=added.name))
    return True


def _address(agency: Agency) -> str:
    return f"{reverse('fleet')}?agency={agency.code}"
