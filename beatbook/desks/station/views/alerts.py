"""Alerts as lists and forms: in force and over, one with who has got it, issued and changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Actor, NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.contract.values import OPEN
from beatbook.desks.station import agencies
from beatbook.ground.agency import queries as people
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.force.models import RosterEntry
from beatbook.ground.registry import commands, queries
from beatbook.ground.registry.forms import AlertForm, CorrectedAlertForm, ExtensionForm
from beatbook.ground.registry.models import Alert
from beatbook.ground.ui import keyset


@dataclass(frozen=True)
class Recipient:
    """A member on duty, or who has got the alert: where, and when it was got."""

    entry: RosterEntry | None
    name: str
    got_at: Any


@requires(Permission.ALERT_READ)
def alerts(request: Request) -> HttpResponse:
    """Those in force, or with ``?over=1`` those that are over."""
    over = bool(request.GET.get("over"))
    after = keyset.read(request.GET.get("after", ""))
    page = queries.alerts_page(request.principal, request.now, over=over, after=after)
    context = {
        "page": page,
        "next": keyset.write(page.next_key),
        "later_page": after is not None,
        "over": over,
        "tabs": [
            {"text": _("In force"), "url": reverse("alerts"), "current": not over},
            {"text": _("Over"), "url": f"{reverse('alerts')}?over=1", "current": over},
        ],
        "may_issue": request.principal.may_somewhere(Permission.ALERT_ISSUE),
    }
    return render(request, "station/alerts.html", context)


@requires(Permission.ALERT_ISSUE)
def issue(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.ALERT_ISSUE)
    form = AlertForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        issued = _try(request, form, lambda: _issue(request, agency, form))
        if issued:
            messages.success(request, _("{issued} is in force.").format(issued=issued))
            return redirect("alert", issued.pk)
    classes = sorted(request.principal.classes)
    context = {"agency": agency, "others": others, "form": form, "classes": classes}
    return render(request, "station/new_alert.html", context)


@requires(Permission.ALERT_READ)
def alert(request: Request, alert_id: int) -> HttpResponse:
    found = _alert(request, alert_id)
    return render(request, "station/alert.html", _shown(request, found))


@requires(Permission.ALERT_ISSUE)
@require_POST
def correct(request: Request, alert_id: int) -> HttpResponse:
    found = _alert(request, alert_id)
    form = CorrectedAlertForm(request.POST)
    added = form.is_valid() and _try(request, form, lambda: _correct(request, found, form))
    if added:
        messages.success(
            request,
            _("{found} is struck; {added} stands in its place.").format(found=found, added=added),
        )
        return redirect("alert", added.pk)
    return render(request, "station/alert.html", _shown(request, found, correction=form))


@requires(Permission.ALERT_ISSUE)
@require_POST
def extend(request: Request, alert_id: int) -> HttpResponse:
    found = _alert(request, alert_id)
    form = ExtensionForm(request.POST)
    if form.is_valid() and _try(request, form, lambda: _extend(request, found, form)):
        messages.success(request, _("In force until the new time."))
        return redirect("alert", found.pk)
    return render(request, "station/alert.html", _shown(request, found, extension=form))


@requires(Permission.ALERT_ISSUE)
@require_POST
def cancel(request: Request, alert_id: int) -> HttpResponse:
    found = _alert(request, alert_id)
    reason = request.POST.get("reason", "")
    try:
        commands.cancel_alert(alert=found, reason=reason, by=request.principal, at=request.now)
        messages.success(request, _("{found} is canceled.").format(found=found))
    except (Refused, NotAllowed) as refusal:
        messages.error(request, refusal.message)
    return redirect("alert", found.pk)


@requires(Permission.ALERT_READ)
@require_POST
def acknowledge(request: Request, alert_id: int) -> HttpResponse:
    found = _alert(request, alert_id)
    commands.acknowledge_alert(alert=found, by=request.principal, at=request.now)
    messages.success(request, _("Got it."))
    return redirect("alert", found.pk)


def _issue(request: Request, agency: Agency, form: AlertForm) -> Alert:
    given = form.cleaned_data
    return commands.issue_alert(
        agency=agency,
        kind=given["kind"],
        said=form.said(agency),
        verified_at=given["verified"],
        expires_at=form.expires_at(request.now, agency.time_zone),
        is_broadcast=given["broadcast"],
        need_to_know=given["need_to_know"] or OPEN,
        by=request.principal,
        at=request.now,
    )


def _correct(request: Request, found: Alert, form: CorrectedAlertForm) -> Alert:
    given = form.cleaned_data
    return commands.correct_alert(
        alert=found,
        kind=given["kind"],
        said=form.said(found.agency),
        reason=given["reason"],
        by=request.principal,
        at=request.now,
    )


def _extend(request: Request, found: Alert, form: ExtensionForm) -> Alert:
    return commands.extend_alert(
        alert=found,
        expires_at=form.expires_at(request.now, found.agency.time_zone),
        verified=form.cleaned_data["verified"],
        by=request.principal,
        at=request.now,
    )


def _try(request: Request, form: Any, act: Callable[[], Alert]) -> Alert | None:
    """What the command did, or None with its refusal beside the field it is about."""
    try:
        return act()
    except NotAllowed as refusal:
        messages.error(request, refusal.message)
    except Refused as refusal:
        if (field := getattr(refusal, "field", None)) in form.fields:
            form.add_error(field, refusal.message)
        else:
            messages.error(request, refusal.message)
    return None


def _shown(request: Request, found: Alert, **forms: Any) -> dict[str, Any]:
    got, waiting = _recipients(found)
    actors = [Actor.parse(actor) for actor in (found.issued_by, found.ended_by) if actor]
    names = people.actor_names(actors)
    return {
        "alert": found,
        "stands": found.ended_at is None and found.expires_at > request.now,
        "issued_by": names[actors[0]],
        "ended_by": names[actors[-1]],
        "got": got,
        "waiting": waiting,
        "has_got": found.acknowledgements.filter(member=request.principal.member_id).exists(),
        "may_issue": request.principal.may(Permission.ALERT_ISSUE, found.agency_id),
        "correction": CorrectedAlertForm(initial=_initial(found), auto_id="correction_%s"),
        "extension": ExtensionForm(auto_id="extension_%s"),
    } | forms


def _initial(alert: Alert) -> dict[str, Any]:
    return {
        "kind": alert.kind,
        "text": alert.text,
        "source": alert.source,
        "person": alert.person,
        "plate": f"{alert.plate} {alert.state}".strip(),
        "place": alert.address,
    }


def _recipients(alert: Alert) -> tuple[list[Recipient], list[Recipient]]:
    """Who has got it; and, of an open alert, who is on duty and has not."""
    roster = RosterEntry.objects.filter(agency_id=alert.agency_id, ends_at=None)
    on_duty = {entry.member_id: entry for entry in roster.select_related("member", "unit")}
    acknowledged = alert.acknowledgements.select_related("member").order_by("pk")
    got = [
        Recipient(on_duty.pop(one.member_id, None), one.member.name, one.acknowledged_at)
        for one in acknowledged
    ]
    missing = sorted(on_duty.values(), key=lambda entry: entry.unit.callsign)
    if alert.need_to_know != OPEN or not alert.is_broadcast:
        missing = []
    return got, [Recipient(entry, entry.member.name, None) for entry in missing]


def _alert(request: Request, alert_id: int) -> Alert:
    visible = queries.alerts_for(request.principal).select_related("corrects", "corrected_by")
    return get_object_or_404(visible, pk=alert_id)
