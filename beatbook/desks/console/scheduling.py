"""Verbs of calls that wait for their time. A part of the registry."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import AGENCY, Form, Kind, Slot, Step, Verb

CALL = Slot(Kind.CALL, implied=True)
NOTE = Slot(Kind.NOTE, required=False)

HOLD = Verb(
    code="HOLD",
    name="Hold",
    permission=Permission.CALL_DISPATCH,
    help="Put a waiting call off until a time. It stands under Held, and waits by itself when the "
    "time has come.",
    examples=("HOLD UNTIL 1700", "HOLD 0132 UNTIL +2H caller is out"),
    forms=(
        Form(
            "Put {call} off until {until}[: {text}]",
            (
                CALL,
                Slot(Kind.UNTIL, after="UNTIL", ask="Until when? Write UNTIL and a time."),
                Slot(Kind.TEXT, required=False),
            ),
            (
                Step(
                    "POST",
                    "/calls/{call.number}/hold/",
                    {"until": "{until.code}", "reason": "{text}"},
                ),
            ),
        ),
    ),
)

DUE = Verb(
    code="DUE",
    name="Due now",
    permission=Permission.CALL_DISPATCH,
    help="A held call waits from now on.",
    examples=("DUE 0132",),
    forms=(
        Form(
            "Let {call} wait from now on",
            (CALL,),
            (Step("POST", "/calls/{call.number}/due/"),),
        ),
    ),
)

SCHEDULE = Verb(
    code="SCH",
    name="Schedule",
    permission=Permission.CALL_TAKE,
    help="Take a call for a later time: type and place as with N, then AT and the time. Calls that "
    "come again by a rule are set up at the station.",
    examples=("SCH NOISE 8 MILL LANE AT 1700; ring twice", "SCH NOISE 8 MILL LANE AT +2H"),
    forms=(
        Form(
            "Schedule[ for {agency}] {call_type} at {place} for {until}[; {note}]",
            (
                AGENCY,
                Slot(Kind.CALL_TYPE),
                Slot(Kind.PLACE),
                Slot(Kind.UNTIL, after="AT", ask="When? Write AT and a time."),
                NOTE,
            ),
            (
                Step(
                    "POST",
                    "/calls/scheduled/",
                    {
                        "agency": "{agency.code}",
                        "call_type": "{call_type.code}",
                        "location": "{place}",
                        "due": "{until.code}",
                        "notes": "{note}",
                    },
                ),
            ),
        ),
    ),
)

VERBS: tuple[Verb, ...] = (HOLD, DUE, SCHEDULE)
