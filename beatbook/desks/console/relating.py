"""Verbs of calls that belong together: link them, merge them. A part of the registry."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import Form, Kind, Slot, Step, Verb

CALL = Slot(Kind.CALL, implied=True)
OTHER = Kind.OTHER_CALL

MERGE = Verb(
    code="MERGE",
    name="Merge",
    permission=Permission.CALL_DISPATCH,
    help="Two calls are about the same: the chosen one, or the one named first, goes into the one "
    "behind INTO. Callers, notes and units of both stay in sight.",
    examples=("MERGE INTO 0132", "MERGE 0142 INTO 0132"),
    forms=(
        Form(
            "Merge {call} into {other_call}",
            (CALL, Slot(OTHER, after="INTO", ask="Into which? Write INTO and its number.")),
            (Step("POST", "/calls/{call.number}/merge/", {"other": "{other_call.number}"}),),
        ),
    ),
)

UNMERGE = Verb(
    code="UNMERGE",
    name="Unmerge",
    permission=Permission.CALL_DISPATCH,
    help="A call that was merged into the chosen one is another call after all. It waits again "
    "with its first received time, and has its units back.",
    examples=("UNMERGE 0140",),
    forms=(
        Form(
            "Take {merged} out of {call} again",
            (Slot(Kind.MERGED), CALL),
            (Step("POST", "/calls/{merged.number}/unmerging/"),),
        ),
    ),
)

LINK = Verb(
    code="LINK",
    name="Link",
    permission=Permission.CALL_TAKE,
    help="The chosen call has to do with another one. Both stay, and each shows the other.",
    examples=("LINK 0142",),
    forms=(
        Form(
            "Link {call} with {other_call}",
            (Slot(OTHER), CALL),
            (Step("POST", "/calls/{call.number}/link/", {"other": "{other_call.number}"}),),
        ),
    ),
)

UNLINK = Verb(
    code="UNLINK",
    name="Unlink",
    permission=Permission.CALL_TAKE,
    help="The chosen call has nothing to do with the other one.",
    examples=("UNLINK 0141",),
    forms=(
        Form(
            "Unlink {linked} from {call}",
            (Slot(Kind.LINKED), CALL),
            (Step("POST", "/calls/{call.number}/link/removal/", {"other": "{linked.number}"}),),
        ),
    ),
)

VERBS: tuple[Verb, ...] = (MERGE, UNMERGE, LINK, UNLINK)
