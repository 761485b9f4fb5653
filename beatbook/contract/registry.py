"""What the shared nouns announce: incidents, premise notes."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event, personal


@event(
    "registry.incident.opened",
    sentence="opened {number}",
    audience=Permission.CALL_READ,
)
class IncidentOpened:
    number: str = code()
    kind: str = code()


@event(
    "registry.incident.closed",
    sentence="closed {number}",
    audience=Permission.CALL_READ,
)
class IncidentClosed:
    number: str = code()


@event(
    "registry.premise_note.added",
    sentence="added a premise note at {address}: {text}",
    audience=Permission.PREMISE_READ,
)
class PremiseNoteAdded:
    place_id: int = code()
    note_id: int = code()
    kind: str = code()
    address: str = personal()
    text: str = personal()


@event(
    "registry.premise_note.removed",
    sentence="removed a premise note: {reason}",
    audience=Permission.PREMISE_READ,
)
class PremiseNoteRemoved:
    place_id: int = code()
    note_id: int = code()
    reason: str = personal()
