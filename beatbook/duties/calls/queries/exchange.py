"""Calls that another center has too, and under which number."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet

from beatbook.contract.access import Permission, Principal
from beatbook.core.numbering import compact, squeeze
from beatbook.duties.calls.models import Call, Counterpart

MOST = 100
"""Of the calls whose number may be meant, the last ones."""


def counterparts_of(call: Call) -> list[Counterpart]:
    """The first known first: one query."""
    return list(call.counterparts.select_related("center").order_by("pk"))


def counterparts_for(principal: Principal) -> QuerySet[Counterpart]:
    """Those of the calls that this principal may read."""
    return Counterpart.objects.filter(
        Q(need_to_know="open") | Q(need_to_know__in=principal.classes),
        agency_id__in=principal.agencies(Permission.CALL_READ),
    ).select_related("center", "call__incident", "call__agency", "call__call_type")


def their_numbers(call_ids: list[int]) -> dict[int, list[str]]:
    """The numbers of these calls elsewhere, the first known first: one query."""
    numbers: dict[int, list[str]] = defaultdict(list)
    rows = Counterpart.objects.filter(call_id__in=call_ids).order_by("pk")
    for call_id, number in rows.values_list("call_id", "number"):
        numbers[call_id].append(number)
    return numbers


def calls_elsewhere_as(principal: Principal, typed: str) -> list[int]:
    """Ids of the calls that some center has under this number, with or without zeros and dashes."""
    if not any(letter.isdigit() for letter in typed):
        return []
    found = Counterpart.objects.filter(
        Q(compact=compact(typed)) | Q(squeezed=squeeze(typed)),
        agency_id__in=principal.agencies(Permission.CALL_READ),
    ).order_by("-known_at")
    return list(found.values_list("call_id", flat=True)[:MOST])


def in_full(call: Call) -> list[dict[str, Any]]:
    """Their numbers as a call's record shows them."""
    return [
        {
            "center": one.center.name,
            "number": one.number,
            "received_at": one.received_at.isoformat() if one.received_at else None,
            "kind": one.told.get("kind", ""),
            "status": one.told.get("status", ""),
        }
        for one in counterparts_of(call)
    ]
