"""Calls that may be about the same thing: near in space and time, alike in type and words.

Only what was opened in the last hours near by is looked at, by indexes of place and time, so the
cost does not grow with the history.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from beatbook.contract.access import Permission, Principal
from beatbook.contract.values import Point
from beatbook.core import units
from beatbook.core.geometry import haversine_m
from beatbook.duties.calls.models import Call, Note
from beatbook.duties.calls.queries.call import calls_for
from beatbook.ground.geo import cells
from beatbook.ground.registry import queries as registry
from beatbook.ground.registry.addresses import address_key

LATELY = timedelta(hours=2)
NEAR_M = 250.0
RINGS = 3
"""Cells around the place's own: together they hold whatever is within ``NEAR_M``."""
MOST_LOOKED_AT = 40
MOST_SHOWN = 4
WORDS_ALIKE = 2
_WORD = re.compile(r"[a-z]{4,}")
_EMPTY = frozenset(
    {"about", "avenue", "been", "call", "called", "caller", "have", "lane", "near", "please"}
    | {"road", "said", "says", "street", "that", "their", "them", "then", "there", "they", "this"}
    | {"with"}
)
"""Words that many calls have in common."""


@dataclass(frozen=True)
class Told:
    """What is known of a call before it is taken, or of one that was."""

    location: str
    address: str
    point: Point | None
    call_type: str
    words: str
    callback: str


@dataclass(frozen=True)
class Candidate:
    """A call that may be the same, and why, in words."""

    call: Call
    alike: tuple[str, ...]
    meters: float

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.call.incident.number,
            "short": self.call.incident.short_number,
            "type_name": self.call.call_type.name,
            "location": self.call.incident.location,
            "status": self.call.status,
            "received_at": self.call.received_at.isoformat(),
            "alike": list(self.alike),
        }


def like(
    principal: Principal, told: Told, *, at: datetime, but: Collection[int] = ()
) -> list[Candidate]:
    """The candidates, most alike first, at most four: three queries.

    What is beyond ``NEAR_M`` is none, nor what nothing but the neighborhood has in common with it:
    that is another type, other words and another caller.
    """
    found = calls_for(principal).filter(pk__in=_near(principal, told, at))
    calls = [call for call in found if call.pk not in but]
    words = _words_of(calls)
    compared = [_compared(principal, told, call, words[call.pk], at) for call in calls]
    alike = [one for one in compared if one.meters <= NEAR_M and _is_likely(one, told)]
    return sorted(alike, key=lambda one: (-len(one.alike), one.meters))[:MOST_SHOWN]


def _is_likely(one: Candidate, told: Told) -> bool:
    """Before the type is said, all that is near may be the same; then it has more in common."""
    return len(one.alike) > 1 or not told.call_type


def _near(principal: Principal, told: Told, at: datetime) -> list[int]:
    """Ids of the incidents there, opened lately, newest first."""
    there = Q(address_key=address_key(told.address or told.location))
    if told.point:
        there |= Q(cell__in=cells.around(told.point, RINGS))
    found = registry.incidents_for(principal).filter(
        there, opened_at__range=(at - LATELY, at + LATELY)
    )
    return list(found.order_by("-opened_at").values_list("pk", flat=True)[:MOST_LOOKED_AT])


def _words_of(calls: Iterable[Call]) -> dict[int, set[str]]:
    said: dict[int, set[str]] = defaultdict(set)
    notes = Note.objects.filter(call__in=[call.pk for call in calls], struck_at=None)
    for call_id, text in notes.values_list("call_id", "text"):
        said[call_id] |= _words(text)
    return said


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold())) - _EMPTY


def _compared(
    principal: Principal, told: Told, call: Call, words: set[str], at: datetime
) -> Candidate:
    there = call.incident.point
    meters = (
        haversine_m(told.point.lat, told.point.lon, there.lat, there.lon)
        if told.point and there
        else 0.0
    )
    same_address = call.incident.address_key == address_key(told.address or told.location)
    where = "same address" if same_address else f"{units.distance_text(meters)} away"
    minutes = units.minutes_text(abs((at - call.received_at).total_seconds()))
    alike = [f"{where}, {minutes} ago"]
    if told.call_type == call.call_type.code:
        alike.append("same type")
    both = sorted(_words(told.words) & words)
    if len(both) >= WORDS_ALIKE:
        alike.append(f"both say: {', '.join(both[:5])}")
    if _same_callback(principal, told, call):
        alike.append("same call-back number")
    return Candidate(call, tuple(alike), meters)


def _same_callback(principal: Principal, told: Told, call: Call) -> bool:
    """Only for who may see numbers: the comparison would tell."""
    digits = re.sub(r"\D", "", told.callback)
    if len(digits) < 7 or not principal.may(Permission.CALLER_READ, call.agency_id):
        return False
    return re.sub(r"\D", "", call.callback) == digits
