"""The phone's look-up screen: local records, and checks asked of dispatch."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.desks.field import queries
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.registry import commands
from beatbook.ground.registry import queries as registry
from beatbook.ground.registry.queries.look_up import Found
from beatbook.ground.registry.vocabulary import LOCAL_ONLY, Asked

MOST_CHECKS = 10


class LookUpForm(forms.Form):
    """What is looked up, and why."""

    kind = forms.TypedChoiceField(
        label=gettext_lazy("What"), choices=Asked.choices, coerce=Asked, initial=Asked.PLATE
    )
    asked = forms.CharField(
        label=gettext_lazy("Plate or name"),
        max_length=120,
        help_text=gettext_lazy("A plate with its state: 4ABC123 CA"),
        error_messages={"required": gettext_lazy("Write the plate or the name.")},
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
    )
    purpose = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Empty: the call you are on."),
    )


@requires(Permission.RECORD_LOOK_UP)
def look_up(request: Request) -> HttpResponse:
    """A plate or a person: at once in local records, or by dispatch elsewhere."""
    form = LookUpForm(request.POST if request.method == "POST" else None)
    found: Found | None = None
    if form.is_valid():
        try:
            if "check" in request.POST:
                made = commands.request_check(**_asked(request, form))
                messages.success(
                    request, _("Dispatch is asked to check {asked}.").format(asked=made.asked)
                )
                return redirect("field_look_up")
            found = commands.look_up(**_asked(request, form))
        except NotAllowed as refusal:
            messages.error(request, refusal.message)
        except Refused as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, refusal.message)
    context = {
        "form": form,
        "found": found,
        "local_only": LOCAL_ONLY,
        "state": queries.told_state(request.principal, request.clock),
        "book": queries.told_book(request.principal),
        "checks": registry.my_checks(request.principal)[:MOST_CHECKS],
    }
    return render(request, "field/look_up.html", context)


def _asked(request: Request, form: LookUpForm) -> dict[str, Any]:
    """For the agency of the unit one crews, and for its call; else for the first agency by name."""
    shift = queries.shift_of(request.principal)
    call = queries.my_call(request.principal, shift.unit) if shift else None
    mine = Agency.objects.filter(pk__in=request.principal.agencies(Permission.RECORD_LOOK_UP))
    agency = shift.unit.agency if shift else mine.order_by("name")[0]
    here = call if call and call.agency_id == agency.pk else None
    return {
        "agency": agency,
        "kind": form.cleaned_data["kind"],
        "asked": form.cleaned_data["asked"],
        "purpose": form.cleaned_data["purpose"],
        "incident": here.incident if here else None,
        "by": request.principal,
        "at": request.now,
    }
