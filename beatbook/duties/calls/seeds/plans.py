"""The day of a community service officer, as call types an agency begins with: data only.

What is dangerous or needs an arrest is for sworn units: others may assist once one is on scene.
What needs a uniform but no arrest is for officers of both kinds. The rest is for everybody.
"""

from __future__ import annotations

from typing import Any

from beatbook.contract.values import MemberClass, UnitKind
from beatbook.duties.calls.seeds.questions import HINTS, QUESTIONS
from beatbook.duties.calls.vocabulary import OFFICERS, Plan

MINUTE = 60
_CARS = (UnitKind.CAR, UnitKind.MOTORCYCLE)
_SWORN, _CSO = (MemberClass.SWORN,), (MemberClass.NON_SWORN,)
_VOLUNTEER = (MemberClass.VOLUNTEER,)


def _sworn(code: str, name: str, priority: int, minutes: int, eido: str, **more: Any) -> Plan:
    """For sworn units, so the police are asked at once; community service officers assist."""
    sworn = {"alone": _SWORN, "assist": _CSO, "police": True}
    return _plan(code, name, priority, minutes, eido, sworn | more)


def _officers(code: str, name: str, priority: int, minutes: int, eido: str, **more: Any) -> Plan:
    """For sworn units and community service officers alike."""
    return _plan(code, name, priority, minutes, eido, {"alone": OFFICERS} | more)


def _anyone(code: str, name: str, priority: int, minutes: int, eido: str, **more: Any) -> Plan:
    """For every class, volunteers and civilians too."""
    return _plan(code, name, priority, minutes, eido, more)


def _plan(
    code: str, name: str, priority: int, minutes: int, eido: str, more: dict[str, Any]
) -> Plan:
    more = {"questions": QUESTIONS.get(code, ()), "hint": HINTS.get(code, "")} | more
    target_s = minutes * MINUTE
    return Plan(code=code, name=name, priority=priority, target_s=target_s, eido=eido, **more)


DISPUTE = {"qualifications": ("domestic_violence",), "units": 2, "safety_check_s": 10 * MINUTE}

PLANS: tuple[Plan, ...] = (
    # People in trouble with one another.
    _sworn("DOMESTIC", "Domestic dispute", 1, 2, "DVA", **DISPUTE),
    _sworn("VERBAL", "Verbal dispute", 2, 5, "DVNA", verbal=True, **DISPUTE),
    _officers("TRESPASS", "Trespass", 3, 8, "TRESPASS"),
    _officers("STANDBY", "Civil standby", 4, 20, "CIVIL", safety_check_s=10 * MINUTE),
    _officers("NOISE", "Noise complaint", 4, 15, "NOISE"),
    _officers("FIREWORKS", "Fireworks", 3, 8, "FIREWRKS"),
    _officers("ENCAMPMENT", "Encampment", 4, 30, "CIVIL", units=2),
    _officers("DUMPING", "Illegal dumping", 4, 20, "DMPX"),
    # Something is not as it should be.
    _officers("SUSPICIOUS", "Suspicious person", 3, 8, "PERSUSP", safety_check_s=10 * MINUTE),
    _sworn("ALARM", "Alarm", 2, 5, "ALRU"),
    _sworn("DOOR", "Open door", 3, 8, "OPEN"),
    _sworn("HANGUP", "911 hang-up", 2, 5, "911H"),
    # People who need somebody.
    _officers("WELFARE", "Welfare check", 2, 5, "WELFARE", qualifications=("first_aid",)),
    _officers("MISSING", "Missing person", 2, 5, "PERMISS"),
    _officers("CHILD", "Lost child", 1, 2, "PERMISS", assist=_VOLUNTEER),
    _anyone("CITIZEN", "Assist citizen", 4, 20, "CITASST"),
    # After the fact.
    _officers("VANDALISM", "Vandalism", 2, 5, "VANDAL"),
    _officers("GRAFFITI", "Graffiti", 5, 60, "VANDAL", assist=_VOLUNTEER),
    _officers("THEFT", "Theft report", 4, 30, "LARCENY"),
    _officers("FRAUD", "Fraud report", 5, 60, "FRAUD"),
    _officers("STOLEN", "Stolen vehicle", 3, 15, "VEHSTLN"),
    _officers("RECOVERED", "Recovered vehicle", 4, 30, "VEHREC"),
    _anyone("FOUND", "Found property", 5, 30, "PROPFND"),
    _anyone("LOST", "Lost property", 5, 60, "PROPLOST"),
    _officers("FOLLOWUP", "Follow-up", 5, 60, "ADMIN"),
    # On the road.
    _officers(
        "CRASH", "Minor traffic accident", 2, 5, "MVA", qualifications=("traffic",), kinds=_CARS
    ),
    _officers("HITRUN", "Hit-and-run, no injury", 3, 15, "MVAHR"),
    _officers("STOP", "Traffic stop", 3, 8, "CRIMTRAF", safety_check_s=10 * MINUTE),
    _officers("HAZARD", "Traffic hazard", 3, 8, "THAZ", assist=_VOLUNTEER, kinds=_CARS),
    _officers("SIGNAL", "Signal or sign down", 3, 8, "THAZ", assist=_VOLUNTEER),
    _sworn("RECKLESS", "Reckless driver", 2, 5, "RECKDRV"),
    _anyone("DISABLED", "Disabled vehicle", 4, 15, "DISVEH"),
    _anyone("PARKING", "Parking complaint", 5, 30, "PARKING"),
    _anyone("ABANDONED", "Abandoned vehicle", 5, 60, "VEHABND"),
    _anyone("TOW", "Private tow or repossession", 5, 30, "REPO"),
    _officers("VIN", "VIN verification", 5, 60, "CITASST"),
    _officers("FIXIT", "Fix-it sign-off", 5, 60, "CITASST"),
    _anyone("CROSSING", "Crossing or traffic post", 3, 10, "STDBY"),
    # Animals.
    _officers("ANIMAL", "Animal", 4, 15, "ANIMAL", qualifications=("animal",)),
    _officers("BITE", "Animal bite", 2, 5, "BITE", qualifications=("animal",)),
    _officers("DOGBARK", "Dog barking", 5, 30, "NOISE"),
    # Being there.
    _anyone("EVENT", "Special event", 4, 30, "STDBY"),
    _anyone("CHECK", "Check of a house or business", 5, 60, "CITASST"),
    _anyone("EXTRA", "Extra patrol", 5, 60, "ADMIN"),
    _anyone("COURIER", "Transport or courier", 5, 60, "ADMIN"),
    # For others.
    _officers("ASSISTPD", "Assist police", 2, 5, "ASSIST", assist=_VOLUNTEER),
    _officers("ASSISTFD", "Assist fire", 2, 5, "ASSIST", assist=_VOLUNTEER),
    # What another center sends under a name that we do not know.
    _officers("OTHER", "Other", 3, 8, "ADMIN"),
)
