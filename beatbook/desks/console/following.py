"""The verbs that follow units, on a call and without one. A part of the registry."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import Form, Kind, Slot, Step, Verb
from beatbook.ground.force.vocabulary import ALLOWED_ON_CALL, ASSIGNED, Status, StepBack, by_letter

REASON = Slot(Kind.TEXT)
REACHED = Slot(Kind.REACHED, required=False)


def _units(*among: str, implied: bool = False) -> Slot:
    return Slot(Kind.UNITS, among=among, implied=implied)


def _back(status: Status) -> Slot:
    """A reason, needed from every status that this one is a step back from."""
    later = [one for one in ASSIGNED if one != status and status not in ALLOWED_ON_CALL[one]]
    return Slot(
        Kind.BACK,
        required=False,
        needed_from=tuple(sorted(later)),
        ask=f"That is a step back. Say why: {by_letter(StepBack)}.",
    )


def _on_call(words: str, status: Status, *among: str) -> Form:
    """A status on a call, the time it was reached if that was heard late, and why if it is back."""
    body = {"status": status.value, "reached": "{reached.code}", "back": "{back.code}"}
    step = Step("POST", "/units/{unit.id}/status/", body, each=True)
    slots = (_units(*among, implied=True), REACHED, _back(status))
    return Form(f"Mark {{units}} {words}[ at {{reached}}][: {{back}}]", slots, (step,))


def _without_call(sentence: str, status: str, *among: str) -> Form:
    step = Step("POST", "/units/{unit.id}/status/", {"status": status}, each=True)
    return Form(sentence, (_units(*among),), (step,))


def _because(sentence: str, status: str, *among: str) -> Form:
    body = {"status": status, "reason": "{text}"}
    step = Step("POST", "/units/{unit.id}/status/", body, each=True)
    return Form(sentence, (_units(*among), REASON), (step,))


DISPATCHED = Verb(
    code="DP",
    name="Back to dispatched",
    permission=Permission.UNIT_STATUS,
    help="The unit on a call is not on its way after all; why, by one letter.",
    examples=("DP 2B10 M",),
    forms=(_on_call("dispatched", Status.DISPATCHED),),
)

EN_ROUTE = Verb(
    code="ER",
    name="En route",
    aliases=("ENR",),
    key="F4",
    permission=Permission.UNIT_STATUS,
    help="The unit is on its way. Without a unit: the only dispatched one of the chosen call. "
    "A step back, here from the scene, needs its letter.",
    examples=("ER 2B10", "ER", "ER 2B10 L"),
    forms=(_on_call("en route", Status.EN_ROUTE, "DP"),),
)

STAGING = Verb(
    code="ST",
    name="Staging",
    permission=Permission.UNIT_STATUS,
    help="The unit is near by, out of sight, until it is safe to go in.",
    examples=("ST 2B10",),
    forms=(_on_call("staging", Status.STAGING, "ER", "DP", "OS"),),
)

ON_SCENE = Verb(
    code="OS",
    name="On scene",
    aliases=("ONS",),
    key="F6",
    permission=Permission.UNIT_STATUS,
    help="The unit has arrived. A time heard late stands behind @: the log shows both times.",
    examples=("OS 2B10", "OS.2B10.2C10", "OS 2B10 @2107"),
    forms=(_on_call("on scene", Status.ON_SCENE, "ER", "ST", "DP", "TR"),),
)

TRANSPORT = Verb(
    code="TR",
    name="Transport",
    permission=Permission.UNIT_STATUS,
    help="The unit is carrying a person or property.",
    examples=("TR 2B10",),
    forms=(_on_call("transporting", Status.TRANSPORTING, "OS", "ER", "DP"),),
)

SAFE = Verb(
    code="OK",
    name="Safe",
    aliases=("SAFE",),
    permission=Permission.UNIT_STATUS,
    help="The unit on scene answered the safety check; its timer begins again.",
    examples=("OK 2B10",),
    forms=(
        Form(
            "Note that {units} answered the safety check",
            (_units("OS", implied=True),),
            (Step("POST", "/units/{unit.id}/safety/", {}, each=True),),
        ),
    ),
)

AVAILABLE = Verb(
    code="AV",
    name="Available",
    aliases=("10-8",),
    permission=Permission.UNIT_STATUS,
    help="The unit can be sent again.",
    examples=("AV 2B10",),
    forms=(_without_call("Mark {units} available", "AV", "BZ", "OO", "OD"),),
)

BUSY = Verb(
    code="BZ",
    name="Busy",
    permission=Permission.UNIT_STATUS,
    help="The unit is busy and not recommended; say why.",
    examples=("BZ 2B10 report writing",),
    forms=(_because("Mark {units} busy: {text}", "BZ", "AV", "OO"),),
)

OUT_OF_SERVICE = Verb(
    code="OOS",
    name="Out of service",
    permission=Permission.UNIT_STATUS,
    help="The unit cannot be sent; say why.",
    examples=("OOS 2B10 flat tire",),
    forms=(_because("Mark {units} out of service: {text}", "OO", "AV", "BZ"),),
)

VERBS: tuple[Verb, ...] = (EN_ROUTE, STAGING, ON_SCENE, TRANSPORT, DISPATCHED)
DUTY: tuple[Verb, ...] = (SAFE, AVAILABLE, BUSY, OUT_OF_SERVICE)
