"""Verbs of who may be sent."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import Form, Kind, Slot, Step, Verb

CALL = Slot(Kind.CALL, implied=True)

OVERRIDE = Verb(
    code="OV",
    name="Override",
    permission=Permission.CALL_OVERRIDE,
    help="Send units that the rules of the call type would not send, and say why by one letter. "
    "It is kept in the log.",
    examples=("OV 2C10 0132 N", "OV 2C10 L"),
    forms=(
        Form(
            "Send {units} to {call} against the rules: {override}",
            (Slot(Kind.UNITS, among=("AV",)), CALL, Slot(Kind.OVERRIDE)),
            (
                Step(
                    "POST",
                    "/calls/{call.number}/assignment/",
                    {"unit": "{units.id}", "override": "{override.code}"},
                ),
            ),
        ),
    ),
)

VERBS: tuple[Verb, ...] = (OVERRIDE,)
