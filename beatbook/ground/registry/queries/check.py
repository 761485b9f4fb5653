"""The dispatchers' queue of checks, as live rows."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from beatbook.contract.access import Permission, Principal
from beatbook.ground.registry.models import Check
from beatbook.ground.ui import live

OPEN_CHECKS = Q(answered_at=None) | Q(confirm_by__isnull=False, is_confirmed=None)
"""Not answered, or a possible hit that nobody has settled."""


def checks_for(principal: Principal) -> QuerySet[Check]:
    """The checks of the agencies where this principal may look things up."""
    return Check.objects.filter(
        agency_id__in=principal.agencies(Permission.RECORD_LOOK_UP)
    ).select_related("agency", "incident", "asked_by")


def my_checks(principal: Principal) -> QuerySet[Check]:
    """What this member asked, newest first."""
    return checks_for(principal).filter(asked_by=principal.member_id).order_by("-asked_at", "-pk")


def board_checks(ids: list[int] | None = None) -> list[live.Patch]:
    """Live rows of the open ones: one query. A settled one has no row."""
    checks = Check.objects.select_related("agency", "incident", "asked_by")
    found = checks.filter(OPEN_CHECKS if ids is None else Q(pk__in=ids)).order_by("asked_at", "pk")
    return [
        live.patch("check", one.pk, one.version, _row(one) if _is_open(one) else None)
        for one in found
    ]


def _is_open(check: Check) -> bool:
    is_hit = check.confirm_by is not None and check.is_confirmed is None
    return check.answered_at is None or is_hit


def _row(check: Check) -> dict[str, Any]:
    return {
        "id": check.pk,
        "agency": check.agency.code,
        "kind": check.kind,
        "kind_name": check.get_kind_display(),
        "asked": check.asked,
        "purpose": check.purpose,
        "member": check.asked_by_id,
        "asked_by": check.asked_by.short_name,
        "asked_at": check.asked_at.isoformat(),
        "call": check.incident.number if check.incident else None,
        "answered": check.answered_at is not None,
        "phrase": check.agency.hit_phrase if check.confirm_by else "",
        "confirm_by": check.confirm_by.isoformat() if check.confirm_by else None,
        "overdue": check.overdue_at is not None,
    }
