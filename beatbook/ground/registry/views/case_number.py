"""Case numbers over HTTP: the incident through the rule, form, one command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.posted import InvalidField
from beatbook.ground.agency.requests import Request
from beatbook.ground.registry import commands, forms, queries
from beatbook.ground.registry.models import CaseNumber, Incident


@requires(Permission.CASE_NUMBER_DRAW)
@require_POST
def draw(request: Request, number: str) -> HttpResponse:
    """The next case number of the agency's own series; the same one when it has one."""

    def run(incident: Incident, _: dict[str, Any]) -> dict[str, Any]:
        drawn = commands.draw_case_number(incident=incident, by=request.principal, at=request.now)
        return _said(drawn, f"{number} has the case number {drawn}.")

    return _answer(request, number, run)


@requires(Permission.CASE_NUMBER_DRAW)
@require_POST
def record(request: Request, number: str) -> HttpResponse:
    """Note the case number of another agency."""

    def run(incident: Incident, fields: dict[str, Any]) -> dict[str, Any]:
        given = posted.clean(forms.ForeignCaseNumberForm(fields))
        noted = commands.record_foreign_case_number(
            incident=incident,
            number=given["case_number"],
            issued_by=given["issued_by"],
            by=request.principal,
            at=request.now,
        )
        return _said(noted, f"{number} has the case number {noted}.")

    return _answer(request, number, run)


@requires(Permission.CASE_NUMBER_VOID)
@require_POST
def void(request: Request, number: str) -> HttpResponse:
    """Void one of the incident's case numbers, named as people type it."""

    def run(incident: Incident, fields: dict[str, Any]) -> dict[str, Any]:
        given = posted.clean(forms.VoidingForm(fields))
        meant = queries.case_number_meant(incident, given["case_number"])
        if meant is None:
            said = given["case_number"].strip().upper()
            raise InvalidField(
                "case_number",
                _("{number} has no case number {said}.").format(number=number, said=said),
            )
        commands.void_case_number(
            case_number=meant, reason=given["reason"], by=request.principal, at=request.now
        )
        return _said(meant, f"{meant} is voided. It stays on file.")

    return _answer(request, number, run)


def _said(case_number: CaseNumber, message: str) -> dict[str, Any]:
    return {"case_number": str(case_number), "message": message}


def _answer(
    request: Request, number: str, run: Callable[[Incident, dict[str, Any]], dict[str, Any]]
) -> HttpResponse:
    incident = get_object_or_404(queries.incidents_for(request.principal), number=number)
    fields = posted.body(request)
    return posted.answer(
        request, agency_id=incident.agency_id, fields=fields, run=lambda: run(incident, fields)
    )
