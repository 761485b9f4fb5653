"""The line-up sheet: what whoever goes out now must know, on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from beatbook.contract.access import Actor, Permission, Principal
from beatbook.duties.calls import queries as calls
from beatbook.duties.calls.models import Call, OwedReport
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground.agency import queries as agencies
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import queries as force
from beatbook.ground.force import shifts
from beatbook.ground.force.models import PlannedShift, Shift
from beatbook.ground.force.vocabulary import EquipmentKind
from beatbook.ground.force.vocabulary import Status as UnitStatus
from beatbook.ground.geo import areas, closures
from beatbook.ground.geo.models import Closure
from beatbook.ground.registry import queries as registry
from beatbook.ground.registry.models import Alert, PremiseNote
from beatbook.ground.registry.vocabulary import PremiseNoteKind

NEW = timedelta(days=7)
"""For so long a premise note is new."""
AHEAD = timedelta(hours=12)
"""Who is planned within this time stands on the sheet."""
MOST_ALERTS = 30
READ_SINCE = timedelta(hours=24)


@dataclass(frozen=True)
class Out:
    """A unit on duty: its crew, its post, and what it took out."""

    callsign: str
    crew: str
    post: str
    vehicle: str
    others: str


@dataclass(frozen=True)
class Noted:
    """A new premise note. How to get in is told at the call, never on paper."""

    address: str
    kind: str
    text: str


@dataclass(frozen=True)
class LineUp:
    """One agency's sheet at one moment."""

    out: list[Out]
    planned: list[PlannedShift]
    alerts: list[Alert]
    waiting: list[Call]
    noted: list[Noted]
    closures: list[Closure]
    owed: list[OwedReport]
    read: list[dict[str, Any]]


def line_up(principal: Principal, agency: Agency, at: datetime) -> LineUp:
    """As many queries whatever stands on it."""
    planned = shifts.planned_for(principal).filter(agency=agency, ends_at__gt=at)
    mine = registry.alerts_in_force(principal, at).filter(agency=agency)
    waiting = calls.calls_for(principal).filter(
        agency=agency, status__in=(Status.WAITING, Status.HELD)
    )
    noted = registry.new_premise_notes(principal, agency.pk, at - NEW)
    streets = closures.closures_for(principal).filter(agency=agency)
    return LineUp(
        out=_out(principal, agency),
        planned=list(planned.filter(starts_at__lte=at + AHEAD).order_by("starts_at", "unit")),
        alerts=list(mine[:MOST_ALERTS]),
        waiting=list(waiting.order_by("priority", "received_at")),
        noted=[_noted(one) for one in noted],
        closures=list(closures.standing(streets, at)),
        owed=[one for one in calls.owed_reports(principal) if one.agency_id == agency.pk],
        read=_read(principal, agency, at),
    )


def _out(principal: Principal, agency: Agency) -> list[Out]:
    if not principal.may(Permission.UNIT_READ, agency.pk):
        return []
    beats = {beat.code: f"{beat.code} {beat.name}" for beat in areas.beats_of(agency.pk)}
    running = shifts.running_shifts([agency.pk])
    rows = [one["row"] for one in force.board_rows() if one["row"]]
    return [
        _one_out(row, beats, running.get(row["id"]))
        for row in rows
        if row["agency"] == agency.code and row["status"] != UnitStatus.OFF_DUTY
    ]


def _one_out(row: Any, beats: dict[str, str], shift: Shift | None) -> Out:
    taken = [issue.equipment for issue in shift.issues.all()] if shift else []
    vehicles = [one.name for one in taken if one.kind == EquipmentKind.VEHICLE]
    others = [one.name for one in taken if one.kind != EquipmentKind.VEHICLE]
    return Out(
        callsign=row["callsign"],
        crew=row["crew"],
        post=beats.get(row["beat"], row["beat"]),
        vehicle=", ".join(vehicles),
        others=", ".join(others),
    )


def _noted(note: PremiseNote) -> Noted:
    hidden = note.kind == PremiseNoteKind.ACCESS
    text = "is told on the phone, at the call" if hidden else note.text
    return Noted(note.place.address, note.get_kind_display(), text)


def _read(principal: Principal, agency: Agency, at: datetime) -> list[dict[str, Any]]:
    found = shifts.line_ups_read(principal, agency, at - READ_SINCE)
    names = agencies.actor_names(Actor.parse(one.by) for one in found)
    return [
        {
            "at": one.at,
            "by": names[Actor.parse(one.by)],
            "to": ", ".join(member.short_name for member in one.members.all()),
        }
        for one in found
    ]
