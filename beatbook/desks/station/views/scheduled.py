"""Calls that wait for their time, and those that come again: the list, and a form for another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies
from beatbook.desks.station.schedule_forms import RepeatForm
from beatbook.duties.calls import commands
from beatbook.duties.calls.models import Schedule
from beatbook.duties.calls.queries import schedule as queries
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.registry import locating


@requires(Permission.CALL_READ)
def scheduled(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.CALL_READ)
    types = queries.types_to_schedule(request.principal, agency.pk)
    form = RepeatForm(types, request.POST or None)
    if form.is_valid():
        try:
            made = _repeat(request, agency, form)
        except NotAllowed as refusal:
            messages.error(request, refusal.message)
        except Refused as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, refusal.message)
        else:
            messages.success(
                request,
                _("{call_type} comes {words}.").format(
                    call_type=made.call_type, words=queries.words(made)
                ),
            )
            return redirect(_page(agency.code))
    context = {
        "agency": agency,
        "others": others,
        "form": form,
        "held": queries.held_calls(request.principal, agency.pk),
        "schedules": [
            (one, queries.words(one)) for one in queries.schedules(request.principal, agency.pk)
        ],
        "may_take": request.principal.may(Permission.CALL_TAKE, agency.pk),
    }
    return render(request, "station/scheduled.html", context)


@requires(Permission.CALL_TAKE)
@require_POST
def end(request: Request, schedule_id: int) -> HttpResponse:
    mine = queries.schedules_for(request.principal, Permission.CALL_TAKE)
    found = get_object_or_404(mine, pk=schedule_id)
    commands.end_schedule(schedule=found, by=request.principal, at=request.now)
    messages.success(
        request,
        _("{call_type} comes no more. Calls that were taken stay.").format(
            call_type=found.call_type
        ),
    )
    return redirect(_page(found.agency.code))


def _repeat(request: Request, agency: Agency, form: RepeatForm) -> Schedule:
    given = form.cleaned_data
    return commands.repeat_call(
        agency=agency,
        call_type=given["call_type"],
        location=locating.locate(agency, given["location"], None, None),
        starts=given["starts"],
        rule=given["rule"],
        note=given["note"],
        by=request.principal,
        at=request.now,
    )


def _page(agency: str) -> str:
    return f"{reverse('scheduled')}?agency={agency}"
