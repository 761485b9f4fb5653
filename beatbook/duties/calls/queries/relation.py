"""Calls that belong together."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from beatbook.contract.access import Permission, Principal
from beatbook.duties.calls.models import Call, Link, Merge


def merged_into(call: Call) -> list[Call]:
    """The calls about the same, in the order they were merged into it: one query."""
    found = Merge.objects.filter(into=call, undone_at=None).order_by("pk")
    return [one.call for one in found.select_related("call__incident", "call__call_type")]


def merged_into_what(call: Call) -> Call | None:
    """The call that this one is merged into, if it is."""
    found = Merge.objects.filter(call=call, undone_at=None).select_related("into__incident").first()
    return found.into if found else None


def linked_to(call: Call) -> list[Call]:
    """One query."""
    related = ("call__incident", "call__call_type", "other__incident", "other__call_type")
    links = Link.objects.filter(Q(call=call) | Q(other=call)).select_related(*related)
    return [one.other if one.call_id == call.pk else one.call for one in links.order_by("pk")]


def in_full(principal: Principal, call: Call) -> dict[str, Any]:
    """What a call's record shows: merged calls with their callers, linked ones."""
    into = merged_into_what(call)
    return {
        "merged_into": into.incident.number if into else None,
        "merged": [_named(one) | _caller(principal, one) for one in merged_into(call)],
        "linked": [_named(one) for one in linked_to(call)],
    }


def _named(call: Call) -> dict[str, Any]:
    return {
        "number": call.incident.number,
        "short": call.incident.short_number,
        "type_name": call.call_type.name,
        "location": call.incident.location,
        "status": call.status,
    }


def _caller(principal: Principal, call: Call) -> dict[str, str]:
    named = principal.may(Permission.CALLER_READ, call.agency_id)
    return {
        "caller": call.caller if named else "",
        "callback": call.callback if named else "",
    }
