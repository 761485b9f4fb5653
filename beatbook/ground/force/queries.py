"""What screens and duties ask of the force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from beatbook.contract.access import Permission, Principal
from beatbook.ground.agency import models as agency
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force import timers
from beatbook.ground.force.models import Assignment, Qualification, RosterEntry, Unit
from beatbook.ground.force.vocabulary import Status, order_of
from beatbook.ground.geo.travel.driving import Driving
from beatbook.ground.registry import queries as registry
from beatbook.ground.ui import live


@dataclass(frozen=True)
class Crew:
    """Who crews a unit now, and what they are qualified for."""

    names: tuple[str, ...] = ()
    member_ids: frozenset[int] = frozenset()
    qualifications: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        return ", ".join(self.names)


@dataclass
class _Gathered:
    names: list[str] = field(default_factory=list)
    member_ids: set[int] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)


def units_for(principal: Principal) -> QuerySet[Unit]:
    """The units in use that this principal may see."""
    return Unit.objects.filter(
        agency_id__in=principal.agencies(Permission.UNIT_READ), retired_at=None
    )


def crews(unit_ids: Iterable[int], on: date) -> dict[int, Crew]:
    """The crew of each unit now: two queries, however many units."""
    gathered: dict[int, _Gathered] = defaultdict(_Gathered)
    aboard = (
        RosterEntry.objects.filter(unit_id__in=list(unit_ids), ends_at=None)
        .order_by("pk")
        .values_list("unit_id", "member_id", "member__name", "member__member_class")
    )
    for unit_id, member_id, name, member_class in aboard:
        crew = gathered[unit_id]
        crew.names.append(agency.short_name(name))
        crew.member_ids.add(member_id)
        crew.classes.add(member_class)
    held = _qualifications({m for crew in gathered.values() for m in crew.member_ids}, on)
    return {
        unit_id: Crew(
            names=tuple(crew.names),
            member_ids=frozenset(crew.member_ids),
            qualifications=frozenset().union(*(held[m] for m in crew.member_ids)),
            classes=frozenset(crew.classes),
        )
        for unit_id, crew in gathered.items()
    }


def _qualifications(member_ids: set[int], on: date) -> dict[int, set[str]]:
    held: dict[int, set[str]] = defaultdict(set)
    if member_ids:
        unexpired = Q(expires_on__isnull=True) | Q(expires_on__gte=on)
        found = Qualification.objects.filter(unexpired, member_id__in=member_ids)
        for member_id, code in found.values_list("member_id", "code"):
            held[member_id].add(code)
    return held


def crew_of_primary(incident_id: int) -> list[Member]:
    """Who crewed the primary unit when it arrived, or was sent; nobody where there is none."""
    primary = Assignment.objects.filter(incident_id=incident_id, primary=True).first()
    if primary is None:
        return []
    at = primary.on_scene_at or primary.assigned_at
    entries = RosterEntry.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gte=at), unit_id=primary.unit_id, starts_at__lte=at
    )
    return [entry.member for entry in entries.select_related("member").order_by("-starts_at", "pk")]


def unit_crewed_by(member_id: int | None) -> Unit | None:
    """The unit this member crews now."""
    if member_id is None:
        return None
    entry = (
        RosterEntry.objects.filter(member_id=member_id, ends_at=None)
        .select_related("unit__agency")
        .first()
    )
    return entry.unit if entry else None


def driving_of(agency: Agency) -> Driving:
    """How the agency lets its units drive to a call."""
    return Driving.EMERGENCY if agency.emergency_driving else Driving.ORDINARY


def active_assignments(
    incident_ids: Iterable[int] | None = None,
) -> dict[int, list[Assignment]]:
    """The units on each of these incidents now, or on every one, in the order they were sent."""
    by_incident: dict[int, list[Assignment]] = defaultdict(list)
    found = Assignment.objects.filter(cleared_at=None).select_related("unit")
    if incident_ids is not None:
        found = found.filter(incident_id__in=list(incident_ids))
    for assignment in found.order_by("assigned_at", "pk"):
        by_incident[assignment.incident_id].append(assignment)
    return by_incident


def assignments_called(ids: Iterable[int], *, on: int) -> list[Assignment]:
    """Those of these that are on that incident, in the order of the units' ids."""
    found = Assignment.objects.filter(pk__in=list(ids), incident_id=on)
    return list(found.select_related("unit", "incident").order_by("unit_id"))


def somebody_arrived(incident_id: int) -> bool:
    """Was any unit on scene, whether it is still there or not?"""
    arrived = Q(on_scene_at__isnull=False) | Q(transporting_at__isnull=False)
    return Assignment.objects.filter(arrived, incident_id=incident_id).exists()


def assignments_of(incident_id: int) -> list[Assignment]:
    """Every unit that was ever sent, in the order they were sent."""
    return list(
        Assignment.objects.filter(incident_id=incident_id)
        .select_related("unit")
        .order_by("assigned_at", "pk")
    )


@dataclass(frozen=True)
class AssignmentsPage:
    """What one unit was sent to, newest first, and the key of the page after it."""

    assignments: list[Assignment]
    next_key: tuple[datetime, int] | None


