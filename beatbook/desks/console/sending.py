"""The verbs that take units from one call to another. A part of the registry."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import Form, Kind, Slot, Step, Verb
from beatbook.ground.force.vocabulary import ASSIGNED

CALL = Slot(Kind.CALL, implied=True)
ON_A_CALL = tuple(sorted(ASSIGNED))

PREEMPT = Verb(
    code="PRE",
    name="Pre-empt",
    permission=Permission.CALL_DISPATCH,
    help="Take units from the calls they are on to a more urgent one. A call that nobody is left "
    "on waits again, with the time it was first received.",
    examples=("PRE 2B10 0132",),
    forms=(
        Form(
            "Take {units} from their call to {call}",
            (Slot(Kind.UNITS, among=ON_A_CALL), CALL),
            (
                Step(
                    "POST",
                    "/calls/{call.number}/assignment/",
                    {"unit": "{units.id}", "preempt": "yes"},
                ),
            ),
        ),
    ),
)

SWAP = Verb(
    code="SW",
    name="Swap",
    permission=Permission.CALL_DISPATCH,
    help="Two units exchange what they are on; one that is free takes the place of the other.",
    examples=("SW 2B10 2C10",),
    forms=(
        Form(
            "Swap {units}",
            (Slot(Kind.UNITS, least=2, ask="Name the two units."),),
            (Step("POST", "/swaps/", {"unit": "{units.id}"}),),
        ),
    ),
)

PRIMARY = Verb(
    code="PU",
    name="Primary unit",
    permission=Permission.CALL_DISPATCH,
    help="The unit that handles its call, and whose crew owes the report. Without a word it is the "
    "first one sent; when that leaves, the next one sent takes over.",
    examples=("PU 2B10",),
    forms=(
        Form(
            "Make {units} the primary unit",
            (Slot(Kind.UNITS, among=ON_A_CALL, on_call=True),),
            (Step("POST", "/calls/{unit.call}/primary/", {"unit": "{unit.id}"}, each=True),),
        ),
    ),
)

VERBS: tuple[Verb, ...] = (PREEMPT, SWAP, PRIMARY)
