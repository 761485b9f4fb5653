"""Verbs of who may be sent, and of the other services that are asked to come."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import Form, Kind, Slot, Step, Verb

CALL = Slot(Kind.CALL, implied=True)
SERVICE = Slot(Kind.SERVICE, implied=True)
TEXT = Slot(Kind.TEXT, required=False)


def _report(sentence: str, *slots: Slot, **body: str) -> Form:
    fields = {"service": "{service.code}"} | body
    step = Step("POST", "/calls/{call.number}/request/", fields)
    return Form(sentence, (SERVICE, CALL, *slots), (step,))


OVERRIDE = Verb(
    code="OVR",
    name="Override",
    permission=Permission.CALL_OVERRIDE,
    help="Send units that the rules of the call type would not send, and say why by one letter. "
    "It is kept in the log.",
    examples=("OVR 2C10 0132 N", "OVR 2C10 L"),
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

REQUEST = Verb(
    code="REQ",
    name="Request",
    permission=Permission.CALL_DISPATCH,
    help="Somebody else is wanted at a call: police, fire, EMS, tow, animal control, public works, "
    "locksmith, key-holder or mutual aid. A timer runs until somebody has accepted.",
    examples=("REQ EMS", "REQ TOW 0132"),
    forms=(_report("Request {service} for {call}"),),
)

ASK = Verb(
    code="ASK",
    name="Asked",
    permission=Permission.CALL_DISPATCH,
    help="A service was asked to come: whom did you speak with? Asked again, the timer begins "
    "anew. Without a service: the police.",
    examples=("ASK POLICE Sgt Lee", "ASK FIRE"),
    forms=(
        _report(
            "Note that {service} was asked for {call}[: {text}]", TEXT, state="asked", who="{text}"
        ),
    ),
)

ACCEPTED = Verb(
    code="ACC",
    name="Accepted",
    permission=Permission.CALL_DISPATCH,
    help="The service accepted: who comes, and behind a semicolon their number of the call.",
    examples=("ACC POLICE Unit 12; 26-04471", "ACC EMS"),
    forms=(
        _report(
            "Note that {service} accepted {call}[: {text}][, their number {note}]",
            TEXT,
            Slot(Kind.NOTE, required=False),
            state="accepted",
            who="{text}",
            number="{note}",
        ),
    ),
)

COMING = Verb(
    code="COMING",
    name="Service en route",
    permission=Permission.CALL_DISPATCH,
    help="The service is on its way.",
    examples=("COMING TOW", "COMING EMS 0132"),
    forms=(_report("Note that {service} is on its way to {call}", state="en_route"),),
)

GONE = Verb(
    code="GONE",
    name="Service cleared",
    permission=Permission.CALL_DISPATCH,
    help="The service has left. It can be requested again.",
    examples=("GONE TOW", "GONE EMS 0132"),
    forms=(_report("Note that {service} has left {call}", state="cleared"),),
)

NEXT_IN_LINE = Verb(
    code="TURN",
    name="Next in line",
    permission=Permission.CALL_DISPATCH,
    help="What the next company in line for a tow or a locksmith said: accepted, refused, no "
    "answer, or passed over with a reason. Who is next stands with the request.",
    examples=("TURN TOW ACCEPTED", "TURN TOW PASSED needs a flatbed"),
    forms=(
        Form(
            "{service} by rotation for {call}: the next in line {offer}[: {text}]",
            (SERVICE, CALL, Slot(Kind.OFFER), TEXT),
            (
                Step(
                    "POST",
                    "/calls/{call.number}/offer/",
                    {
                        "service": "{service.code}",
                        "outcome": "{offer.code}",
                        "company": "{service.next}",
                        "reason": "{text}",
                    },
                ),
            ),
        ),
    ),
)

ARRIVED = Verb(
    code="ARR",
    name="Service on scene",
    permission=Permission.CALL_DISPATCH,
    help="The service is on scene. Once the police are, units that wait for them may go in.",
    examples=("ARR POLICE", "ARR EMS 0132"),
    forms=(_report("Note that {service} is on scene at {call}", state="on_scene"),),
)

SAID_SAFE = Verb(
    code="SAID",
    name="Said safe",
    permission=Permission.CALL_DISPATCH,
    help="The service said that it is safe. Once the police have, every unit may go in.",
    examples=("SAID POLICE", "SAID"),
    forms=(_report("Note that {service} said {call} is safe", state="safe"),),
)

RAISE = Verb(
    code="UP",
    name="Raise",
    aliases=("RAISE",),
    permission=Permission.CALL_TAKE,
    help="The call is dangerous now: in progress, weapon, injury or person down. It becomes "
    "priority 1, those whose it is are requested, and officers who may not handle it stand off.",
    examples=("UP WEAPON", "UP INJURY 0132"),
    forms=(
        Form(
            "Raise {call}: {flag}",
            (CALL, Slot(Kind.FLAG)),
            (Step("POST", "/calls/{call.number}/flag/", {"flag": "{flag.code}"}),),
        ),
    ),
)

LOWER = Verb(
    code="DOWN",
    name="Take back",
    permission=Permission.CALL_TAKE,
    help="What raised the call was not so; say why.",
    examples=("DOWN WEAPON it was an umbrella",),
    forms=(
        Form(
            "Take back {flag} from {call}: {text}",
            (CALL, Slot(Kind.FLAG), Slot(Kind.TEXT)),
            (
                Step(
                    "POST",
                    "/calls/{call.number}/flag/removal/",
                    {"flag": "{flag.code}", "reason": "{text}"},
                ),
            ),
        ),
    ),
)

CANCEL_REQUEST = Verb(
    code="UNREQ",
    name="Cancel request",
    permission=Permission.CALL_DISPATCH,
    help="The service need not come any more; say why.",
    examples=("UNREQ POLICE caller was mistaken",),
    forms=(
        _report(
            "Cancel the request for {service} at {call}: {text}",
            Slot(Kind.TEXT),
            state="canceled",
            reason="{text}",
        ),
    ),
)

STAGE_AT = Verb(
    code="STG",
    name="Staging place",
    permission=Permission.CALL_DISPATCH,
    help="Where units stage until it is safe. It is shown on their phones.",
    examples=("STG church lot on Mill Lane",),
    forms=(
        Form(
            "Units for {call} stage at {text}",
            (CALL, Slot(Kind.TEXT)),
            (Step("POST", "/calls/{call.number}/staging/", {"place": "{text}"}),),
        ),
    ),
)

VERBS: tuple[Verb, ...] = (
    OVERRIDE,
    REQUEST,
    ASK,
    ACCEPTED,
    NEXT_IN_LINE,
    COMING,
    ARRIVED,
    SAID_SAFE,
    GONE,
    CANCEL_REQUEST,
    RAISE,
    LOWER,
    STAGE_AT,
)
