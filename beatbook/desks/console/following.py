"""The verbs that follow units, on a call and without one. A part of the registry."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import Form, Kind, Slot, Step, Verb
from beatbook.ground.force.vocabulary import ALLOWED_ON_CALL, ASSIGNED, Status, StepBack, by_letter

REASON = Slot(Kind.TEXT)
UNTIL = Slot(Kind.UNTIL, required=False, after="UNTIL")
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


def _because(words: str, status: str, *among: str) -> Form:
    """A status with its reason, and until when if that is known."""
    body = {"status": status, "reason": "{text}", "until": "{until.code}"}
    step = Step("POST", "/units/{unit.id}/status/", body, each=True)
    sentence = f"Mark {{units}} {words}[ until {{until}}]: {{text}}"
    return Form(sentence, (_units(*among), UNTIL, REASON), (step,))


def _meal(sentence: str, act: str, *among: str) -> Form:
    step = Step("POST", "/units/{unit.id}/meal/", {"act": act}, each=True)
    return Form(sentence, (_units(*among),), (step,))


def _sendable(sentence: str, sendable: str) -> Form:
    step = Step("POST", "/units/{unit.id}/sendable/", {"sendable": sendable}, each=True)
    return Form(sentence, (_units(*sorted(ASSIGNED), implied=True),), (step,))


DISPATCHED = Verb(
    code="DP",
    name="Back to dispatched",
    status=Status.DISPATCHED,
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
    status=Status.EN_ROUTE,
    permission=Permission.UNIT_STATUS,
    help="The unit is on its way. Without a unit: the only dispatched one of the chosen call. "
    "A step back, here from the scene, needs its letter.",
    examples=("ER 2B10", "ER", "ER 2B10 L"),
    forms=(_on_call("en route", Status.EN_ROUTE, "DP"),),
)

STAGING = Verb(
    code="ST",
    name="Staging",
    status=Status.STAGING,
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
    status=Status.ON_SCENE,
    permission=Permission.UNIT_STATUS,
    help="The unit has arrived. A time heard late stands behind @: the log shows both times.",
    examples=("OS 2B10", "OS.2B10.2C10", "OS 2B10 @2107"),
    forms=(_on_call("on scene", Status.ON_SCENE, "ER", "ST", "DP", "TR"),),
)

TRANSPORT = Verb(
    code="TR",
    name="Transport",
    status=Status.TRANSPORTING,
    permission=Permission.UNIT_STATUS,
    help="The unit takes somebody or something somewhere: where to, the odometer in whole miles, "
    "and behind a semicolon who.",
    examples=("TR 2B10 HOSP 41022", "TR 2B10 COUNTY JAIL 41022; one adult"),
    forms=(
        Form(
            "{units} TR {text} {odometer}[ with {note}]",
            (
                _units("OS", "ER", "DP", implied=True),
                Slot(Kind.ODOMETER),
                Slot(Kind.TEXT, ask="Where to? Write it, then the odometer: HOSP 41022."),
                Slot(Kind.NOTE, required=False),
            ),
            (
                Step(
                    "POST",
                    "/units/{unit.id}/transport/",
                    {"destination": "{text}", "odometer": "{odometer.code}", "who": "{note}"},
                    each=True,
                ),
            ),
        ),
    ),
)

TRANSPORT_ENDS = Verb(
    code="TA",
    name="Transport arrived",
    permission=Permission.UNIT_STATUS,
    help="The unit is where it was going to; the odometer in whole miles.",
    examples=("TA 2B10 41030",),
    forms=(
        Form(
            "{units} arrived, odometer {odometer}",
            (_units("TR", implied=True), Slot(Kind.ODOMETER)),
            (
                Step(
                    "POST",
                    "/units/{unit.id}/transport/end/",
                    {"odometer": "{odometer.code}"},
                    each=True,
                ),
            ),
        ),
    ),
)

RADIO_LOG = Verb(
    code="RL",
    name="Radio log",
    permission=Permission.UNIT_STATUS,
    help="What was said on the radio, by a unit or by nobody in particular.",
    examples=("RL 2B10 checking the pier", "RL test of the county channel"),
    forms=(
        Form(
            "Radio log[, {units}]: {text}",
            (Slot(Kind.UNITS, required=False), Slot(Kind.TEXT)),
            (Step("POST", "/radio/", {"unit": "{units.id}", "text": "{text}"}),),
        ),
    ),
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

SEEN = Verb(
    code="SEEN",
    name="Seen",
    permission=Permission.CALL_DISPATCH,
    help="What ran out for a unit or a call was seen; it alarms no console any more until the next "
    "status. Without a name: the chosen call.",
    examples=("SEEN 2B10", "SEEN 0132"),
    forms=(
        Form(
            "Note that what ran out for {units} was seen",
            (_units(),),
            (Step("POST", "/units/{unit.id}/timers/", {}, each=True),),
        ),
        Form(
            "Note that the wait of {call} was seen",
            (Slot(Kind.CALL, implied=True),),
            (Step("POST", "/calls/{call.number}/wait/"),),
        ),
    ),
)

EMERGENCY = Verb(
    code="EM",
    name="Emergency",
    permission=Permission.UNIT_STATUS,
    help="The unit needs help now: every console is alarmed until a dispatcher ends it.",
    examples=("EM 2B10",),
    forms=(
        Form(
            "EMERGENCY of {units}",
            (_units(),),
            (Step("POST", "/units/{unit.id}/emergency/", {}, each=True),),
        ),
    ),
)

END_EMERGENCY = Verb(
    code="EMX",
    name="End emergency",
    permission=Permission.CALL_DISPATCH,
    help="The emergency of the unit is over. Only dispatch ends one.",
    examples=("EMX 2B10",),
    forms=(
        Form(
            "End the emergency of {units}",
            (_units(),),
            (Step("POST", "/units/{unit.id}/emergency/end/", {}, each=True),),
        ),
    ),
)


def _backup(sentence: str, address: str, **body: str) -> Form:
    step = Step("POST", f"/units/{{unit.id}}/backup/{address}", body, each=True)
    return Form(sentence, (_units(),), (step,))


BACK_UP = Verb(
    code="BU",
    name="Back-up",
    permission=Permission.UNIT_STATUS,
    help="The unit wants another one with it, as soon as one can come.",
    examples=("BU 2B10",),
    forms=(_backup("Note that {units} wants back-up", "", backup="routine"),),
)

URGENT_BACK_UP = Verb(
    code="BUU",
    name="URGENT back-up",
    permission=Permission.UNIT_STATUS,
    help="The unit wants another one with it at once. Whoever is in danger presses EM.",
    examples=("BUU 2B10",),
    forms=(_backup("Note that {units} wants URGENT back-up", "", backup="urgent"),),
)

TAKE_UP_BACK_UP = Verb(
    code="BUA",
    name="Take the back-up up",
    permission=Permission.CALL_DISPATCH,
    help="You see to it that somebody goes: the sound ends, and the unit's phone says so. Send "
    "somebody with D.",
    examples=("BUA 2B10",),
    forms=(_backup("Tell {units} that you take its back-up up", "taking/"),),
)

END_BACK_UP = Verb(
    code="BUX",
    name="No back-up any more",
    permission=Permission.UNIT_STATUS,
    help="The unit wants no back-up any more. Leaving the call says so too.",
    examples=("BUX 2B10",),
    forms=(_backup("Note that {units} wants no back-up any more", "end/"),),
)

AVAILABLE = Verb(
    code="AV",
    name="Available",
    aliases=("10-8",),
    status=Status.AVAILABLE,
    permission=Permission.UNIT_STATUS,
    help="The unit can be sent again.",
    examples=("AV 2B10",),
    forms=(_without_call("Mark {units} available", "AV", "CA", "BZ", "OO", "OD"),),
)

BUSY = Verb(
    code="BZ",
    name="Busy",
    status=Status.BUSY,
    permission=Permission.UNIT_STATUS,
    help="The unit is busy and not recommended; say why, and UNTIL when if it is known: dispatch "
    "is told when that is over.",
    examples=("BZ 2B10 report writing", "BZ 2B10 court UNTIL 1530"),
    forms=(_because("busy", "BZ", "AV", "CA", "OO"),),
)

OUT_OF_SERVICE = Verb(
    code="OOS",
    name="Out of service",
    aliases=("OO",),
    status=Status.OUT_OF_SERVICE,
    permission=Permission.UNIT_STATUS,
    help="The unit cannot be sent; say why, and UNTIL when if it is known.",
    examples=("OOS 2B10 flat tire", "OOS 2B10 UNTIL +30M flat tire"),
    forms=(_because("out of service", "OO", "AV", "CA", "BZ"),),
)

CONDITIONAL = Verb(
    code="CA",
    name="Conditionally available",
    status=Status.CONDITIONAL,
    permission=Permission.UNIT_STATUS,
    help="The unit can be sent on a condition; say which. It comes after those that are free.",
    examples=("CA 2B10 priority 1 and 2 only",),
    forms=(_because("available on condition", "CA", "AV", "BZ", "OO"),),
)

CAN_BE_SENT = Verb(
    code="CBS",
    name="Can be sent",
    permission=Permission.UNIT_STATUS,
    help="The unit is on a call and can be sent all the same; when it is, it leaves that call.",
    examples=("CBS 2B10",),
    forms=(_sendable("Note that {units} can be sent", "yes"),),
)

CANNOT_BE_SENT = Verb(
    code="NBS",
    name="Cannot be sent",
    permission=Permission.UNIT_STATUS,
    help="The unit on a call cannot be sent any more. Its next status says so too.",
    examples=("NBS 2B10",),
    forms=(_sendable("Note that {units} cannot be sent any more", "no"),),
)

ASK_MEAL = Verb(
    code="MQ",
    name="Asks for a meal",
    permission=Permission.UNIT_STATUS,
    help="Put a unit into the queue for a meal.",
    examples=("MQ 2B10",),
    forms=(_meal("Put {units} into the queue for a meal", "ask"),),
)

GRANT_MEAL = Verb(
    code="ML",
    name="Meal",
    permission=Permission.UNIT_STATUS,
    help="Let a unit go to its meal, for as long as the agency gives. AV ends it.",
    examples=("ML 2C10",),
    forms=(_meal("Let {units} go to a meal", "grant", "AV", "CA", "BZ"),),
)

DECLINE_MEAL = Verb(
    code="MX",
    name="No meal now",
    permission=Permission.UNIT_STATUS,
    help="Take a unit out of the queue for a meal.",
    examples=("MX 2B10",),
    forms=(_meal("Take {units} out of the queue for a meal", "decline"),),
)

VERBS: tuple[Verb, ...] = (
    EN_ROUTE,
    STAGING,
    ON_SCENE,
    TRANSPORT,
    TRANSPORT_ENDS,
    DISPATCHED,
    RADIO_LOG,
)
DUTY: tuple[Verb, ...] = (
    SEEN,
    EMERGENCY,
    END_EMERGENCY,
    BACK_UP,
    URGENT_BACK_UP,
    TAKE_UP_BACK_UP,
    END_BACK_UP,
    SAFE,
    AVAILABLE,
    CONDITIONAL,
    BUSY,
    OUT_OF_SERVICE,
    CAN_BE_SENT,
    CANNOT_BE_SENT,
    ASK_MEAL,
    GRANT_MEAL,
    DECLINE_MEAL,
)
