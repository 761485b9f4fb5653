"""The phone's page, and what it asks for while a call is on: its record, and the way there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from beatbook.contract.access import Permission
from beatbook.desks.field import queries, vocabulary
from beatbook.duties.calls.models import Call
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import shifts
from beatbook.ground.force.models import Unit
from beatbook.ground.geo.travel.trips import NoRoute

NOT_SEEN = gettext_lazy("Your position is not known yet, or the call is not on the map.")


@require_safe
@requires(Permission.UNIT_OWN_STATUS)
def field(request: Request) -> HttpResponse:
    """The screen of whoever crews a unit; whoever does not is told what to do."""
    shift = queries.shift_of(request.principal)
    state = queries.page_state(request.principal, request.clock, shift)
    context: dict[str, Any] = {"state": state, "shift": shift}
    if shift is None:
        context["book"] = queries.told_book(request.principal)
        context["planned"] = shifts.my_planned_shifts(request.principal, request.now)
        return render(request, "field/no_unit.html", context)
    context |= {
        "book": queries.book(request.principal, shift),
        "steps": vocabulary.STEPS,
        "duty": vocabulary.DUTY,
    }
    return render(request, "field/field.html", context)


@require_safe
@requires(Permission.UNIT_OWN_STATUS)
def record(request: Request) -> HttpResponse:
    """Everything about the call my unit is on."""
    _, call = _mine(request)
    return JsonResponse(queries.record(request.principal, call))


@require_safe
@requires(Permission.UNIT_OWN_STATUS)
def place(request: Request) -> HttpResponse:
    """What happened before where my call is, and what must be known of the place."""
    shift = queries.shift_of(request.principal)
    call = queries.my_call(request.principal, shift.unit) if shift else None
    if call is None:
        return redirect("field")
    context = {
        "call": call,
        "state": queries.told_state(request.principal, request.clock),
        "book": queries.told_book(request.principal),
        **queries.place(request.principal, call),
    }
    return render(request, "field/place.html", context)


@require_safe
@requires(Permission.UNIT_OWN_STATUS)
def route(request: Request) -> HttpResponse:
    """The way from where my unit is to its call; without one, why there is none."""
    unit, call = _mine(request)
    try:
        found = queries.route(unit, call)
    except NoRoute as refused:
        return JsonResponse({"ok": False, "message": refused.message})
    if found is None:
        return JsonResponse({"ok": False, "message": NOT_SEEN})
    return JsonResponse({"ok": True} | found)


def _mine(request: Request) -> tuple[Unit, Call]:
    """My unit and the call it is on. 404 without one."""
    shift = queries.shift_of(request.principal)
    call = queries.my_call(request.principal, shift.unit) if shift else None
    if shift is None or call is None:
        raise Http404(_("Your unit is not on a call."))
    return shift.unit, call
