"""The verbs for case numbers - draw one, note another agency's, void one - and for opening a closed
call again. A part of the registry.
"""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import Form, Kind, Slot, Step, Verb

CALL = Slot(Kind.CALL, implied=True)
CASE_NUMBER = Slot(Kind.CASE_NUMBER)
NUMBERS = "/incidents/{call.number}/case-numbers/"

DRAW = Verb(
    code="CN",
    name="Case number",
    permission=Permission.CASE_NUMBER_DRAW,
    help="Draw a case number for the call from the agency's own series. A call that has one keeps "
    "it.",
    examples=("CN", "CN 0132"),
    forms=(Form("Draw a case number for {call}", (CALL,), (Step("POST", NUMBERS),)),),
)

NOTE = Verb(
    code="CNF",
    name="Case number from elsewhere",
    permission=Permission.CASE_NUMBER_DRAW,
    help="Note the case number of the chosen call that another agency issued, and which. Another "
    "call by # and number.",
    examples=("CNF CR26-00123 ALDER COUNTY SHERIFF", "CNF #0132 CR26-00123 ALDER COUNTY SHERIFF"),
    forms=(
        Form(
            "Note {case_number} of {text} on {call}",
            (CASE_NUMBER, CALL, Slot(Kind.TEXT, ask="Say which agency issued it.")),
            (
                Step(
                    "POST",
                    f"{NUMBERS}foreign/",
                    {"case_number": "{case_number.code}", "issued_by": "{text}"},
                ),
            ),
        ),
    ),
)

VOID = Verb(
    code="CNV",
    name="Void case number",
    permission=Permission.CASE_NUMBER_VOID,
    help="Void a case number of the chosen call, and say why. It stays on file and is never used "
    "again.",
    examples=("CNV 26-00042 drawn on the wrong call",),
    forms=(
        Form(
            "Void {case_number} of {call}: {text}",
            (CASE_NUMBER, CALL, Slot(Kind.TEXT, ask="Why? Write it behind the number.")),
            (
                Step(
                    "POST",
                    f"{NUMBERS}voiding/",
                    {"case_number": "{case_number.code}", "reason": "{text}"},
                ),
            ),
        ),
    ),
)

REOPEN = Verb(
    code="REOPEN",
    name="Reopen",
    permission=Permission.CALL_DISPATCH,
    help="Open a closed call again by its number, and say why. It waits under its old number, and "
    "units can be sent; the log keeps how it had ended.",
    examples=("REOPEN 0119 caller says they are back",),
    forms=(
        Form(
            "Reopen {number}: {text}",
            (
                Slot(Kind.NUMBER, ask="Which call? Give the number of one that is closed."),
                Slot(Kind.TEXT, ask="Why? Write it behind the number."),
            ),
            (Step("POST", "/calls/{number.code}/reopening/", {"reason": "{text}"}),),
        ),
    ),
)

VERBS: tuple[Verb, ...] = (DRAW, NOTE, VOID, REOPEN)
