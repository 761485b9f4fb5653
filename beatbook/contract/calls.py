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


_BOTH = (*_CALL, ("call", "into"))


@event(
    "calls.call.merged",
    sentence="merged {number} into {into}",
    audience=Permission.CALL_READ,
    touches=_BOTH,
)
class CallMerged:
    """Recorded for both calls."""

    number: str = code()
    into: str = code()


@event(
    "calls.call.unmerged",
    sentence="took {number} out of {into} again",
    audience=Permission.CALL_READ,
    touches=_BOTH,
)
class CallUnmerged:
    number: str = code()
    into: str = code()


_LINKED = (*_CALL, ("call", "other"))


@event(
    "calls.call.linked",
    sentence="linked {number} and {other}",
    audience=Permission.CALL_READ,
    touches=_LINKED,
)
class CallLinked:
    number: str = code()
    other: str = code()


@event(
    "calls.call.unlinked",
    sentence="unlinked {number} and {other}",
    audience=Permission.CALL_READ,
    touches=_LINKED,
)
class CallUnlinked:
    number: str = code()
    other: str = code()


@event(
    "calls.question.answered",
    sentence="{asked} {reply}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class QuestionAnswered:
    """``asked`` is the question of the call type, as it was put."""

    number: str = code()
    question: str = code()
    asked: str = code()
    reply: str = code()


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
    "calls.turn.offered",
    sentence="{service_name} by rotation: {company} {outcome_name}{reason}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class TurnOffered:
    """The next in line was asked: what became of it."""

    number: str = code()
    service: str = code()
    service_name: str = code()
    outcome: str = code()
    outcome_name: str = code()
    company: str = personal()
    reason: str = personal()


@event(
    "calls.turn.returned",
    sentence="gave {company} its turn back",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class TurnReturned:
    number: str = code()
    service: str = code()
    company: str = personal()


@event(
    "calls.company.added",
    sentence="put {company} in the line for {service}",
    audience=Permission.CALL_READ,
)
class CompanyAdded:
    service: str = code()
    company: str = personal()


@event(
    "calls.company.retired",
    sentence="took {company} out of the line for {service}",
    audience=Permission.CALL_READ,
)
class CompanyRetired:
    service: str = code()
    company: str = personal()


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
