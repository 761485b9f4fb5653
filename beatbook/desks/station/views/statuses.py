"""What an agency writes and types for each status."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from beatbook.contract.access import Permission
from beatbook.desks.station import agencies
from beatbook.desks.station.status_forms import StatusLettersForm
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import commands, letters
from beatbook.ground.force.vocabulary import NENA, Status
from beatbook.ground.ui import vocabulary


@requires(Permission.AGENCY_CONFIGURE)
def statuses(request: Request) -> HttpResponse:
    """Every status: our letters, the agency's own, what it means, and its codes for others."""
    agency, *others = agencies.to_set_up(request, Permission.AGENCY_CONFIGURE)
    form = StatusLettersForm(letters.of_agency(agency), request.POST or None)
    if form.is_valid() and _saved(request, agency, form):
        return redirect(request.get_full_path())
    rows = [(one, vocabulary.STATUSES[one], form[one], *NENA[one]) for one in Status]
    context = {"form": form, "agency": agency, "others": others, "rows": rows}
    return render(request, "station/statuses.html", context)


def _saved(request: Request, agency: Agency, form: StatusLettersForm) -> bool:
    try:
        commands.set_letters(
            agency=agency, letters=form.cleaned_data, by=request.principal, at=request.now
        )
    except commands.UnfitLetters as refusal:
        form.add_error(refusal.field, refusal.message)
        return False
    messages.success(request, _("Saved. Screens show these letters when they are opened next."))
    return True