def assignments_page(
    unit: Unit, *, after: tuple[datetime, int] | None = None, size: int = 50
) -> AssignmentsPage:
    """By keyset: the thousandth page costs what the first does."""
    sent = Assignment.objects.filter(unit=unit).select_related("incident")
    sent = sent.prefetch_related(registry.with_case_numbers("incident__"))
    if after:
        at, pk = after
        sent = sent.filter(Q(assigned_at__lt=at) | Q(assigned_at=at, pk__lt=pk))
    found = list(sent.order_by("-assigned_at", "-pk")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return AssignmentsPage(found[:size], (last.assigned_at, last.pk) if last else None)


def board_rows(unit_ids: Iterable[int] | None = None) -> list[live.Patch]:
    """Live rows of units, for the page's state and for the feed alike: four queries.

    The running scope decides which units exist. A unit out of use has no row. A whole board names
    no ids, and reads every agency once: at 200 units both were half of its time.
    """
    units = Unit.objects.select_related("state", "last_position").prefetch_related("agency")
    asked = None if unit_ids is None else list(unit_ids)
    units = units.filter(retired_at=None) if asked is None else units.filter(pk__in=asked)
    found = list(units.order_by("callsign"))
    crewed = _crews_on_board(asked)
    assigned = _assigned(asked)
    rows = [
        live.patch(
            "unit",
            unit.pk,
            unit.state.version,
            None
            if unit.retired_at
            else _row(unit, crewed.get(unit.pk, Crew()), assigned.get(unit.pk)),
        )
        for unit in found
    ]
    live.let_go(found)
    return rows


def _crews_on_board(unit_ids: list[int] | None) -> dict[int, Crew]:
    """Who crews these units, or all: names and ids, which is what screens show of a crew."""
    entries = RosterEntry.objects.filter(ends_at=None)
    if unit_ids is not None:
        entries = entries.filter(unit_id__in=unit_ids)
    gathered: dict[int, _Gathered] = defaultdict(_Gathered)
    fields = entries.order_by("pk").values_list("unit_id", "member_id", "member__name")
    for unit_id, member_id, name in fields:
        gathered[unit_id].names.append(agency.short_name(name))
        gathered[unit_id].member_ids.add(member_id)
    return {
        unit_id: Crew(names=tuple(crew.names), member_ids=frozenset(crew.member_ids))
        for unit_id, crew in gathered.items()
    }


def _assigned(unit_ids: list[int] | None) -> dict[int, Assignment]:
    active = Assignment.objects.filter(cleared_at=None)
    if unit_ids is not None:
        active = active.filter(unit_id__in=unit_ids)
    return {assignment.unit_id: assignment for assignment in active.select_related("incident")}


def _row(unit: Unit, crew: Crew, assignment: Assignment | None) -> dict[str, Any]:
    state, position = unit.state, getattr(unit, "last_position", None)
    incident = assignment.incident if assignment else None
    return {
        "id": unit.pk,
        "callsign": unit.callsign,
        "agency": unit.agency.code,
        "unit_kind": unit.kind,
        "member_class": unit.member_class,
        "beat": unit.home_beat,
        "crew": crew.label,
        "crew_ids": sorted(crew.member_ids),
        "status": state.status,
        "since": state.since.isoformat(),
        "reason": state.reason,
        "until": state.until.isoformat() if state.until else None,
        "until_clock": f"{unit.agency.local(state.until):%H:%M}" if state.until else "",
        "timers": {code: at.isoformat() for code, at in timers.of(unit, assignment).items()},
        "seen": state.seen,
        "odometer_from": _odometer(assignment),
        "emergency_at": state.emergency_at.isoformat() if state.emergency_at else None,
        "backup": state.backup,
        "backup_at": state.backup_at.isoformat() if state.backup_at else None,
        "backup_seen_at": state.backup_seen_at.isoformat() if state.backup_seen_at else None,
        "sendable": state.sendable,
        "meal": state.meal,
        "meal_since": state.meal_since.isoformat() if state.meal_since else None,
        "call": incident.number if incident else None,
        "call_short": incident.short_number if incident else None,
        "call_type_name": incident.headline if incident else None,
        "where": incident.location if incident else state.reason,
        "lat": position.lat if position else None,
        "lon": position.lon if position else None,
        "primary": bool(assignment and assignment.primary),
        "arrived": bool(assignment and assignment.arrived),
        "shown": bool(assignment and assignment.shown_at),
        "hold": assignment.hold if assignment else "",
        "order": order_of(assignment.hold, assignment.waits_for) if assignment else "",
        "position_at": position.at.isoformat() if position else None,
    } | _safety(unit, assignment)


def _odometer(assignment: Assignment | None) -> int | None:
    """Where the transport began that is under way."""
    under_way = assignment is not None and assignment.odometer_to is None
    return assignment.odometer_from if assignment and under_way else None


def _safety(unit: Unit, assignment: Assignment | None) -> dict[str, Any]:
    """When the unit must next be heard of, and how often: by its call, else as everywhere."""
    state, seconds = unit.state, unit.agency.safety_check_s
    if assignment and assignment.safety_check_s:
        seconds = assignment.safety_check_s
    due = (state.checked_at or state.since) + timedelta(seconds=seconds)
    on_scene = state.status == Status.ON_SCENE
    return {"safety_due_at": due.isoformat() if on_scene else None, "safety_s": seconds}
