"""Look-ups in local records and checks over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.registry import commands, forms, queries
from beatbook.ground.registry.models import Check


@requires(Permission.RECORD_LOOK_UP)
@require_POST
def look_up(request: Request) -> HttpResponse:
    """A plate or a person in local records; a POST, because each is journaled with its reason."""
    fields = posted.body(request)
    agency = agency_of(request, fields)

    def run() -> dict[str, Any]:
        found = commands.look_up(**_asked(request, agency, fields))
        return {"message": found.sentence, "found": found.as_json()}

    return posted.answer(request, agency_id=agency.pk, fields=fields, run=run)


@requires(Permission.RECORD_LOOK_UP)
@require_POST
def request_check(request: Request) -> HttpResponse:
    """Ask a dispatcher to check it elsewhere."""
    fields = posted.body(request)
    agency = agency_of(request, fields)

    def run() -> dict[str, Any]:
        made = commands.request_check(**_asked(request, agency, fields))
        return {
            "id": made.pk,
            "message": _("Dispatch is asked to check {asked}.").format(asked=made.asked),
        }

    return posted.answer(request, agency_id=agency.pk, fields=fields, run=run)


@requires(Permission.CHECK_ANSWER)
@require_POST
def answer(request: Request, check_id: int) -> HttpResponse:
    check, fields = _check(request, check_id), posted.body(request)

    def run() -> dict[str, Any]:
        result = posted.clean(forms.CheckResultForm(fields))["result"]
        commands.answer_check(check=check, result=result, by=request.principal, at=request.now)
        return {
            "message": _("Check {check} of {asked}: {result}.").format(
                check=check.pk, asked=check.asked, result=_(result.label)
            )
        }

    return posted.answer(request, agency_id=check.agency_id, fields=fields, run=run)


@requires(Permission.CHECK_ANSWER)
@require_POST
def confirm(request: Request, check_id: int) -> HttpResponse:
    check, fields = _check(request, check_id), posted.body(request)

    def run() -> dict[str, Any]:
        confirmed = posted.clean(forms.ConfirmationForm(fields))["confirmed"]
        commands.confirm_hit(check=check, confirmed=confirmed, by=request.principal, at=request.now)
        said = "confirmed" if confirmed else "not confirmed: no hit"
        return {
            "message": _("Check {check} of {asked} is {said}.").format(
                check=check.pk, asked=check.asked, said=said
            )
        }

    return posted.answer(request, agency_id=check.agency_id, fields=fields, run=run)


def agency_of(request: Request, fields: dict[str, Any]) -> Agency:
    """The agency asked for by its code; the first one without. 404 for another's."""
    mine = Agency.objects.filter(pk__in=request.principal.agencies(Permission.RECORD_LOOK_UP))
    code = str(fields.get("agency", ""))
    return get_object_or_404(mine, code=code) if code else mine.order_by("name")[0]


def _asked(request: Request, agency: Agency, fields: dict[str, Any]) -> dict[str, Any]:
    given = posted.clean(forms.LookUpForm(fields))
    incidents = queries.incidents_for(request.principal).filter(agency=agency)
    number = given["call"]
    return {
        "agency": agency,
        "kind": given["kind"],
        "asked": given["asked"],
        "purpose": given["purpose"],
        "incident": get_object_or_404(incidents, number=number) if number else None,
        "by": request.principal,
        "at": request.now,
    }


def _check(request: Request, check_id: int) -> Check:
    return get_object_or_404(queries.checks_for(request.principal), pk=check_id)
