"""Other centers: what they are called, and where they are told how their calls stand."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
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
    status_url = forms.CharField(
        label=gettext_lazy("Tell it how its calls stand, at"),
        help_text=gettext_lazy("An address of theirs, like https://cad.example.gov/status."),
        max_length=300,
        required=False,
        widget=forms.URLInput,
    )


@requires(Permission.CALL_CONFIGURE)
def centers(request: Request) -> HttpResponse:
    """Every center that is known, each with its own form."""
    agency, *others = agencies.to_set_up(request, Permission.CALL_CONFIGURE)
    known = exchange.centers_of(agency.pk)
    meant = get_object_or_404(known, pk=_id(request)) if request.method == "POST" else None
    forms_ = {center: _form(request, center, center == meant) for center in known}
    if meant and forms_[meant].is_valid() and _saved(request, meant, forms_[meant]):
        return redirect(f"{reverse('centers')}?agency={agency.code}")
    context = {"agency": agency, "others": others, "centers": forms_.items()}
    return render(request, "station/centers.html", context)


def _id(request: Request) -> int:
    """The center that was meant; 0, which is nobody's, where that is no number."""
    told = request.POST.get("center", "")
    return int(told) if told.isdecimal() and len(told) < 19 else 0


def _form(request: Request, center: Center, meant: bool) -> CenterForm:
    said = {"name": center.name, "status_url": exchange.status_url_of(center)}
    return CenterForm(request.POST if meant else None, prefix=str(center.pk), initial=said)


def _saved(request: Request, center: Center, form: CenterForm) -> bool:
    name, url = form.cleaned_data["name"], form.cleaned_data["status_url"]
    by, at = request.principal, request.now
    try:
        with transaction.atomic():
            commands.set_status_address(center=center, url=url, by=by, at=at)
            renamed = commands.rename_center(center=center, name=name, by=by, at=at)
    except (commands.UnfitAddress, commands.UnfitCenter) as refusal:
        form.add_error(refusal.field, refusal.message)
        return False
    messages.success(request, _("{name} is saved.").format(name=renamed.name))
    return True


@require_POST
@requires(Permission.CALL_CONFIGURE)
def renew_secret(request: Request, center_id: int) -> HttpResponse:
    """A new secret, shown on this page and never again."""
    agency, *_others = agencies.to_set_up(request, Permission.CALL_CONFIGURE)
    center = get_object_or_404(exchange.centers_of(agency.pk), pk=center_id)
    try:
        secret = commands.renew_secret(center=center, by=request.principal, at=request.now)
    except commands.UnfitAddress as refusal:
        messages.error(request, refusal.message)
        return redirect(f"{reverse('centers')}?agency={agency.code}")
    context = {"agency": agency, "center": center, "secret": secret}
    return render(request, "station/center_secret.html", context)
