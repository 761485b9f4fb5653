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
    aliases=("STACK",),
    help="Keep a waiting call FOR a unit, behind what it has already, or FOR BEAT: its minutes go "
    "on, dispatch is told after half an hour or UNTIL when, and the unit is proposed when free. "
    "Or put it off UNTIL a time: it stands under Held, and waits by itself when the time has come.",
    examples=("HOLD 0132 FOR 2B10", "HOLD FOR BEAT UNTIL +1H", "HOLD 0132 UNTIL +2H caller is out"),
    forms=(
        Form(
            "Keep {call} for {waiter}[ until {until}][: {text}]",
            (
                CALL,
                Slot(
                    Kind.WAITER,
                    ask="Until when, or for whom? Write UNTIL and a time, or FOR and a unit.",
                ),
                Slot(Kind.UNTIL, required=False, after="UNTIL"),
                Slot(Kind.TEXT, required=False),
            ),
            (
                Step(
                    "POST",
                    "/calls/{call.number}/stack/",
                    {
                        "unit": "{waiter.id}",
                        "beat": "{waiter.beat}",
                        "until": "{until.code}",
                        "reason": "{text}",
                    },
                ),
            ),
        ),
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

NEXT = Verb(
    code="NEXT",
    name="Next for its unit",
    permission=Permission.CALL_DISPATCH,
    help="A call that is kept for a unit comes before the others that are kept for it.",
    examples=("NEXT 0132",),
    forms=(
        Form(
            "Let {call} be the next for its unit",
            (CALL,),
            (Step("POST", "/calls/{call.number}/stack/first/"),),
        ),
    ),
)

UNHOLD = Verb(
    code="UNHOLD",
    name="Keep for nobody",
    aliases=("UNSTACK",),
    permission=Permission.CALL_DISPATCH,
    help="A call is not kept for its unit or beat any more.",
    examples=("UNHOLD 0132",),
    forms=(
        Form(
            "Keep {call} for nobody any more",
            (CALL,),
            (Step("POST", "/calls/{call.number}/stack/removal/"),),
        ),
    ),
)

GO = Verb(
    code="GO",
    name="Send as proposed",
    key="Ctrl+Enter",
    local="go",
    permission=Permission.CALL_DISPATCH,
    help="Send the unit that is free now to the call kept for it, as proposed over the map.",
    examples=("GO",),
    forms=(Form("Send the unit that is free to its next call"),),
)

UNDO = Verb(
    code="UNDO",
    name="Undo",
    key="Ctrl+Z",
    local="undo",
    permission=Permission.CALL_DISPATCH,
    help="Take your last command back, for ten seconds and as long as nothing was built on it: "
    "sending, releasing, a status, a type, a priority, a hold. The log keeps both.",
    examples=("UNDO",),
    forms=(Form("Take the last command back"),),
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

VERBS: tuple[Verb, ...] = (HOLD, NEXT, UNHOLD, GO, UNDO, DUE, SCHEDULE)
