"""Which unit to send: able by class and qualification, available, soonest by road.

Every unit on duty is in the answer with its reason in words, so that a dispatcher who knows
better sees why the one in mind is not first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from beatbook.contract.access import Principal
from beatbook.contract.values import Part, Point, UnitKind
from beatbook.core import units as words
from beatbook.duties.calls import rules
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.queries import sending
from beatbook.duties.calls.rules import Able
from beatbook.ground.force import queries as force
from beatbook.ground.force.models import LastPosition, Unit, UnitState
from beatbook.ground.force.queries import Crew
from beatbook.ground.force.vocabulary import SENDABLE, Status
from beatbook.ground.geo.travel import engine
from beatbook.ground.geo.travel.driving import Driving
from beatbook.ground.geo.travel.trips import Trip
from beatbook.ground.ui import live

NO_POSITION = "position unknown"

_READ = (
    *("agency_id", "callsign", "kind", "member_class", "capabilities", "home_beat"),
    *("state__status", "state__sendable", "state__reason"),
    *("last_position__lat", "last_position__lon", "last_position__at"),
)
"""All that the ranking reads of a unit: a hundred whole ones cost a third of the answer's time."""


@dataclass(frozen=True)
class Ranked:
    """One unit's place in the ranking."""

    unit_id: int
    callsign: str
    unit_kind: str
    crew: str
    status: str
    able: bool
    part: str
    available: bool
    seconds: float | None
    meters: float | None
    sendable: bool
    uncovers: str
    reason: str

    @property
    def recommended(self) -> bool:
        """``sendable``: on another call, which it leaves for this one."""
        return self.able and (self.available or self.sendable)


def rank_units(principal: Principal, call: Call, *, at: datetime) -> list[Ranked]:
    """Every unit on duty, best first.

    Five queries, and one question to the travel times for each kind of unit and way of driving.
    What expires does so at midnight on the agency's wall clock.
    """
    units = list(
        force.units_for(principal)
        .exclude(state__status=Status.OFF_DUTY)
        .select_related("state", "last_position")
        .prefetch_related("agency")
        .only(*_READ)
    )
    crews = force.crews([unit.pk for unit in units], call.agency.local(at).date())
    able = sending.by_crew(units, crews)
    there = {sent.unit_id for sent in force.active_assignments([call.pk])[call.pk]}
    standing = [able[unit_id] for unit_id in there if unit_id in able]
    arrivals = _arrivals(units, call.incident.point)
    alone = _alone_on_their_beats(units)
    ranked = [
        _ranked(
            unit,
            crews.get(unit.pk, Crew()),
            _fit(able[unit.pk], standing, call),
            arrivals[unit.pk],
            call,
            at,
            there=unit.pk in there,
            alone=unit.pk in alone,
        )
        for unit in units
    ]
    live.let_go(units)
    return sorted(ranked, key=_order)


def _alone_on_their_beats(units: list[Unit]) -> set[int]:
    """The units without which nobody of their beat is left to send."""
    free: dict[tuple[int, str], list[int]] = defaultdict(list)
    for unit in units:
        if unit.home_beat and unit.state.status in SENDABLE:
            free[unit.agency_id, unit.home_beat].append(unit.pk)
    return {left[0] for left in free.values() if len(left) == 1}


@dataclass(frozen=True)
class _Fit:
    """What the rules say of one unit: its part, and what speaks against it."""

    part: Part
    unable: str | None
    said: str | None


def _fit(one: Able, standing: list[Able], call: Call) -> _Fit:
    going = rules.going_to(call)
    part = going.part_of(one.member_class)
    said = rules.part_in_words(going, one.member_class)
    return _Fit(part, rules.why_unable(one, standing, going), said)


def _position(unit: Unit) -> LastPosition | None:
    return getattr(unit, "last_position", None)


