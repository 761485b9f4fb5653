"""The verbs for what officers come upon: it begins on scene. A part of the registry."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import Form, Kind, Slot, Step, Verb

UNITS = Slot(Kind.UNITS, among=("AV", "CA"))
NOTE = Slot(Kind.NOTE, required=False)
WHERE = {"unit": "{units.id}", "location": "{place}", "notes": "{note}"}

ON_VIEW = Verb(
    code="OV",
    name="On view",
    permission=Permission.CALL_ON_VIEW,
    help="A unit came upon something and is there: type and place, then a note. The call begins on "
    "scene and counts in no response time.",
    examples=("OV 2B10 PARKING 400 MAIN", "OV 2B10 NOISE 4TH/MAIN; band in the park"),
    forms=(
        Form(
            "{units} on view: {call_type} at {place}[; {note}]",
            (UNITS, Slot(Kind.CALL_TYPE), Slot(Kind.PLACE), NOTE),
            (Step("POST", "/calls/on-view/", {"call_type": "{call_type.code}"} | WHERE),),
        ),
    ),
)

TRAFFIC_STOP = Verb(
    code="TS",
    name="Traffic stop",
    permission=Permission.CALL_ON_VIEW,
    help="A unit stopped a vehicle: its plate, the plate's state, and where.",
    examples=("TS 2B10 4ABC123 CA 4TH/MAIN", "TS 2B10 4ABC123 400 MAIN; no lights"),
    forms=(
        Form(
            "{units} stopped {stopped}[ {plate_state}] at {place}[; {note}]",
            (
                UNITS,
                Slot(Kind.STOPPED),
                Slot(Kind.PLATE_STATE, required=False),
                Slot(Kind.PLACE),
                NOTE,
            ),
            (
                Step(
                    "POST",
                    "/calls/on-view/",
                    {"plate": "{stopped.code}", "plate_state": "{plate_state.code}"} | WHERE,
                ),
            ),
        ),
    ),
)

VERBS: tuple[Verb, ...] = (ON_VIEW, TRAFFIC_STOP)
