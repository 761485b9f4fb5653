"""Call types: what calls can be, how soon a unit should be sent, and who."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies
from beatbook.desks.station.call_type_forms import CallTypeForm
from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.models import CallType
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.force.vocabulary import CLASSES


@require_safe
@requires(Permission.CALL_CONFIGURE)
def call_types(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.CALL_CONFIGURE)
    found = list(queries.call_types_of(request.principal, agency))
    context = {
        "agency": agency,
        "others": others,
        "in_use": [(one, _named(one.alone), _named(one.assist)) for one in _in_use(found)],
        "retired": [one for one in found if one.retired_at],
    }
    return render(request, "station/call_types.html", context)


@requires(Permission.CALL_CONFIGURE)
def create(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.CALL_CONFIGURE)
    form = CallTypeForm(None, request.POST or None)
    if form.is_valid():
        code = form.plan().code
        known = queries.call_types_of(request.principal, agency).filter(code=code)
        if _in_use(known):
            form.add_error(
                "code",
                _("{code} is in use: change it there, or take another code.").format(code=code),
            )
        elif made := _configure(request, agency, form):
            messages.success(request, _("{made} can be typed from now on.").format(made=made.code))
            return redirect(_list(agency))
    context = {"form": form, "agency": agency, "others": others}
    return render(request, "station/call_type.html", context)


@requires(Permission.CALL_CONFIGURE)
def call_type(request: Request, call_type_id: int) -> HttpResponse:
    """One call type to be changed; saving one that is out of use brings it back."""
    found = one(request, call_type_id)
    form = CallTypeForm(found, request.POST or None)
    if form.is_valid() and _configure(request, found.agency, form):
        messages.success(request, _("Saved. It holds for calls that are taken from now on."))
        return redirect(_list(found.agency))
    context = {"form": form, "agency": found.agency, "call_type": found}
    return render(request, "station/call_type.html", context)


@requires(Permission.CALL_CONFIGURE)
@require_POST
def retire(request: Request, call_type_id: int) -> HttpResponse:
    found = one(request, call_type_id)
    try:
        commands.retire_call_type(call_type=found, by=request.principal, at=request.now)
        messages.success(
            request,
            _("{found} is out of use. Calls of this type keep it.").format(found=found.code),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(_list(found.agency))


def _configure(request: Request, agency: Agency, form: CallTypeForm) -> CallType | None:
    """The call type as it was typed; None when it is refused, which the form then says."""
    try:
        return commands.configure_call_type(
            agency=agency, plan=form.plan(), by=request.principal, at=request.now
        )
    except commands.UnfitPlan as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    except NotAllowed as refusal:
        form.add_error(None, refusal.message)
    return None


def _in_use(found: Iterable[CallType]) -> list[CallType]:
    return [one for one in found if not one.retired_at]


def _named(classes: list[str]) -> str:
    """Classes as they are called; nothing for all of them."""
    if len(classes) == len(CLASSES):
        return _("everybody")
    return ", ".join(_(name).lower() for code, name in CLASSES if code in classes)


def one(request: Request, call_type_id: int) -> CallType:
    agency = agencies.to_set_up(request, Permission.CALL_CONFIGURE)[0]
    return get_object_or_404(queries.call_types_of(request.principal, agency), pk=call_type_id)


def _list(agency: Agency) -> str:
    return f"{reverse('call_types')}?agency={agency.code}"
