"""The settings of an agency."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from beatbook.contract.access import Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies
from beatbook.desks.station.forms import SettingsForm
from beatbook.ground.agency import commands
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request


@requires(Permission.AGENCY_CONFIGURE)
def settings(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.AGENCY_CONFIGURE)
    form = SettingsForm.of(agency, request.POST or None)
    if form.is_valid():
        try:
            commands.change_settings(
                agency=agency, settings=form.settings(), by=request.principal, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Saved. It holds from now on, on every screen."))
            return redirect(request.get_full_path())
    context = {"form": form, "agency": agency, "others": others}
    return render(request, "station/settings.html", context)
