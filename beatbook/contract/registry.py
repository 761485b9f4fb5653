"""What the shared nouns announce: incidents, case numbers, premise notes."""

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
    "registry.case_number.drawn",
    sentence="drew the case number {case_number}",
    audience=Permission.CALL_READ,
    touches=(("call", "number"),),
)
class CaseNumberDrawn:
    number: str = code()
    case_number: str = code()


@event(
    "registry.case_number.recorded",
    sentence="noted the case number {case_number} of {issued_by_agency}",
    audience=Permission.CALL_READ,
    touches=(("call", "number"),),
)
class CaseNumberRecorded:
    """Another agency issued it, and somebody typed it in."""

    number: str = code()
    case_number_id: int = code()
    case_number: str = personal()
    issued_by_agency: str = personal()


@event(
    "registry.case_number.voided",
    sentence="voided the case number {case_number}: {reason}",
    audience=Permission.CALL_READ,
    touches=(("call", "number"),),
)
class CaseNumberVoided:
    number: str = code()
    case_number_id: int = code()
    case_number: str = personal()
    reason: str = personal()


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
