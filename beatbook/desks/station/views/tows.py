"""The tow log as a list, one tow with what became of it, and the form to log one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.registry import commands, queries
from beatbook.ground.registry.forms import TowForm, TowProgressForm
from beatbook.ground.registry.models import Tow
from beatbook.ground.registry.views.tow import misread
from beatbook.ground.ui import keyset


@requires(Permission.CALL_READ)
def tows(request: Request) -> HttpResponse:
    after = keyset.read(request.GET.get("after", ""))
    page = queries.tows_page(request.principal, after=after)
    context = {
        "page": page,
        "next": keyset.write(page.next_key),
        "later_page": after is not None,
        "may_log": request.principal.may_somewhere(Permission.TOW_LOG),
    }
    return render(request, "station/tows.html", context)


@requires(Permission.TOW_LOG)
def log(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.TOW_LOG)
    form = TowForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = commands.log_tow(
                agency=agency,
                kind=form.cleaned_data["kind"],
                said=form.said(),
                by=request.principal,
                at=request.now,
            )
        except (Refused, NotAllowed) as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, refusal.message)
        else:
            messages.success(request, f"{queries.tow_sentence(made)}.{misread(made)}")
            return redirect("tow", made.pk)
    context = {"agency": agency, "others": others, "form": form}
    return render(request, "station/new_tow.html", context)


@requires(Permission.CALL_READ)
def tow(request: Request, tow_id: int) -> HttpResponse:
    """One tow; a POST says what became known of it."""
    found = _tow(request, tow_id)
    form = TowProgressForm(request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            commands.report_tow(tow=found, said=form.said(), by=request.principal, at=request.now)
        except (Refused, NotAllowed) as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("tow", found.pk)
    may_log = request.principal.may(Permission.TOW_LOG, found.agency_id)
    context = {
        "tow": found,
        "said": queries.tow_sentence(found),
        "form": form,
        "may_log": may_log,
    }
    return render(request, "station/tow.html", context)


@requires(Permission.TOW_LOG)
@require_POST
def release(request: Request, tow_id: int) -> HttpResponse:
    found = _tow(request, tow_id)
    to = request.POST.get("released_to", "")
    try:
        commands.release_tow(tow=found, to=to, by=request.principal, at=request.now)
        messages.success(
            request, _("{vehicle} is released to {to}.").format(vehicle=found.vehicle, to=to)
        )
    except (Refused, NotAllowed) as refusal:
        messages.error(request, refusal.message)
    return redirect("tow", found.pk)


def _initial(tow: Tow) -> dict[str, object]:
    return {
        "arrived": tow.arrived_at is not None,
        "taken_to": tow.taken_to,
        "inventory": tow.inventory,
        "owner_notice": tow.owner_notice,
        "hold_reason": tow.hold_reason,
    }


def _tow(request: Request, tow_id: int) -> Tow:
    return get_object_or_404(queries.tows_for(request.principal), pk=tow_id)
