"""The verbs for look-ups in local records and for the queue of checks. A part of the registry."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import AGENCY, Form, Kind, Slot, Step, Verb

ON_CALL = Slot(Kind.CALL, required=False, implied=True, after="CALL")
WHY = Slot(Kind.NOTE, required=False)
CHECK = Slot(Kind.CHECK)


def _look_up(sentence: str, kind: str) -> Form:
    said = {"asked": "{text}", "purpose": "{note}", "call": "{call.number}"}
    step = Step("POST", "/look-ups/", {"agency": "{agency.code}", "kind": kind, **said})
    return Form(
        f"{sentence}[: {{note}}][ for {{call}}]",
        (AGENCY, ON_CALL, Slot(Kind.TEXT, ask=f"Which {kind}? Write it."), WHY),
        (step,),
    )


def _settled(sentence: str, confirmed: str) -> Form:
    step = Step("POST", "/checks/{check.id}/confirmation/", {"confirmed": confirmed})
    return Form(sentence, (CHECK,), (step,))


PLATE = Verb(
    code="PL",
    name="Look up plate",
    permission=Permission.RECORD_LOOK_UP,
    help="Look a plate up in this agency's records: no state and no NCIC check. Why: the chosen "
    "call, or what stands after a semicolon.",
    examples=("PL 4ABC123 CA", "PL 4ABC123 CA; caller says it is stolen"),
    forms=(_look_up("Look up the plate {text} in local records", "plate"),),
)

PERSON = Verb(
    code="PN",
    name="Look up person",
    permission=Permission.RECORD_LOOK_UP,
    help="Look a person up in this agency's records: no state and no NCIC check.",
    examples=("PN ROMERO, ANA; welfare check",),
    forms=(_look_up("Look up {text} in local records", "person"),),
)

ANSWER = Verb(
    code="CKA",
    name="Answer check",
    permission=Permission.CHECK_ANSWER,
    help="Answer a check that somebody asked for, with the code of the result. The text of a "
    "return is kept nowhere.",
    examples=("CKA 7 CLEAR", "CKA 7 HIT"),
    forms=(
        Form(
            "Answer check {check}: {result}",
            (CHECK, Slot(Kind.RESULT)),
            (Step("POST", "/checks/{check.id}/answer/", {"result": "{result.code}"}),),
        ),
    ),
)

CONFIRMED = Verb(
    code="HC",
    name="Hit confirmed",
    permission=Permission.CHECK_ANSWER,
    help="The agency that entered the record confirmed the possible hit.",
    examples=("HC 7",),
    forms=(_settled("The hit of check {check} is confirmed", "yes"),),
)

NOT_CONFIRMED = Verb(
    code="HN",
    name="Not a hit",
    permission=Permission.CHECK_ANSWER,
    help="The possible hit was not confirmed: it was none.",
    examples=("HN 7",),
    forms=(_settled("Check {check} was no hit", "no"),),
)

VERBS: tuple[Verb, ...] = (PLATE, PERSON, ANSWER, CONFIRMED, NOT_CONFIRMED)
