"""The one registry of commands. Add a verb here and it is parsed, previewed, completed, explained,
printed on the cheat sheet and bound to its key.

Spaces and dots separate words; ``;`` begins a note. Function keys run in the order of a call's
life and leave F1, F5, F11 and F12 to the browser.
"""

from __future__ import annotations

from typing import Any

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import Form, Kind, Slot, Step, Verb

CALL = Slot(Kind.CALL, implied=True)
NOTE = Slot(Kind.NOTE, required=False)
REASON = Slot(Kind.TEXT, required=False)
WORKING = ("DP", "ER", "OS", "TR")

ASSIGN = Step("POST", "/calls/{call.number}/assignment/", {"unit": "{units.id}"})
RELEASE = Step("POST", "/calls/{unit.call}/release/", {"unit": "{unit.id}"}, each=True)
CLOSE = Step(
    "POST",
    "/calls/{call.number}/closure/",
    {"disposition": "{disposition.code}", "note": "{note}"},
)


def _status(code: str, **body: str) -> Step:
    return Step("POST", "/units/{unit.id}/status/", {"status": code, **body}, each=True)


def _units(*among: str, implied: bool = False, on_call: bool = False) -> Slot:
    return Slot(Kind.UNITS, among=among, implied=implied, on_call=on_call)


def _correct(sentence: str, slot: Slot, **body: str) -> Form:
    step = Step("POST", "/calls/{call.number}/correction/", body)
    return Form(sentence, (CALL, slot), (step,))


TAKE_A_CALL = Verb(
    code="N",
    name="New call",
    aliases=("NEW",),
    key="F2",
    dialog="call",
    permission=Permission.CALL_TAKE,
    help="Take a call: the type and the place in either order, then a note. Alone it opens the "
    "form.",
    examples=("N NOISE 1925 N CASTLE; loud music", "N 1925 N CASTLE NOISE"),
    forms=(
        Form(
            "Take a call: {call_type} at {place}[; {note}]",
            (Slot(Kind.CALL_TYPE), Slot(Kind.PLACE), NOTE),
            (
                Step(
                    "POST",
                    "/calls/",
                    {
                        "call_type": "{call_type.code}",
                        "location": "{place}",
                        "notes": "{note}",
                    },
                ),
            ),
        ),
    ),
)

DISPATCH = Verb(
    code="D",
    name="Dispatch",
    key="F3",
    opening="1",
    permission=Permission.CALL_DISPATCH,
    help="Send units to a call. 1 is the first recommended unit of the chosen call.",
    examples=("D 1", "D 2B10 0132", "D.2B10.2C10.0132"),
    forms=(Form("Dispatch {units} to {call}", (_units("AV"), CALL), (ASSIGN,)),),
)

DISPATCH_EN_ROUTE = Verb(
    code="DE",
    name="Dispatch, en route",
    permission=Permission.CALL_DISPATCH,
    help="Send units that are already rolling.",
    examples=("DE 2B10 0132", "DE 1"),
    forms=(
        Form(
            "Dispatch {units} en route to {call}",
            (_units("AV"), CALL),
            (ASSIGN, _status("ER")),
        ),
    ),
)

DISPATCH_ON_SCENE = Verb(
    code="DO",
    name="Dispatch, on scene",
    permission=Permission.CALL_DISPATCH,
    help="Put units on a call where they already are.",
    examples=("DO 2B10 0132",),
    forms=(
        Form(
            "Dispatch {units}, already on scene, to {call}",
            (_units("AV"), CALL),
            (ASSIGN, _status("OS")),
        ),
    ),
)

EN_ROUTE = Verb(
    code="ER",
    name="En route",
    aliases=("ENR",),
    key="F4",
    permission=Permission.UNIT_STATUS,
    help="The unit is on its way. Without a unit: the only dispatched one of the chosen call.",
    examples=("ER 2B10", "ER"),
    forms=(Form("Mark {units} en route", (_units("DP", implied=True),), (_status("ER"),)),),
)

ON_SCENE = Verb(
    code="OS",
    name="On scene",
    aliases=("ONS",),
    key="F6",
    permission=Permission.UNIT_STATUS,
    help="The unit has arrived.",
    examples=("OS 2B10", "OS.2B10.2C10"),
    forms=(Form("Mark {units} on scene", (_units("ER", "DP", implied=True),), (_status("OS"),)),),
)

TRANSPORT = Verb(
    code="TR",
    name="Transport",
    permission=Permission.UNIT_STATUS,
    help="The unit is carrying a person or property.",
    examples=("TR 2B10",),
    forms=(Form("Mark {units} transporting", (_units("OS", implied=True),), (_status("TR"),)),),
)

CLEAR = Verb(
    code="CL",
    name="Clear",
    key="F7",
    dialog="close",
    permission=Permission.CALL_DISPATCH,
    help="Clear units from their call; with a disposition, close the call itself.",
    examples=("CL 2B10", "CL 2B10 RPT", "CL 0132 RPT; all quiet"),
    forms=(
        Form("Clear {units}", (_units(*WORKING, implied=True, on_call=True),), (RELEASE,)),
        Form(
            "Close {call}: {disposition}[; {note}]", (CALL, Slot(Kind.DISPOSITION), NOTE), (CLOSE,)
        ),
    ),
)

