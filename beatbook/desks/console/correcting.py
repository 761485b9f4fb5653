"""Verbs that say more of a call, or correct it: where, what, how urgent, how it came in. A part of
the registry.
"""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import Form, Kind, Slot, Step, Verb

CALL = Slot(Kind.CALL, implied=True)


def _correct(sentence: str, slot: Slot, **body: str) -> Form:
    step = Step("POST", "/calls/{call.number}/correction/", body)
    return Form(sentence, (CALL, slot), (step,))


LOCATION = Verb(
    code="LOC",
    name="Location",
    permission=Permission.CALL_TAKE,
    help="Correct where the chosen call is. Another call by # and number.",
    examples=("LOC 1927 N CASTLE", "LOC #0132 1927 N CASTLE"),
    forms=(_correct("Move {call} to {place}", Slot(Kind.PLACE), location="{place}"),),
)

TYPE = Verb(
    code="TYPE",
    name="Type",
    permission=Permission.CALL_TAKE,
    help="Correct what kind of call it is.",
    examples=("TYPE NOISE", "TYPE 0132 NOISE"),
    forms=(
        _correct(
            "Change {call} to {call_type}", Slot(Kind.CALL_TYPE), call_type="{call_type.code}"
        ),
    ),
)

PRIORITY = Verb(
    code="PRI",
    name="Priority",
    permission=Permission.CALL_TAKE,
    help="Correct how urgent a call is, 1 to 5.",
    examples=("PRI 2", "PRI 0132 1"),
    forms=(
        _correct("Change {call} to {priority}", Slot(Kind.PRIORITY), priority="{priority.code}"),
    ),
)

SOURCE = Verb(
    code="SRC",
    name="Source",
    permission=Permission.CALL_TAKE,
    help="Correct how the call came in: phone, 911 transfer, radio, walk-in, telephone report, "
    "online, alarm, other agency, on view or scheduled. The source decides which of its times "
    "count.",
    examples=("SRC RADIO", "SRC 0132 WALK-IN"),
    forms=(_correct("Change {call} to {source}", Slot(Kind.SOURCE), source="{source.code}"),),
)

ANSWER = Verb(
    code="ANS",
    name="Answer",
    permission=Permission.CALL_TAKE,
    help="Answer a question about the chosen call by its word: yes, no or unknown; one letter is "
    "enough. A yes to what is dangerous raises the call.",
    examples=("ANS HURT N", "ANS BLOCKED YES"),
    forms=(
        Form(
            "{question} {reply} ({call})",
            (CALL, Slot(Kind.QUESTION), Slot(Kind.REPLY)),
            (
                Step(
                    "POST",
                    "/calls/{call.number}/answer/",
                    {"question": "{question.code}", "reply": "{reply.code}"},
                ),
            ),
        ),
    ),
)

VERBS: tuple[Verb, ...] = (LOCATION, TYPE, PRIORITY, SOURCE, ANSWER)