def _arrivals(
    units: list[Unit], destination: Point | None
) -> dict[int, tuple[Trip | None, str | None]]:
    """For each unit its trip, or why there is none."""
    if destination is None:
        return {unit.pk: (None, "the place is not on the map yet") for unit in units}
    found: dict[int, tuple[Trip | None, str | None]] = {
        unit.pk: (None, NO_POSITION) for unit in units
    }
    alike: dict[tuple[UnitKind, Driving], list[Unit]] = defaultdict(list)
    for unit in units:
        if _position(unit):
            alike[UnitKind(unit.kind), force.driving_of(unit.agency)].append(unit)
    for (kind, driving), group in alike.items():
        starts = [Point(unit.last_position.lat, unit.last_position.lon) for unit in group]
        trips = engine.current().many_to_one(starts, destination, kind, driving=driving)
        for unit, trip, reason in zip(group, trips, trips.reasons, strict=True):
            found[unit.pk] = (trip, reason and reason.value.rstrip("."))
    return found


def travel_seconds(call: Call, units: Sequence[Unit]) -> dict[int, int | None]:
    """How long each would drive to the call now, as far as that is known. One query."""
    found = list(
        Unit.objects.filter(pk__in=[unit.pk for unit in units]).select_related(
            "agency", "last_position"
        )
    )
    trips = _arrivals(found, call.incident.point)
    return {
        unit.pk: round(trip.seconds) if trip else None
        for unit in found
        for trip, _ in [trips[unit.pk]]
    }


def _ranked(
    unit: Unit,
    crew: Crew,
    fit: _Fit,
    arrival: tuple[Trip | None, str | None],
    call: Call,
    at: datetime,
    *,
    there: bool,
    alone: bool,
) -> Ranked:
    trip, no_trip = arrival
    available = unit.state.status in SENDABLE
    return Ranked(
        unit_id=unit.pk,
        callsign=unit.callsign,
        unit_kind=unit.kind,
        crew=crew.label,
        status=unit.state.status,
        able=fit.unable is None,
        part=fit.part,
        available=available,
        seconds=trip.seconds if trip else None,
        meters=trip.meters if trip else None,
        sendable=unit.state.sendable and not there,
        uncovers=unit.home_beat if alone else "",
        reason=_reason(unit, fit, trip, no_trip, call, at),
    )


def _reason(
    unit: Unit, fit: _Fit, trip: Trip | None, no_trip: str | None, call: Call, at: datetime
) -> str:
    """``4 min by car, 1.2 mi``, with what speaks against the unit in front of it."""
    said = list(dict.fromkeys(one for one in (fit.said, fit.unable) if one))
    if unit.state.status != Status.AVAILABLE:
        said.append(_doing(unit.state))
    if trip is None:
        said.append(no_trip or NO_POSITION)
    else:
        distance = f", {words.distance_text(trip.meters)}" if trip.meters is not None else ""
        said.append(f"{words.minutes_text(trip.seconds)} {_by(unit.kind)}{distance}")
    position = _position(unit)
    stale = timedelta(seconds=call.agency.position_stale_s)
    if position and at - position.at > stale:
        said.append(f"last seen {words.minutes_text((at - position.at).total_seconds())} ago")
    return " · ".join(said)


def _doing(state: UnitState) -> str:
    """What a unit is doing that is not simply available, and what that means for sending it."""
    if state.status == Status.CONDITIONAL:
        return f"on condition: {state.reason}"
    doing = Status(state.status).label
    return f"{doing}, can be sent" if state.sendable else doing


def _by(kind: str) -> str:
    return "on foot" if kind == UnitKind.FOOT else f"by {kind}"


def _order(ranked: Ranked) -> tuple[bool, int, bool, float, str]:
    soonest = math.inf if ranked.seconds is None else ranked.seconds
    assists = ranked.part != Part.ALONE
    ready = (Status.AVAILABLE, Status.CONDITIONAL).index(ranked.status) if ranked.available else 2
    return not ranked.able, ready - ranked.sendable, assists, soonest, ranked.callsign
