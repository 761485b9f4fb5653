"""Setting up what is asked about a kind of call. Answers that were given keep their question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from beatbook.contract import taking as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands.call_type import PRIORITIES
from beatbook.duties.calls.commands.question import NoSuchQuestion
from beatbook.duties.calls.models import CallType
from beatbook.duties.calls.vocabulary import Flag, Question, Service
from beatbook.ground import journal

MOST = 12
"""More than that nobody asks while somebody waits on the phone."""
CODE = re.compile(r"[A-Z][A-Z0-9]{1,19}")
LONGEST = 120


class UnfitQuestion(Refused):
    """Nobody can be asked this; ``field`` is what is wrong with it."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


@journal.command
def configure_question(
    *, call_type: CallType, question: Question, by: Principal, at: datetime
) -> CallType:
    """Ask this as well, after the others; under a code that is asked already, change that one.

    One that was out of use is asked again, as the last. What stands so is no news. Raises
    ``UnfitQuestion``.
    """
    call_type = _locked(call_type, by)
    _demand_fit(question)
    code, every = question.code, call_type.every_question
    before = next((one for one in every if one.code == code), None)
    if before == question:
        return call_type
    if before is not None and not before.retired:
        kept = [question if one.code == code else one for one in every]
        event: Any = events.QuestionChanged(
            call_type=call_type.code, question=code, before=_said(before), now=_said(question)
        )
    else:
        if len(call_type.asks) >= MOST:
            raise UnfitQuestion(
                "code",
                _("{most} questions are the most. Take one out of use first.").format(most=MOST),
            )
        kept = [*(one for one in every if one.code != code), question]
        event = events.QuestionAdded(call_type=call_type.code, question=code, asked=_said(question))
    return _keep(call_type, kept, event, by, at)


@journal.command
def order_questions(
    *, call_type: CallType, codes: Sequence[str], by: Principal, at: datetime
) -> CallType:
    """Ask these first, in this order; the others follow as they were. The order that already
    stands is no news."""
    call_type = _locked(call_type, by)
    place = {code: at for at, code in enumerate(codes)}
    every = call_type.every_question
    wanted = sorted(every, key=lambda one: place.get(one.code, len(codes)))
    if wanted == every:
        return call_type
    order = " ".join(one.code for one in wanted if not one.retired)
    event = events.QuestionsOrdered(call_type=call_type.code, questions=order)
    return _keep(call_type, wanted, event, by, at)


@journal.command
def retire_question(*, call_type: CallType, code: str, by: Principal, at: datetime) -> CallType:
    """Ask it no more. Done twice, the first time stands. Raises ``NoSuchQuestion``."""
    call_type = _locked(call_type, by)
    every = call_type.every_question
    standing = next((one for one in every if one.code == code), None)
    if standing is None:
        raise NoSuchQuestion(
            _("{code} is not asked about “{call_type}”.").format(code=code, call_type=call_type)
        )
    if standing.retired:
        return call_type
    kept = [replace(one, retired=True) if one == standing else one for one in every]
    event = events.QuestionRetired(call_type=call_type.code, question=code)
    return _keep(call_type, kept, event, by, at)


def _locked(call_type: CallType, by: Principal) -> CallType:
    """As it stands now, to be changed by nobody else meanwhile."""
    rules.demand(by, Permission.CALL_CONFIGURE, call_type.agency_id)
    return CallType.objects.select_for_update().get(pk=call_type.pk)


def _demand_fit(question: Question) -> None:
    """Raise ``UnfitQuestion`` for the first thing that nobody could be asked or that no yes
    could do."""
    for is_fit, field, words in (
        (
            CODE.fullmatch(question.code),
            "code",
            _("A code has 2 to 20 capital letters and digits and begins with a letter: HURT."),
        ),
        (question.text.strip(), "text", _("What should the caller be asked?")),
        (
            len(question.text) <= LONGEST,
            "text",
            _("A question of at most {longest} letters is asked.").format(longest=LONGEST),
        ),
        (question.flag in ("", *Flag), "flag", _("No call is raised for that.")),
        (
            question.priority is None or question.priority in PRIORITIES,
            "priority",
            _("The priority is 1 to 5; 1 is the most urgent."),
        ),
        (question.service in ("", *Service), "service", _("Nobody is asked under that name.")),
    ):
        if not is_fit:
            raise UnfitQuestion(field, words)


def _said(question: Question) -> str:
    """The question and what a yes does, for the log."""
    follows = [
        f"raised: {Flag(question.flag).label}" if question.flag else "",
        f"priority {question.priority}" if question.priority else "",
        f"{Service(question.service).label} asked" if question.service else "",
    ]
    said = ", ".join(filter(None, follows))
    return f"“{question.text}” ({said})" if said else f"“{question.text}”"


def _keep(
    call_type: CallType, questions: Iterable[Question], event: Any, by: Principal, at: datetime
) -> CallType:
    call_type.questions = [one.kept() for one in questions]
    call_type.save(update_fields=["questions"])
    journal.record(
        event,
        subject=Subject("call_type", str(call_type.pk)),
        agency_id=call_type.agency_id,
        by=by,
        at=at,
    )
    return call_type
