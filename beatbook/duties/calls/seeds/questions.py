"""What to ask about a kind of call, and what to keep in mind, as an agency begins: data only."""

from __future__ import annotations

from beatbook.duties.calls.vocabulary import Flag, Question, Service

_HURT = Question(code="HURT", text="Is anybody hurt?", flag=Flag.INJURY)
_WEAPON = Question(code="WEAPON", text="Is there a weapon?", flag=Flag.WEAPON)
_NOW = Question(code="NOW", text="Is it happening now?", flag=Flag.IN_PROGRESS)
_CRASH = (
    _HURT,
    Question(code="BLOCKED", text="Is the road blocked?", priority=1),
    Question(code="LEAKING", text="Does anything leak or smoke?", service=Service.FIRE),
    Question(code="TOW", text="Does a vehicle need a tow?"),
    Question(code="DETAILS", text="Have the drivers exchanged information?"),
)
_FIGHT = Question(code="FIGHT", text="Is anybody fighting or threatening?", flag=Flag.IN_PROGRESS)

QUESTIONS: dict[str, tuple[Question, ...]] = {
    "CRASH": _CRASH,
    "HITRUN": (_HURT, Question(code="SEEN", text="Did somebody see the plate?")),
    "NOISE": (_FIGHT, Question(code="BEFORE", text="Has the caller spoken with them?")),
    "DOMESTIC": (_HURT, _WEAPON, Question(code="CHILDREN", text="Are children there?")),
    "VERBAL": (_HURT, _WEAPON),
    "TRESPASS": (_WEAPON, Question(code="TOLD", text="Were they told to leave?")),
    "SUSPICIOUS": (_WEAPON,),
    "VANDALISM": (_NOW,),
    "THEFT": (_NOW,),
    "WELFARE": (Question(code="DOWN", text="Does the person not move?", flag=Flag.PERSON_DOWN),),
    "BITE": (_HURT, Question(code="LOOSE", text="Is the animal still loose?", priority=1)),
    "HAZARD": (Question(code="BLOCKED", text="Is the road blocked?", priority=2),),
}

HINTS: dict[str, str] = {
    "CRASH": "A blocked road needs traffic control: send a second unit. Nobody hurt and both "
    "drivable: exchange of information.",
    "NOISE": "One unit. Warn first; cite when it goes on or comes again. The caller stays unnamed.",
    "DOMESTIC": "Police go in first. Keep the caller on the line, and never call back unasked.",
}
