"""The line-up, printable, and that it was read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies, line_up
from beatbook.desks.station.forms import CrewForm
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import commands
from beatbook.ground.force import queries as force


@requires(Permission.UNIT_READ)
def sheet(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.UNIT_READ)
    crews = [one["row"]["crew_ids"] for one in force.board_rows() if one["row"]]
    here = [member for crew in crews for member in crew]
    context = {
        "agency": agency,
        "others": others,
        "sheet": line_up.line_up(request.principal, agency, request.now),
        "may_read": request.principal.may(Permission.ROSTER_EDIT, agency.pk),
        "form": CrewForm(agency, initial={"members": here}),
    }
    return render(request, "station/line_up.html", context)


@requires(Permission.ROSTER_EDIT)
@require_POST
def read(request: Request) -> HttpResponse:
    agency = agencies.to_set_up(request, Permission.ROSTER_EDIT)[0]
    form = CrewForm(agency, request.POST)
    heard = list(form.cleaned_data["members"]) if form.is_valid() else []
    try:
        commands.record_line_up(agency=agency, members=heard, by=request.principal, at=request.now)
        messages.success(request, _("Kept: the line-up was read, when, and to whom."))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(f"{reverse('line_up')}?agency={agency.code}")
