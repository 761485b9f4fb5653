"""The one registry of commands. Add a verb here and it is parsed, previewed, completed, explained,
printed on the cheat sheet and bound to its key.

Spaces and dots separate words; ``;`` begins a note. Function keys run in the order of a call's
life and leave F1, F5, F11 and F12 to the browser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from beatbook.contract.access import Permission
from beatbook.desks.console import (
    alerting,
    checking,
    correcting,
    deciding,
    following,
    on_view,
    recording,
    relating,
    scheduling,
    sending,
    streets,
    towing,
    transferring,
)
from beatbook.desks.console.parts_of_speech import AGENCY, Form, Kind, Slot, Step, Verb
from beatbook.ground.force.vocabulary import LeftEarly, by_letter

CALL = Slot(Kind.CALL, implied=True)
NOTE = Slot(Kind.NOTE, required=False)
REASON = Slot(Kind.TEXT)
LEFT = Slot(
    Kind.LEFT,
    required=False,
    needed_from=("DP", "ER", "ST"),
    needed_unless="arrived",
    ask=f"It never arrived. Say why it leaves: {by_letter(LeftEarly)}.",
)
WORKING = ("DP", "ER", "ST", "OS", "TR")

RELEASE = Step(
    "POST",
    "/calls/{unit.call}/release/",
    {
        "unit": "{unit.id}",
        "disposition": "{dispositions.code}",
        "left": "{left.code}",
        "note": "{note}",
    },
    each=True,
)
CLOSE = Form(
    "Close {call}: {dispositions}[; {note}]",
    (CALL, Slot(Kind.DISPOSITIONS), NOTE),
    (
        Step(
            "POST",
            "/calls/{call.number}/closure/",
            {"disposition": "{dispositions.code}", "note": "{note}"},
        ),
    ),
    dialog="close",
)


def _assign(sentence: str, **status: str) -> Form:
    step = Step("POST", "/calls/{call.number}/assignment/", {"unit": "{units.id}", **status})
    return Form(sentence, (_units("AV", "CA"), CALL), (step,))


def _leave(sentence: str, *more: Slot, implied: bool = False) -> Form:
    """Whoever never arrived leaves for a reason, which a disposition is already."""
    units = Slot(Kind.UNITS, among=WORKING, implied=implied, on_call=True, leaving=True)
    return Form(sentence, (units, *more), (RELEASE,))


def _units(*among: str, implied: bool = False) -> Slot:
    return Slot(Kind.UNITS, among=among, implied=implied)


TAKE_A_CALL = Verb(
    code="N",
    name="New call",
    aliases=("NEW",),
    key="F2",
    permission=Permission.CALL_TAKE,
    help="Take a call: type and place in either order, then a note. Alone it opens the form. Who "
    "takes calls for several agencies may name one by its code.",
    examples=("N NOISE 1925 N CASTLE; loud music", "N 1925 N CASTLE NOISE"),
    forms=(
        Form(
            "Take a call[ for {agency}]: {call_type} at {place}[; {note}]",
            (
                AGENCY,
                Slot(Kind.CALL_TYPE),
                Slot(Kind.PLACE),
                NOTE,
            ),
            (
                Step(
                    "POST",
                    "/calls/",
                    {
                        "agency": "{agency.code}",
                        "call_type": "{call_type.code}",
                        "location": "{place}",
                        "notes": "{note}",
                    },
                ),
            ),
            dialog="call",
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
    forms=(_assign("Dispatch {units} to {call}"),),
)

DISPATCH_EN_ROUTE = Verb(
    code="DE",
    name="Dispatch, en route",
    permission=Permission.CALL_DISPATCH,
    help="Send units that are already rolling.",
    examples=("DE 2B10 0132", "DE 1"),
    forms=(_assign("Dispatch {units}, already en route, to {call}", status="ER"),),
)

DISPATCH_ON_SCENE = Verb(
    code="DO",
    name="Dispatch, on scene",
    permission=Permission.CALL_DISPATCH,
    help="Put units on a call where they already are.",
    examples=("DO 2B10 0132",),
    forms=(_assign("Dispatch {units}, already on scene, to {call}", status="OS"),),
)

CLEAR = Verb(
    code="CL",
    name="Clear",
    key="F7",
    permission=Permission.CALL_DISPATCH,
    help="Clear units from their call. With a disposition the last one to leave closes the call; "
    "a call's number with a disposition closes it at once.",
    examples=("CL 2B10 REPORT", "CL 2B10 N", "CL 0132 REPORT; all quiet"),
    forms=(
        _leave("Clear {units}[: {left}]", LEFT, implied=True),
        _leave("Clear {units}: {dispositions}[; {note}]", Slot(Kind.DISPOSITIONS), NOTE),
        CLOSE,
    ),
)

CLOSE_CALL = Verb(
    code="C",
    name="Close call",
    aliases=("CLOSE",),
    key="F8",
    permission=Permission.CALL_CLOSE,
    help="Close a call with its disposition, or several, and free its units. Alone it opens the "
    "form.",
    examples=("C 0132 REPORT", "C REPORT CITATION; spoke with both neighbors"),
    forms=(CLOSE,),
)

RELEASE_UNIT = Verb(
    code="R",
    name="Release",
    aliases=("REL",),
    permission=Permission.CALL_DISPATCH,
    help="Take units off their call. When the last one leaves, the call waits again. One that "
    "never arrived leaves for a reason of one letter.",
    examples=("R 2B10 N",),
    forms=(_leave("Release {units} from the call[: {left}]", LEFT, implied=True),),
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
            "Strike {note_number}: {text}",
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
    *sending.VERBS,
    *on_view.VERBS,
    *following.VERBS,
    CLEAR,
    CLOSE_CALL,
    RELEASE_UNIT,
    NOTE_A_CALL,
    STRIKE_NOTE,
    *correcting.VERBS,
    *following.DUTY,
    *deciding.VERBS,
    *recording.VERBS,
    *relating.VERBS,
    *transferring.VERBS,
    *scheduling.VERBS,
    *streets.VERBS,
    *alerting.VERBS,
    *checking.VERBS,
    *towing.VERBS,
    SELECT,
    HELP,
)


WORDS = {word: verb for verb in VERBS for word in verb.words}


def in_letters(own: Mapping[str, str]) -> tuple[Verb, ...]:
    """The registry as an agency says it: ``own`` are its letters of statuses, by ours.

    Letters that a later release made a command of keep to the command.
    """

    def said(verb: Verb) -> Verb:
        word = own.get(verb.status)
        return verb.called(word) if word and WORDS.get(word, verb) is verb else verb

    return tuple(said(verb) for verb in VERBS)


def as_json(verbs: Sequence[Verb] = VERBS) -> list[dict[str, Any]]:
    """The registry as the browser gets it. Nobody changes it."""
    return [verb.as_json for verb in verbs]


def for_keys(verbs: Sequence[Verb] = VERBS) -> list[Verb]:
    """The verbs with a function key, in the order of the keys."""
    return [verb for verb in verbs if verb.key]


def for_a_call(verbs: Sequence[Verb] = VERBS) -> list[Verb]:
    """The verbs that concern a call as a whole: its units, dangers, requests, notes and numbers
    have buttons of their own."""
    elsewhere = {
        *(Kind.UNITS, Kind.FLAG, Kind.NOTE_NUMBER, Kind.CASE_NUMBER),
        *(Kind.QUESTION, Kind.MERGED, Kind.LINKED),
    }
    return [
        verb
        for verb in verbs
        if verb.forms[0].steps
        and Kind.CALL in verb.kinds
        and not elsewhere & verb.kinds
        and (Kind.SERVICE not in verb.kinds or verb.code == "REQ")
    ]
