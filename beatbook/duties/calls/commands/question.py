"""The questions that a kind of call brings: the answer is kept, and a yes is heeded."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import taking as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import call as call_commands
from beatbook.duties.calls.commands import raising, request, standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Answer, Call
from beatbook.duties.calls.vocabulary import Flag, Question, Reply, Service
from beatbook.ground import journal
from beatbook.ground.registry import commands as registry


class NoSuchQuestion(Refused):
    """That is not asked about this kind of call."""

    field = "question"


@journal.command
def answer_question(
    *, call: Call, question: str, reply: Reply, by: Principal, at: datetime
) -> Answer:
    """Keep what was answered. A yes does what the question says it means: it raises the call, makes
    it more urgent, or asks another service to come; another answer later takes none of it back.

    The same answer again is no news. Raises ``NoSuchQuestion``.
    """
    rules.demand(by, Permission.CALL_TAKE, call.agency_id)
    call = standing.lock_open(call)
    asked = _asked(call, question)
    answer = Answer.objects.filter(call=call, question=asked.code).first()
    if answer is not None and answer.reply == reply:
        return answer
    said = {"text": asked.text, "reply": reply, "at": at, "by": str(by.actor)}
    kept = said | {"agency_id": call.agency_id, "need_to_know": call.need_to_know}
    answer, _ = Answer.objects.update_or_create(call=call, question=asked.code, defaults=kept)
    registry.touch(call.incident)
    event = events.QuestionAnswered(
        number=call.incident.number, question=asked.code, asked=asked.text, reply=reply
    )
    record(event, call, by, at)
    if reply == Reply.YES:
        _heed(call, asked, by, at)
    return answer


def _asked(call: Call, code: str) -> Question:
    for question in call.call_type.asks:
        if question.code == code.upper():
            return question
    known = ", ".join(one.code for one in call.call_type.asks) or "none"
    raise NoSuchQuestion(
        _("{code} is no question about “{call_type}”. There are: {known}.").format(
            code=code, call_type=call.call_type, known=known
        )
    )


def _heed(call: Call, question: Question, by: Principal, at: datetime) -> None:
    """The most dangerous first: a call that is raised is as urgent as can be."""
    if question.flag:
        call = raising.raise_call(call=call, flag=Flag(question.flag), by=by, at=at)
    if question.priority and question.priority < call.priority:
        call = call_commands.correct_call(call=call, priority=question.priority, by=by, at=at)
    if question.service:
        request.make(call, Service(question.service), by, max(at, call.received_at))
