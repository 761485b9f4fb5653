"""The verb that hands a call to another center. A part of the registry."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import Form, Kind, Slot, Step, Verb

TRANSFER = Verb(
    code="XFER",
    name="Transfer",
    permission=Permission.CALL_DISPATCH,
    help="Hand the chosen call to another center: by phone, radio or CAD; the center, a comma and "
    "the person there; what was said behind the semicolon, kept word for word. @2107 when it was "
    "said earlier. AS and a disposition closes the call here; without it the call stays open.",
    examples=(
        "XFER PHONE ALDER COUNTY 911, SGT LOPEZ; they send a deputy",
        "XFER 0132 RADIO @2107 STATE POLICE AS POLICE; theirs from here",
    ),
    forms=(
        Form(
            "Transfer {call} by {means} to {text}[ at {reached}][, closed as {dispositions}]: "
            "{note}",
            (
                Slot(Kind.CALL, implied=True),
                Slot(Kind.MEANS, ask="How? Say PHONE, RADIO or CAD."),
                Slot(Kind.REACHED, required=False),
                Slot(Kind.TEXT, ask="To which center? Write its name."),
                Slot(Kind.DISPOSITIONS, required=False, after="AS"),
                Slot(Kind.NOTE, ask="What was said? Write it behind a semicolon."),
            ),
            (
                Step(
                    "POST",
                    "/calls/{call.number}/transfer/",
                    {
                        "center": "{text}",
                        "means": "{means.code}",
                        "said": "{note}",
                        "reached": "{reached.code}",
                        "disposition": "{dispositions.code}",
                    },
                ),
            ),
        ),
    ),
)

VERBS: tuple[Verb, ...] = (TRANSFER,)