CLOSE_CALL = Verb(
    code="C",
    name="Close call",
    aliases=("CLOSE",),
    key="F8",
    dialog="close",
    permission=Permission.CALL_CLOSE,
    help="Close a call with its disposition and free its units. Alone it opens the form.",
    examples=("C 0132 RPT", "C RPT; spoke with both neighbors"),
    forms=(
        Form(
            "Close {call}: {disposition}[; {note}]", (CALL, Slot(Kind.DISPOSITION), NOTE), (CLOSE,)
        ),
    ),
)

RELEASE_UNIT = Verb(
    code="R",
    name="Release",
    aliases=("REL",),
    permission=Permission.CALL_DISPATCH,
    help="Take units off their call; without units the call waits again.",
    examples=("R 2B10",),
    forms=(
        Form(
            "Release {units} from the call",
            (_units(*WORKING, implied=True, on_call=True),),
            (RELEASE,),
        ),
    ),
)

NOTE_A_CALL = Verb(
    code="NOTE",
    name="Note",
    aliases=("NT",),
    key="F9",
    permission=Permission.CALL_NOTE,
    help="Add a note to a call's chronology.",
    examples=("NOTE caller will wait outside", "NOTE 0132 second call, same house"),
    forms=(
        Form(
            "Note on {call}: {text}",
            (CALL, Slot(Kind.TEXT)),
            (Step("POST", "/calls/{call.number}/note/", {"text": "{text}"}),),
        ),
    ),
)

STRIKE_NOTE = Verb(
    code="X",
    name="Strike note",
    aliases=("STRIKE",),
    permission=Permission.CALL_NOTE,
    help="Strike a note of the chosen call by its number. It stays readable, struck through.",
    examples=("X 1 wrong call",),
    forms=(
        Form(
            "Strike {note_number}[: {text}]",
            (CALL, Slot(Kind.NOTE_NUMBER), REASON),
            (
                Step(
                    "POST",
                    "/calls/{call.number}/note/{note_number.id}/strike/",
                    {"reason": "{text}"},
                ),
            ),
        ),
    ),
)

LOCATION = Verb(
    code="LOC",
    name="Correct location",
    permission=Permission.CALL_DISPATCH,
    help="Correct where the chosen call is. Another call by # and number.",
    examples=("LOC 1927 N CASTLE", "LOC #0132 1927 N CASTLE"),
    forms=(_correct("Move {call} to {place}", Slot(Kind.PLACE), location="{place}"),),
)

TYPE = Verb(
    code="TYPE",
    name="Correct type",
    permission=Permission.CALL_DISPATCH,
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
    name="Correct priority",
    permission=Permission.CALL_DISPATCH,
    help="Correct how urgent a call is, 1 to 5.",
    examples=("PRI 2", "PRI 0132 1"),
    forms=(
        _correct("Change {call} to {priority}", Slot(Kind.PRIORITY), priority="{priority.code}"),
    ),
)

AVAILABLE = Verb(
    code="AV",
    name="Available",
    aliases=("10-8",),
    permission=Permission.UNIT_STATUS,
    help="The unit can be sent again.",
    examples=("AV 2B10",),
    forms=(Form("Mark {units} available", (_units("BZ", "OO", "OD", "TR"),), (_status("AV"),)),),
)

BUSY = Verb(
    code="BZ",
    name="Busy",
    permission=Permission.UNIT_STATUS,
    help="The unit is busy and not to be recommended; say why.",
    examples=("BZ 2B10 report writing",),
    forms=(
        Form(
            "Mark {units} busy[: {text}]", (_units("AV"), REASON), (_status("BZ", reason="{text}"),)
        ),
    ),
)

OUT_OF_SERVICE = Verb(
    code="OOS",
    name="Out of service",
    permission=Permission.UNIT_STATUS,
    help="The unit cannot be sent; say why.",
    examples=("OOS 2B10 flat tire",),
    forms=(
        Form(
            "Mark {units} out of service[: {text}]",
            (_units("AV", "BZ"), REASON),
            (_status("OO", reason="{text}"),),
        ),
    ),
)

SELECT = Verb(
    code="S",
    name="Select",
    aliases=("SEL",),
    local="select",
    permission=Permission.CALL_READ,
    help="Choose a call by its number or by a unit on it. The number alone does the same.",
    examples=("S 0132", "S 2B10"),
    forms=(Form("Choose {call}", (Slot(Kind.CALL),)),),
)

HELP = Verb(
    code="?",
    name="Help",
    aliases=("HELP",),
    local="help",
    permission=Permission.CALL_READ,
    help="Show every command, or one.",
    examples=("?", "? D"),
    forms=(Form("Show the commands[: {topic}]", (Slot(Kind.TOPIC, required=False),)),),
)

VERBS: tuple[Verb, ...] = (
    TAKE_A_CALL,
    DISPATCH,
    DISPATCH_EN_ROUTE,
    DISPATCH_ON_SCENE,
    EN_ROUTE,
    ON_SCENE,
    TRANSPORT,
    CLEAR,
    CLOSE_CALL,
    RELEASE_UNIT,
    NOTE_A_CALL,
    STRIKE_NOTE,
    LOCATION,
    TYPE,
    PRIORITY,
    AVAILABLE,
    BUSY,
    OUT_OF_SERVICE,
    SELECT,
    HELP,
)


def as_json() -> list[dict[str, Any]]:
    """The registry as the browser gets it."""
    return [verb.as_json() for verb in VERBS]
