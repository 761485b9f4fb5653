"""Keyset pages: the key of the next page as one opaque word."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Any

from beatbook.contract.base import Refused
from beatbook.duties.calls.models import Call


class UnknownCode(Refused):
    """A code that the agency does not use."""


class BadKey(Refused):
    """The page asked for is not one that was offered."""


def seal_key(key: tuple[datetime, int] | None) -> str | None:
    if key is None:
        return None
    return base64.urlsafe_b64encode(f"{key[0].isoformat()}/{key[1]}".encode()).decode()


def open_key(text: str) -> tuple[datetime, int] | None:
    """Raises ``BadKey`` unless ``seal_key`` made it."""
    if not text:
        return None
    try:
        at, _, pk = base64.urlsafe_b64decode(text.encode()).decode().rpartition("/")
        return datetime.fromisoformat(at), int(pk)
    except (ValueError, binascii.Error) as error:
        raise BadKey("That page was never offered: use `next` of the page before.") from error


def call(one: Call) -> dict[str, Any]:
    incident = one.incident
    return {
        "number": incident.number,
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
    }
