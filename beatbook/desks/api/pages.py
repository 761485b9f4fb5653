"""Pages of calls as the API gives them."""

from __future__ import annotations

from typing import Any

from beatbook.contract.base import Refused
from beatbook.duties.calls.models import Call
from beatbook.ground.ui import keyset


class UnknownCode(Refused):
    """A code that the agency does not use."""


class BadKey(Refused):
    """The page asked for is not one that was offered."""


def open_key(text: str) -> keyset.Key | None:
    """The key of the page that ``text`` asks for; None for the first. Raises ``BadKey``."""
    key = keyset.read(text) if text else None
    if text and key is None:
        raise BadKey("That page was never offered: use `next` of the page before.")
    return key


def call(one: Call) -> dict[str, Any]:
    incident = one.incident
    return {
        "number": incident.number,
        "case_numbers": [str(one) for one in incident.standing_case_numbers],
        "their_numbers": [str(theirs) for theirs in one.counterparts.all()],
        "agency": one.agency.code,
        "status": one.status,
        "priority": one.priority,
        "call_type": one.call_type.code,
        "call_type_name": one.call_type.name,
        "location": incident.location,
        "lat": incident.lat,
        "lon": incident.lon,
        "beat": incident.beat,
        "received_at": one.received_at,
        "closed_at": one.closed_at,
        "disposition": one.disposition.code if one.disposition else None,
        "dispositions": [ending.code for ending in one.endings],
    }
