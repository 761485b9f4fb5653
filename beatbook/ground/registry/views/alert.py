"""Alerts over HTTP: issued, corrected, extended, canceled, acknowledged; and what matches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from beatbook.contract.access import Permission
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.registry import commands, forms, locating, queries
from beatbook.ground.registry.models import Alert


@require_safe
@requires(Permission.ALERT_READ)
def matching(request: Request) -> HttpResponse:
    """`?words=4ABC123 Ana Romero&place=1925 n castle`: the alerts in force that are meant."""
    words, place = request.GET.get("words", ""), request.GET.get("place", "").strip()
    agency = _agencies(request, Permission.ALERT_READ)[0]
    found = locating.locate(agency, place, None, None) if place else None
    addresses = [place, found.text, found.address] if found else []
    alerts = queries.alerts_matching(
        request.principal, request.now, words=words, addresses=addresses
    )
    tows = queries.tows_named(request.principal, words)
    found_rows = {"alerts": queries.alert_rows(alerts), "tows": [queries.tow_row(t) for t in tows]}
    return JsonResponse({"ok": True} | found_rows)


@requires(Permission.ALERT_ISSUE)
@require_POST
def issue(request: Request) -> HttpResponse:
    fields = posted.body(request)
    agency = _agency(request, str(fields.get("agency", "")))

    def run() -> dict[str, Any]:
        form = forms.AlertForm(fields)
        given = posted.clean(form)
        issued = commands.issue_alert(
            agency=agency,
            kind=given["kind"],
            said=form.said(agency),
            verified_at=given["verified"],
            expires_at=form.expires_at(request.now, agency.time_zone),
            is_broadcast=given["broadcast"],
            need_to_know=given["need_to_know"],
            by=request.principal,
            at=request.now,
        )
        return {
            "id": issued.pk,
            "message": _("{issued} is in force {expires_at}.").format(
                issued=issued, expires_at=until(issued.expires_at)
            ),
        }

    return posted.answer(request, agency_id=agency.pk, fields=fields, run=run)


@requires(Permission.ALERT_ISSUE)
@require_POST
def correct(request: Request, alert_id: int) -> HttpResponse:
    """Strike it and put another in its place."""

    def run(alert: Alert, fields: dict[str, Any]) -> dict[str, Any]:
        form = forms.CorrectedAlertForm(fields)
        given = posted.clean(form)
        added = commands.correct_alert(
            alert=alert,
            kind=given["kind"],
            said=form.said(alert.agency),
            reason=given["reason"],
            by=request.principal,
            at=request.now,
        )
        return {
            "id": added.pk,
            "message": _("{alert} is struck; {added} stands in its place.").format(
                alert=alert, added=added
            ),
        }

    return _answer(request, alert_id, run)


@requires(Permission.ALERT_ISSUE)
@require_POST
def extend(request: Request, alert_id: int) -> HttpResponse:
    def run(alert: Alert, fields: dict[str, Any]) -> dict[str, Any]:
        form = forms.ExtensionForm(fields)
        given = posted.clean(form)
        extended = commands.extend_alert(
            alert=alert,
            expires_at=form.expires_at(request.now, alert.agency.time_zone),
            verified=given["verified"],
            by=request.principal,
            at=request.now,
        )
        return {
            "message": _("{extended} is in force {expires_at}.").format(
                extended=extended, expires_at=until(extended.expires_at)
            )
        }

    return _answer(request, alert_id, run)


@requires(Permission.ALERT_ISSUE)
@require_POST
def cancel(request: Request, alert_id: int) -> HttpResponse:
    def run(alert: Alert, fields: dict[str, Any]) -> dict[str, Any]:
        reason = str(fields.get("reason", ""))
        commands.cancel_alert(alert=alert, reason=reason, by=request.principal, at=request.now)
        return {"message": _("{alert} is canceled.").format(alert=alert)}

    return _answer(request, alert_id, run)


@requires(Permission.ALERT_READ)
@require_POST
def acknowledge(request: Request, alert_id: int) -> HttpResponse:
    """“Got it.”"""

    def run(alert: Alert, _: dict[str, Any]) -> dict[str, Any]:
        got = commands.acknowledge_alert(alert=alert, by=request.principal, at=request.now)
        return {"message": "Got it." if got else f"{alert} is over."}

    return _answer(request, alert_id, run)


def until(expires_at: datetime) -> str:
    return f"until {timezone.localtime(expires_at):%b %-d, %Y %H:%M}"


def _answer(
    request: Request, alert_id: int, run: Callable[[Alert, dict[str, Any]], dict[str, Any]]
) -> HttpResponse:
    alert = get_object_or_404(queries.alerts_for(request.principal), pk=alert_id)
    fields = posted.body(request)
    return posted.answer(
        request, agency_id=alert.agency_id, fields=fields, run=lambda: run(alert, fields)
    )


def _agencies(request: Request, permission: Permission) -> list[Agency]:
    mine = request.principal.agencies(permission)
    return list(Agency.objects.filter(pk__in=mine).order_by("name"))


def _agency(request: Request, code: str) -> Agency:
    """The agency asked for; the first one without a code. 404 for another's."""
    mine = Agency.objects.filter(pk__in=request.principal.agencies(Permission.ALERT_ISSUE))
    return get_object_or_404(mine, code=code) if code else mine.order_by("name")[0]
