"""Reports owed: one's own, or the whole agency's for who says who writes which."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.desks.station.forms import field_members
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import OwedReport
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request


@requires(Permission.CALL_READ)
def reports(request: Request) -> HttpResponse:
    assigns = request.principal.agencies(Permission.REPORT_ASSIGN)
    agencies = Agency.objects.filter(pk__in=assigns)
    context = {
        "reports": queries.owed_reports(request.principal),
        "assigns": assigns,
        "members": {one.pk: list(field_members(one)) for one in agencies},
    }
    return render(request, "station/reports.html", context)


@requires(Permission.CALL_READ)
@require_POST
def write(request: Request, report_id: int) -> HttpResponse:
    report = _report(request, report_id)

    def act() -> str:
        commands.write_report(report=report, by=request.principal, at=request.now)
        return _("The report on {call} is written.").format(call=report.call)

    return _done(request, act)


@requires(Permission.REPORT_ASSIGN)
@require_POST
def reassign(request: Request, report_id: int) -> HttpResponse:
    report = _report(request, report_id)
    chosen = request.POST.get("member", "")

    def act() -> str:
        member = (
            field_members(report.agency)
            .filter(pk=int(chosen) if chosen.isdigit() else None)
            .first()
        )
        if member is None:
            raise commands.NotAMember(_("Who writes it? Choose a member."))
        commands.reassign_report(report=report, member=member, by=request.principal, at=request.now)
        return _("{member} writes the report on {call}.").format(
            member=member.name, call=report.call
        )

    return _done(request, act)


@requires(Permission.REPORT_ASSIGN)
@require_POST
def waive(request: Request, report_id: int) -> HttpResponse:
    report = _report(request, report_id)

    def act() -> str:
        reason = request.POST.get("reason", "")[:200]
        commands.waive_report(report=report, reason=reason, by=request.principal, at=request.now)
        return _("Nobody need write the report on {call}. The log keeps why.").format(
            call=report.call
        )

    return _done(request, act)


def _report(request: Request, report_id: int) -> OwedReport:
    return get_object_or_404(queries.reports_for(request.principal), pk=report_id)


def _done(request: Request, act: Callable[[], str]) -> HttpResponse:
    """Do it, say how it went, and show the list again."""
    try:
        messages.success(request, act())
    except (Refused, NotAllowed) as refusal:
        messages.error(request, refusal.message)
    return redirect("reports_owed")
