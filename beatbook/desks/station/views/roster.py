"""The plan of a day: who crews which unit, swaps, and how many are needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies
from beatbook.desks.station.shift_forms import MinimumForm, PlanForm
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import commands, shifts
from beatbook.ground.force.models import PlannedShift


@requires(Permission.UNIT_READ)
def plan(request: Request) -> HttpResponse:
    """`?day=2026-06-15`: what is planned, and a form to plan more for who keeps the roster.

    `&swap=7` asks with whom the member of that planned shift swaps.
    """
    agency, *others = agencies.to_set_up(request, Permission.UNIT_READ)
    day = _day(request, agency)
    form = PlanForm(agency, day, request.POST or None)
    if form.is_valid() and _planned(request, form):
        return redirect(_address(agency, day))
    context = {
        "agency": agency,
        "others": others,
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "form": form,
        "minimum_form": MinimumForm(auto_id="minimum_%s"),
        "planned": shifts.plan_of(request.principal, agency, day),
        "coverage": shifts.coverage(agency, day),
        "may_plan": request.principal.may(Permission.ROSTER_EDIT, agency.pk),
        "swapping": request.GET.get("swap", ""),
    }
    return render(request, "station/roster.html", context)


@requires(Permission.ROSTER_EDIT)
@require_POST
def cancel(request: Request, planned_id: int) -> HttpResponse:
    planned = _planned_shift(request, planned_id)

    def act() -> str:
        commands.cancel_planned_shift(planned=planned, by=request.principal, at=request.now)
        return _("{member} is off the plan for {callsign}.").format(
            member=planned.member.name, callsign=planned.unit.callsign
        )

    return _done(request, planned.unit.agency, act)


@requires(Permission.ROSTER_EDIT)
@require_POST
def swap(request: Request, planned_id: int) -> HttpResponse:
    one = _planned_shift(request, planned_id)
    chosen = request.POST.get("other", "")
    other = _visible(request).filter(pk=int(chosen) if chosen.isdigit() else 0).first()

    def act() -> str:
        if other is None:
            raise commands.NoSuchShift(_("With whom? Choose another shift of the day."))
        names = f"{one.member.name} and {other.member.name}"
        commands.swap_planned_shifts(one=one, other=other, by=request.principal, at=request.now)
        return _("{names} have swapped.").format(names=names)

    return _done(request, one.unit.agency, act)


@requires(Permission.ROSTER_EDIT)
@require_POST
def minimum(request: Request) -> HttpResponse:
    agency = agencies.to_set_up(request, Permission.ROSTER_EDIT)[0]
    form = MinimumForm(request.POST)

    def act() -> str:
        if not form.is_valid():
            field, errors = next(iter(form.errors.items()))
            raise commands.NoSuchShift(f"{form.fields[field].label}: {errors[0]}")
        commands.set_staffing_minimum(
            agency=agency, **form.cleaned_data, by=request.principal, at=request.now
        )
        return _("Saved. The plan of every day is held against it.")

    return _done(request, agency, act)


def _planned(request: Request, form: PlanForm) -> bool:
    starts_at, ends_at = form.span()
    member, unit = form.cleaned_data["member"], form.cleaned_data["unit"]
    try:
        commands.plan_shift(
            unit=unit,
            member=member,
            starts_at=starts_at,
            ends_at=ends_at,
            by=request.principal,
            at=request.now,
        )
    except (Refused, NotAllowed) as refusal:
        form.add_error(getattr(refusal, "field", None), refusal.message)
        return False
    messages.success(
        request,
        _("{member} is planned on {callsign}.").format(member=member.name, callsign=unit.callsign),
    )
    return True


def _done(request: Request, agency: Agency, act: Callable[[], str]) -> HttpResponse:
    """Do it, say how it went, and show the day again."""
    try:
        messages.success(request, act())
    except (Refused, NotAllowed) as refusal:
        messages.error(request, refusal.message)
    return redirect(_address(agency, _day(request, agency)))


def _planned_shift(request: Request, planned_id: int) -> PlannedShift:
    return get_object_or_404(_visible(request), pk=planned_id)


def _visible(request: Request) -> QuerySet[PlannedShift]:
    mine = request.principal.agencies(Permission.ROSTER_EDIT)
    return shifts.planned_for(request.principal).filter(agency_id__in=mine)


def _day(request: Request, agency: Agency) -> date:
    """The day asked for, else today on the agency's wall clock."""
    try:
        asked = parse_date(request.GET.get("day", ""))
    except ValueError:
        asked = None
    return asked or agency.local(request.now).date()


def _address(agency: Agency, day: date) -> str:
    return f"{reverse('roster_plan')}?agency={agency.code}&day={day}"
