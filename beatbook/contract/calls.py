"""What the calls duty announces."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event, personal

_CALL = (("call", "number"),)


@event(
    "calls.call.taken",
    sentence="took the call: {call_type_name} at {location}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CallTaken:
    number: str = code()
    call_type: str = code()
    call_type_name: str = code()
    priority: int = code()
    source: str = code()
    location: str = personal()
    caller: str = personal()
    callback: str = personal()


@event(
    "calls.call.corrected",
    sentence="corrected {field}: “{before}” became “{after}”",
    audience=Permission.CALL_READ,
    touches=(*_CALL, ("unit", "unit_ids")),
)
class CallCorrected:
    """The units on the call show its type and place too."""

    number: str = code()
    unit_ids: list[int] = code()
    field: str = code()
    before: str = personal()
    after: str = personal()


@event(
    "calls.note.added",
    sentence="{text}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class NoteAdded:
    number: str = code()
    note_id: int = code()
    text: str = personal()


@event(
    "calls.note.struck",
    sentence="struck out a note: {reason}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class NoteStruck:
    number: str = code()
    note_id: int = code()
    reason: str = personal()


@event(
    "calls.call.closed",
    sentence="closed the call: {disposition_name}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CallClosed:
    """``disposition`` is the primary one, ``further`` the codes of the others, with spaces between;
    ``disposition_name`` says all of them.
    """

    number: str = code()
    call_type: str = code()
    disposition: str = code()
    disposition_name: str = code()
    further: str = code()


@event(
    "calls.wait.seen",
    sentence="saw that the call waits too long",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class WaitSeen:
    number: str = code()


@event(
    "calls.command.undone",
    sentence="took back: {what}",
    audience=Permission.CALL_READ,
    touches=(("call", "number"), ("unit", "unit_ids"), ("cancellation", "unit_ids")),
)
class CommandUndone:
    """What was done a moment ago, by the same person. ``command`` is the id of what is taken
    back; its entries stay.
    """

    number: str = code()
    unit_ids: list[int] = code()
    command: str = code()
    what: str = code()


@event(
    "calls.unit.preempted",
    sentence="took {callsign} away for another call",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class UnitPreempted:
    number: str = code()
    unit_id: int = code()
    callsign: str = code()


@event(
    "calls.call.reopened",
    sentence="reopened the call, which had ended as {disposition_name}: {reason}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CallReopened:
    number: str = code()
    disposition: str = code()
    disposition_name: str = code()
    reason: str = personal()


@event(
    "calls.rule.overridden",
    sentence="sent {callsigns} against the rule ({rule}): {reason_name}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class RuleOverridden:
    """Who may be sent says no, and somebody who may decide that sent the units nonetheless."""

    number: str = code()
    callsigns: str = code()
    rule: str = code()
    reason: str = code()
    reason_name: str = code()


@event(
    "calls.call.raised",
    sentence="raised the call: {flag_name}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CallRaised:
    """It is dangerous now: in progress, a weapon, an injury, a person down."""

    number: str = code()
    flag: str = code()
    flag_name: str = code()
    priority: int = code()


@event(
    "calls.call.lowered",
    sentence="took back “{flag_name}”: {reason}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CallLowered:
    number: str = code()
    flag: str = code()
    flag_name: str = code()
    priority: int = code()
    reason: str = personal()


@event(
    "calls.request.made",
    sentence="requested {service_name}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class RequestMade:
    number: str = code()
    service: str = code()
    service_name: str = code()


@event(
    "calls.request.progressed",
    sentence="{service_name} {state_name}{said}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class RequestProgressed:
    """Asked, accepted, on scene, said safe: whom, and their number, in ``said``."""

    number: str = code()
    service: str = code()
    service_name: str = code()
    state: str = code()
    state_name: str = code()
    said: str = personal()


@event(
    "calls.request.overdue",
    sentence="{service_name}: nobody accepted in time",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class RequestOverdue:
    number: str = code()
    service: str = code()
    service_name: str = code()


@event(
    "calls.request.canceled",
    sentence="canceled the request for {service_name}: {reason}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class RequestCanceled:
    number: str = code()
    service: str = code()
    service_name: str = code()
    reason: str = personal()


@event(
    "calls.call.staging_set",
    sentence="units stage at {place}",
    audience=Permission.CALL_READ,
    touches=(*_CALL, ("unit", "unit_ids")),
)
class StagingSet:
    number: str = code()
    unit_ids: list[int] = code()
    place: str = personal()


@event(
    "calls.call_types.added",
    sentence="added the call types {call_types}",
    audience=Permission.CALL_CONFIGURE,
)
class CallTypesAdded:
    call_types: str = code()


@event(
    "calls.call_type.configured",
    sentence="set up the call type {call_type}",
    audience=Permission.CALL_CONFIGURE,
)
class CallTypeConfigured:
    call_type: str = code()
    priority: int = code()


@event(
    "calls.call_type.changed",
    sentence="changed the call type {call_type}: {changes}",
    audience=Permission.CALL_CONFIGURE,
)
class CallTypeChanged:
    """Each column that changed, with what stood before and what stands now."""

    call_type: str = code()
    changes: str = code()


@event(
    "calls.call_type.retired",
    sentence="took the call type {call_type} out of use",
    audience=Permission.CALL_CONFIGURE,
)
class CallTypeRetired:
    call_type: str = code()
