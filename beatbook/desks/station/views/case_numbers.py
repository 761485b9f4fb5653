"""The case numbers of a call on its record: draw one, note another agency's, void one."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.registry import commands, queries
from beatbook.ground.registry.models import Incident


@requires(Permission.CASE_NUMBER_DRAW)
@require_POST
def draw(request: Request, number: str) -> HttpResponse:
    incident = _incident(request, number)

    def act() -> str:
        drawn = commands.draw_case_number(incident=incident, by=request.principal, at=request.now)
        return _("{number} has the case number {drawn}.").format(number=number, drawn=drawn)

    return _done(request, number, act)


@requires(Permission.CASE_NUMBER_DRAW)
@require_POST
def note(request: Request, number: str) -> HttpResponse:
    """Note the case number of another agency."""
    incident = _incident(request, number)

    def act() -> str:
        noted = commands.record_foreign_case_number(
            incident=incident,
            number=request.POST.get("case_number", ""),
            issued_by=request.POST.get("issued_by", ""),
            by=request.principal,
            at=request.now,
        )
        return _("{number} has the case number {noted}.").format(number=number, noted=noted)

    return _done(request, number, act)


@requires(Permission.CASE_NUMBER_VOID)
@require_POST
def void(request: Request, number: str) -> HttpResponse:
    incident = _incident(request, number)
    chosen = request.POST.get("case_number", "")
    meant = queries.case_number_meant(incident, chosen)

    def act() -> str:
        if meant is None:
            raise commands.UnfitCaseNumber(
                _("{number} has no case number {chosen}.").format(number=number, chosen=chosen)
            )
        reason = request.POST.get("reason", "")
        commands.void_case_number(
            case_number=meant, reason=reason, by=request.principal, at=request.now
        )
        return _("{meant} is voided. It stays on file.").format(meant=meant)

    return _done(request, number, act)


def _incident(request: Request, number: str) -> Incident:
    return get_object_or_404(queries.incidents_for(request.principal), number=number)


def _done(request: Request, number: str, act: Callable[[], str]) -> HttpResponse:
    """Do it, say how it went, and show the record again."""
    try:
        messages.success(request, act())
    except (Refused, NotAllowed) as refusal:
        messages.error(request, refusal.message)
    return redirect("call_record", number)
