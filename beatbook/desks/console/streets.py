"""The verbs for streets: close one, slow it down, open it again. A part of the one registry."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import AGENCY, Form, Kind, Slot, Step, Verb

STRETCH = Slot(Kind.STRETCH)
UNTIL = Slot(Kind.UNTIL, required=False, after="UNTIL")
WHY = Slot(Kind.TEXT, ask="Say why, after the time or a semicolon.")


def _close(sentence: str, *more: Slot, **body: str) -> Form:
    said = {"stretch": "{stretch}", "until": "{until.code}", "reason": "{text}"}
    step = Step("POST", "/closures/", {"agency": "{agency.code}", **said, **body})
    return Form(sentence, (AGENCY, *more, STRETCH, UNTIL, WHY), (step,), dialog="closure")


CLOSE_STREET = Verb(
    code="RC",
    name="Close street",
    permission=Permission.CLOSURE_SET,
    help="Close a street to through traffic: the street, the two it lies between, EB, WB, NB or SB "
    "for one direction, UNTIL when, and why. Alone it opens the form and the map to click on.",
    examples=(
        "RC HARBOR 3RD/5TH UNTIL 1700 WATER MAIN",
        "RC HARBOR 3RD/5TH EB; crash",
        "RC MILL LANE UNTIL +2H PARADE",
    ),
    forms=(_close("Close[ for {agency}] {stretch}[ until {until}]: {text}"),),
)

SLOW_STREET = Verb(
    code="RS",
    name="Slow street",
    permission=Permission.CLOSURE_SET,
    help="Let a street count as slower: 40% is two fifths of its usual speed.",
    examples=("RS 40% HARBOR 3RD/5TH UNTIL 1700 ONE LANE",),
    forms=(
        _close(
            "Slow[ for {agency}] {stretch} to {percent}[ until {until}]: {text}",
            Slot(Kind.PERCENT),
            speed_percent="{percent.code}",
        ),
    ),
)

OPEN_STREET = Verb(
    code="RO",
    name="Open street",
    permission=Permission.CLOSURE_SET,
    help="Open a closed or slowed street again, by its name or number. Alone it shows them all.",
    examples=("RO HARBOR", "RO 12"),
    forms=(
        Form(
            "Open {closure} again",
            (Slot(Kind.CLOSURE),),
            (Step("POST", "/closures/{closure.id}/lifting/"),),
            dialog="closures",
        ),
    ),
)

VERBS = (CLOSE_STREET, SLOW_STREET, OPEN_STREET)
