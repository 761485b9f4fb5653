"""Other centers: whose calls come here, and what they are called."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beatbook.contract.access import Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies
from beatbook.duties.calls import commands
from beatbook.duties.calls.models import Center
from beatbook.duties.calls.queries import exchange
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request


class CenterForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Called here"),
        max_length=80,
        error_messages={"required": gettext_lazy("What is the center called?")},
    )


@requires(Permission.CALL_CONFIGURE)
def centers(request: Request) -> HttpResponse:
    """Every center that is known, each with its own form."""
    agency, *others = agencies.to_set_up(request, Permission.CALL_CONFIGURE)
    known = exchange.centers_of(agency.pk)
    meant = get_object_or_404(known, pk=_id(request)) if request.method == "POST" else None
    forms_ = {center: _form(request, center, center == meant) for center in known}
    if meant and forms_[meant].is_valid() and _renamed(request, meant, forms_[meant]):
        return redirect(f"{reverse('centers')}?agency={agency.code}")
    context = {"agency": agency, "others": others, "centers": forms_.items()}
    return render(request, "station/centers.html", context)


def _id(request: Request) -> int:
    """The center that was meant; 0, which is nobody's, where that is no number."""
    told = request.POST.get("center", "")
    return int(told) if told.isdecimal() and len(told) < 19 else 0


def _form(request: Request, center: Center, meant: bool) -> CenterForm:
    return CenterForm(
        request.POST if meant else None, prefix=str(center.pk), initial={"name": center.name}
    )


def _renamed(request: Request, center: Center, form: CenterForm) -> bool:
    try:
        renamed = commands.rename_center(
            center=center, by=request.principal, at=request.now, **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error("name", refusal.message)
        return False
    messages.success(request, _("It is called {name} now.").format(name=renamed.name))
    return True
