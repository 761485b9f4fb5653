"""What the calls duty announces of taking: related, held and repeating calls, questions, turns."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event, personal

_CALL = (("call", "number"),)
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
    "calls.call.held",
    sentence="put the call off until {until}{reason}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CallHeld:
    number: str = code()
    until: str = code()
    reason: str = personal()


@event(
    "calls.call.stacked",
    sentence="keeps the call for {waits_for} until {until}{reason}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CallStacked:
    """For a unit, or with ``unit_id`` 0 for the units of a beat."""

    number: str = code()
    unit_id: int = code()
    waits_for: str = code()
    until: str = code()
    reason: str = personal()


@event(
    "calls.call.stacked_first",
    sentence="the call is the next for {callsign}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CallStackedFirst:
    number: str = code()
    callsign: str = code()


@event(
    "calls.call.unstacked",
    sentence="does not keep the call for {waits_for} any more",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CallUnstacked:
    number: str = code()
    waits_for: str = code()


@event(
    "calls.stack.overdue",
    sentence="the call still waits for {waits_for}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class StackOverdue:
    number: str = code()
    waits_for: str = code()


@event(
    "calls.call.due",
    sentence="the call waits from now on",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CallDue:
    number: str = code()


@event(
    "calls.schedule.added",
    sentence="scheduled {call_type} {when}",
    audience=Permission.CALL_READ,
)
class ScheduleAdded:
    schedule_id: int = code()
    call_type: str = code()
    when: str = code()


@event(
    "calls.schedule.ended",
    sentence="ended the schedule of {call_type}",
    audience=Permission.CALL_READ,
)
class ScheduleEnded:
    schedule_id: int = code()
    call_type: str = code()


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
    "calls.question.added",
    sentence="asks about {call_type}: {question}, {asked}",
    audience=Permission.CALL_CONFIGURE,
)
class QuestionAdded:
    """Anew, or again. ``asked`` says also what a yes does."""

    call_type: str = code()
    question: str = code()
    asked: str = code()


@event(
    "calls.question.changed",
    sentence="changed what {question} asks about {call_type}: {before} to {now}",
    audience=Permission.CALL_CONFIGURE,
)
class QuestionChanged:
    call_type: str = code()
    question: str = code()
    before: str = code()
    now: str = code()


@event(
    "calls.question.retired",
    sentence="does not ask {question} about {call_type} any more",
    audience=Permission.CALL_CONFIGURE,
)
class QuestionRetired:
    call_type: str = code()
    question: str = code()


@event(
    "calls.questions.ordered",
    sentence="asks about {call_type} in the order {questions}",
    audience=Permission.CALL_CONFIGURE,
)
class QuestionsOrdered:
    call_type: str = code()
    questions: str = code()


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
    "calls.company.changed",
    sentence="changed {company} in the line for {service}; before: {before}",
    audience=Permission.CALL_READ,
)
class CompanyChanged:
    """``before`` is its name and telephone as they were."""

    service: str = code()
    company: str = personal()
    before: str = personal()


@event(
    "calls.company.retired",
    sentence="took {company} out of the line for {service}",
    audience=Permission.CALL_READ,
)
class CompanyRetired:
    service: str = code()
    company: str = personal()
