"""What the shared nouns announce: incidents, case numbers, premise notes, alerts."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event, personal

_TAG = (("tag", "tag_id"),)


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
    "registry.incident.reopened",
    sentence="reopened {number}",
    audience=Permission.CALL_READ,
)
class IncidentReopened:
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


_ALERT = (("alert", "alert_id"),)


@event(
    "registry.alert.issued",
    sentence="issued an alert ({kind_name}): {what}, from {source}",
    audience=Permission.ALERT_READ,
    touches=_ALERT,
)
class AlertIssued:
    alert_id: int = code()
    kind: str = code()
    kind_name: str = code()
    expires_at: str = code()
    what: str = personal()
    source: str = personal()


@event(
    "registry.alert.corrected",
    sentence="struck alert no. {struck_id} ({reason}) and put in its place: {what}",
    audience=Permission.ALERT_READ,
    touches=(*_ALERT, ("alert", "struck_id")),
)
class AlertCorrected:
    """A new alert stands where the struck one stood."""

    alert_id: int = code()
    struck_id: int = code()
    kind: str = code()
    kind_name: str = code()
    what: str = personal()
    reason: str = personal()


@event(
    "registry.alert.extended",
    sentence="set the alert to expire at {expires_at}",
    audience=Permission.ALERT_READ,
    touches=_ALERT,
)
class AlertExtended:
    alert_id: int = code()
    expires_at: str = code()
    verified: bool = code()


@event(
    "registry.alert.canceled",
    sentence="canceled the alert: {reason}",
    audience=Permission.ALERT_READ,
    touches=_ALERT,
)
class AlertCanceled:
    alert_id: int = code()
    reason: str = personal()


@event(
    "registry.alert.expired",
    sentence="the alert expired",
    audience=Permission.ALERT_READ,
    touches=_ALERT,
)
class AlertExpired:
    alert_id: int = code()


@event(
    "registry.alert.acknowledged",
    sentence="got the alert",
    audience=Permission.ALERT_READ,
    touches=_ALERT,
)
class AlertAcknowledged:
    alert_id: int = code()
    member_id: int = code()


@event(
    "registry.record.looked_up",
    sentence="looked up the {kind_name} {asked} in local records: {purpose}",
    audience=Permission.JOURNAL_READ,
)
class RecordLookedUp:
    """Who, what and why; how many records were found."""

    kind: str = code()
    kind_name: str = code()
    number: str = code()
    found: int = code()
    asked: str = personal()
    purpose: str = personal()


_CHECK = (("check", "check_id"),)


@event(
    "registry.check.requested",
    sentence="asked dispatch to check the {kind_name} {asked}: {purpose}",
    audience=Permission.RECORD_LOOK_UP,
    touches=_CHECK,
)
class CheckRequested:
    check_id: int = code()
    kind: str = code()
    kind_name: str = code()
    asked: str = personal()
    purpose: str = personal()


@event(
    "registry.check.answered",
    sentence="answered the check: {result_name}",
    audience=Permission.RECORD_LOOK_UP,
    touches=_CHECK,
)
class CheckAnswered:
    """As a code: the text of a return is never stored."""

    check_id: int = code()
    number: str = code()
    result: str = code()
    result_name: str = code()


@event(
    "registry.hit.settled",
    sentence="settled the possible hit (confirmed: {confirmed})",
    audience=Permission.RECORD_LOOK_UP,
    touches=_CHECK,
)
class HitSettled:
    check_id: int = code()
    confirmed: bool = code()


@event(
    "registry.hit.overdue",
    sentence="nobody has confirmed the possible hit in time",
    audience=Permission.RECORD_LOOK_UP,
    touches=_CHECK,
)
class HitOverdue:
    check_id: int = code()


@event(
    "registry.tow.logged",
    sentence="logged a tow ({kind_name}): {vehicle}, {reason}",
    audience=Permission.CALL_READ,
)
class TowLogged:
    tow_id: int = code()
    kind: str = code()
    kind_name: str = code()
    number: str = code()
    vehicle: str = personal()
    reason: str = personal()


@event(
    "registry.tow.reported",
    sentence="reported of the tow: {fields}",
    audience=Permission.CALL_READ,
)
class TowReported:
    tow_id: int = code()
    fields: str = code()
    taken_to: str = personal()
    hold_reason: str = personal()


@event(
    "registry.tow.released",
    sentence="released the vehicle to {released_to}",
    audience=Permission.CALL_READ,
)
class TowReleased:
    tow_id: int = code()
    released_to: str = personal()


@event(
    "registry.vehicle.tagged",
    sentence="tagged {vehicle} at {address} as abandoned",
    audience=Permission.CALL_READ,
)
class VehicleTagged:
    tag_id: int = code()
    vehicle: str = personal()
    address: str = personal()


@event(
    "registry.tag.due",
    sentence="the tagged vehicle is due for a second look",
    audience=Permission.CALL_READ,
    touches=_TAG,
)
class TagDue:
    tag_id: int = code()


@event(
    "registry.tag.looked_at",
    sentence="looked at the tagged vehicle: it still stands",
    audience=Permission.CALL_READ,
    touches=_TAG,
)
class TagLookedAt:
    tag_id: int = code()


@event(
    "registry.tag.photographed",
    sentence="took a photo of the tagged vehicle, SHA-256 {sha256}",
    audience=Permission.CALL_READ,
)
class TagPhotographed:
    tag_id: int = code()
    photo_id: int = code()
    sha256: str = code()


@event(
    "registry.tag.ended",
    sentence="the tagged vehicle was {how_name}",
    audience=Permission.CALL_READ,
    touches=_TAG,
)
class TagEnded:
    tag_id: int = code()
    how: str = code()
    how_name: str = code()
