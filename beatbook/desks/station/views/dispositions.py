"""How calls can end: the agency's own dispositions, in its own order."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies
from beatbook.desks.station.closing_forms import DispositionForm
from beatbook.duties.calls import commands
from beatbook.duties.calls.models import Disposition
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request


@requires(Permission.CALL_CONFIGURE)
def dispositions(request: Request) -> HttpResponse:
    """Those in use, in order, and those out of use; a new one comes last."""
    agency, *others = agencies.to_set_up(request, Permission.CALL_CONFIGURE)
    form = DispositionForm(request.POST or None)
    if form.is_valid() and _saved(request, agency, form):
        return redirect(_list(agency))
    every = Disposition.objects.filter(agency=agency).order_by("order", "name")
    context = {
        "agency": agency,
        "others": others,
        "form": form,
        "in_use": [one for one in every if one.retired_at is None],
        "out_of_use": [one for one in every if one.retired_at],
    }
    return render(request, "station/dispositions.html", context)


@requires(Permission.CALL_CONFIGURE)
def disposition(request: Request, disposition_id: int) -> HttpResponse:
    """Rename one, or change what follows from it."""
    found = _disposition(request, disposition_id)
    form = DispositionForm.of(found, request.POST or None)
    if form.is_valid() and _saved(request, found.agency, form):
        return redirect(_list(found.agency))
    return render(request, "station/disposition.html", {"disposition": found, "form": form})


@requires(Permission.CALL_CONFIGURE)
@require_POST
def move(request: Request, disposition_id: int) -> HttpResponse:
    """One place up, or ``down``."""
    found = _disposition(request, disposition_id)
    standing = Disposition.objects.filter(agency=found.agency, retired_at=None)
    codes = list(standing.order_by("order", "name").values_list("code", flat=True))
    if found.code in codes:
        at = codes.index(found.code)
        codes.insert(max(0, at + (1 if "down" in request.POST else -1)), codes.pop(at))
        commands.order_dispositions(
            agency=found.agency, codes=codes, by=request.principal, at=request.now
        )
    return redirect(f"{_list(found.agency)}#{found.code}")


@requires(Permission.CALL_CONFIGURE)
@require_POST
def use(request: Request, disposition_id: int) -> HttpResponse:
    """Take one out of use, or back into it with ``again``."""
    found = _disposition(request, disposition_id)
    if "again" in request.POST:
        commands.configure_disposition(
            agency=found.agency, ending=found.ending, by=request.principal, at=request.now
        )
        messages.success(request, _("{found} is in use again.").format(found=found.name))
        return redirect(_list(found.agency))
    try:
        commands.retire_disposition(disposition=found, by=request.principal, at=request.now)
        messages.success(
            request,
            _("{found} is out of use. Calls that ended so keep it.").format(found=found.name),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(_list(found.agency))


def _saved(request: Request, agency: Agency, form: DispositionForm) -> bool:
    try:
        saved = commands.configure_disposition(
            agency=agency, ending=form.ending(), by=request.principal, at=request.now
        )
    except Refused as refusal:
        form.add_error(getattr(refusal, "field", None), refusal.message)
        return False
    messages.success(
        request, _("Saved: {saved}. Every screen offers it from now on.").format(saved=saved.name)
    )
    return True


def _list(agency: Agency) -> str:
    return f"{reverse('dispositions')}?agency={agency.code}"


def _disposition(request: Request, disposition_id: int) -> Disposition:
    mine = request.principal.agencies(Permission.CALL_CONFIGURE)
    visible = Disposition.objects.select_related("agency").filter(agency_id__in=mine)
    return get_object_or_404(visible, pk=disposition_id)
