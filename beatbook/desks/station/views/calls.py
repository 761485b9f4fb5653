"""The history of calls, and one call as a record."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Actor, NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.queries import exchange
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground.agency import queries as agencies
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import queries as force
from beatbook.ground.registry import queries as registry
from beatbook.ground.registry.forms import ForeignCaseNumberForm
from beatbook.ground.registry.models import CaseNumber
from beatbook.ground.ui import keyset


@requires(Permission.CALL_READ)
def history(request: Request) -> HttpResponse:
    text, status = request.GET.get("q", ""), request.GET.get("status", "")
    if status not in Status.values:
        status = ""
    page = queries.history_page(
        request.principal, after=keyset.read(request.GET.get("after", "")), text=text, status=status
    )
    return render(
        request,
        "station/call_history.html",
        {
            "page": page,
            "next": keyset.write(page.next_key),
            "q": text,
            "status": status,
            "statuses": Status.choices,
            "later_page": bool(request.GET.get("after")),
        },
    )


@requires(Permission.CALL_READ)
def call(request: Request, number: str) -> HttpResponse:
    found = get_object_or_404(queries.calls_for(request.principal), incident__number=number)
    case_numbers = registry.case_numbers_of(found.incident)
    sent = force.assignments_of(found.pk)
    may = request.principal.may
    return render(
        request,
        "station/call.html",
        {
            "call": found,
            "names_caller": may(Permission.CALLER_READ, found.agency_id),
            "case_numbers": [one for one in case_numbers if one.voided_at is None],
            "voided": _voided(case_numbers),
            "counterparts": exchange.counterparts_of(found),
            "has_own": any(one.serial and not one.voided_at for one in case_numbers),
            "foreign_form": ForeignCaseNumberForm(auto_id="foreign_%s"),
            "may_draw": may(Permission.CASE_NUMBER_DRAW, found.agency_id),
            "may_void": may(Permission.CASE_NUMBER_VOID, found.agency_id),
            "may_reopen": found.disposition and may(Permission.CALL_DISPATCH, found.agency_id),
            "chronology": queries.chronology_of(found),
            "assignments": sent,
            "intervals": [
                (interval, length.total_seconds())
                for interval, length in queries.counted_intervals(found, sent).items()
            ],
            "premise_notes": registry.premise_notes_for(request.principal, found.incident),
            "earlier": registry.earlier_at_address(request.principal, found.incident),
        },
    )


@requires(Permission.CALL_READ)
def paper(request: Request, number: str) -> HttpResponse:
    """The call's full chronology, to be printed: every time, every unit, every number."""
    found = get_object_or_404(queries.calls_for(request.principal), incident__number=number)
    case_numbers = registry.case_numbers_of(found.incident)
    return render(
        request,
        "station/call_paper.html",
        {
            "call": found,
            "names_caller": request.principal.may(Permission.CALLER_READ, found.agency_id),
            "case_numbers": [one for one in case_numbers if one.voided_at is None],
            "counterparts": exchange.counterparts_of(found),
            "requests": queries.requests_of([found.pk])[found.pk],
            "chronology": queries.chronology_of(found),
            "assignments": force.assignments_of(found.pk),
            "printed_at": request.now,
        },
    )


@requires(Permission.CALL_DISPATCH)
@require_POST
def reopen(request: Request, number: str) -> HttpResponse:
    found = get_object_or_404(queries.calls_for(request.principal), incident__number=number)
    reason = request.POST.get("reason", "")[:200]
    try:
        commands.reopen_call(call=found, reason=reason, by=request.principal, at=request.now)
        messages.success(
            request, _("{number} is open again. It waits on every console.").format(number=number)
        )
    except (Refused, NotAllowed) as refusal:
        messages.error(request, refusal.message)
    return redirect("call_record", number)


def _voided(case_numbers: Iterable[CaseNumber]) -> list[tuple[CaseNumber, str]]:
    """Those that stand no more, each with the name of who voided it."""
    found = [one for one in case_numbers if one.voided_at]
    names = agencies.actor_names(Actor.parse(one.voided_by) for one in found)
    return [(one, names[Actor.parse(one.voided_by)]) for one in found]
