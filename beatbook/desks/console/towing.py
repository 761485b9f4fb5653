"""The verbs for the tow log: each tow in one line. A part of the one registry."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import AGENCY, Form, Kind, Slot, Step, Verb

PLATE = Slot(Kind.PLATE, ask="Which plate? Write it with its state: 4ABC123/CA.")
COMPANY = Slot(Kind.NOTE, required=False)


def _tow(sentence: str, kind: str, what: Slot, *more: Slot, **body: str) -> Form:
    said = {"plate": "{plate.code}", "company": "{note}", **body}
    step = Step("POST", "/tows/", {"agency": "{agency.code}", "kind": kind, **said})
    return Form(f"{sentence}[, by {{note}}]", (AGENCY, *more, PLATE, what, COMPANY), (step,))


WHAT = Slot(Kind.TEXT, required=False)
CALL = Slot(Kind.CALL, required=False, implied=True, after="CALL")

ORDERED = Verb(
    code="TOW",
    name="Log tow",
    permission=Permission.TOW_LOG,
    help="Log a tow that your agency ordered: the plate with its state, why, and after a semicolon "
    "by which company. The rest is filled in on the tow's page.",
    examples=("TOW 4ABC123/CA blocks a hydrant; Harbor Towing",),
    forms=(
        _tow(
            "Log the tow of {plate}: {text}[ on {call}]",
            "ordered",
            Slot(Kind.TEXT, ask="Why is it towed? Write it behind the plate."),
            CALL,
            reason="{text}",
            call="{call.number}",
        ),
    ),
)

PRIVATE = Verb(
    code="PT",
    name="Private tow",
    permission=Permission.TOW_LOG,
    help="Log a tow from private property, so that “my car is stolen” is answered at once: the "
    "plate with its state, from where, and after a semicolon by whom.",
    examples=("PT 4ABC123/CA 400 Main Street; Harbor Towing",),
    forms=(
        _tow("Log the private tow of {plate}[ from {text}]", "private", WHAT, address="{text}"),
    ),
)

REPOSSESSION = Verb(
    code="REPO",
    name="Repossession",
    permission=Permission.TOW_LOG,
    help="Log a repossession: the plate with its state, from where, and after a semicolon by whom.",
    examples=("REPO 4ABC123/CA 8 Mill Lane; First Recovery",),
    forms=(
        _tow(
            "Log the repossession of {plate}[ from {text}]",
            "repossession",
            WHAT,
            address="{text}",
        ),
    ),
)

VERBS: tuple[Verb, ...] = (ORDERED, PRIVATE, REPOSSESSION)
