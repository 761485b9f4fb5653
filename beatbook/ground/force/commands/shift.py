"""Taking a unit out for a shift, and bringing it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from beatbook.contract import shift as events
from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency.models import Member
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import equipment as equipment_commands
from beatbook.ground.force.commands import unit as unit_commands
from beatbook.ground.force.models import Equipment, Issue, PlannedShift, Shift, Unit
from beatbook.ground.force.vocabulary import EquipmentKind, Fuel, Status

EARLY = timedelta(hours=1)
"""How long before its planned time a shift may start."""


class OdometerNeeded(Refused):
    """A vehicle goes out and comes back with its odometer read."""

    field = "odometer"


class TakenOut(Refused):
    """Another unit has it out."""

    field = "equipment"


class AlreadyOut(Refused):
    """The unit is out already."""


@dataclass(frozen=True, kw_only=True)
class CheckOut:
    """What is taken along, and what was seen when the vehicle was checked.

    ``odometer`` in miles, needed with a vehicle; ``damage`` and ``ride_along`` in words, empty
    where there is none.
    """

    equipment: tuple[Equipment, ...] = ()
    odometer: int | None = None
    fuel: Fuel | None = None
    damage: str = ""
    ride_along: str = ""


@journal.command
def start_shift(
    *, unit: Unit, members: Sequence[Member], check: CheckOut, by: Principal, at: datetime
) -> Shift:
    """Crew a unit that is off duty, take its things out, and make it available.

    For who is planned on it now, or who keeps the roster. Raises ``AlreadyOut``,
    ``AlreadyCrewing``, ``TakenOut``, ``OdometerNeeded`` or ``OdometerRanBack``.
    """
    _demand_planned(unit, members, by, at)
    state = states.lock(unit.pk)
    if state.status != Status.OFF_DUTY:
        raise AlreadyOut(_("{callsign} is on duty already.").format(callsign=unit.callsign))
    at = states.not_before(state, at)
    unit_commands.crew_up(state, unit, members, by, at)
    shift = Shift.objects.create(
        agency_id=unit.agency_id,
        unit=unit,
        started_at=at,
        fuel=check.fuel or "",
        damage=check.damage.strip(),
        ride_along=check.ride_along.strip(),
    )
    for one in check.equipment:
        _issue(shift, one, at)
    _read(check.equipment, check.odometer, by, at)
    event = events.ShiftStarted(
        unit_id=unit.pk,
        callsign=unit.callsign,
        equipment=", ".join(one.name for one in check.equipment) or "nothing",
        checks=_checks(shift),
    )
    _record(event, unit, by, at)
    return shift


@journal.command
def end_shift(*, unit: Unit, odometer: int | None = None, by: Principal, at: datetime) -> None:
    """Bring the unit back: everything it took out is in again, and it goes off duty.

    For its crew, or who keeps the roster. Raises ``OnACall``, ``OdometerNeeded`` or
    ``OdometerRanBack``. Done twice, nothing happens.
    """
    state = states.lock(unit.pk)
    is_over = state.status == Status.OFF_DUTY
    mine = is_over or by.member_id in states.crew_ids(unit.pk)
    if not (mine and by.may(Permission.UNIT_OWN_STATUS, unit.agency_id)):
        rules.demand(by, Permission.ROSTER_EDIT, unit.agency_id)
    if is_over:
        return
    out = Issue.objects.filter(shift__unit=unit, returned_at=None).select_related("equipment")
    _read([issue.equipment for issue in out], odometer, by, at)
    if unit_commands.go_off_duty(state, unit, by, at):
        _record(events.ShiftEnded(unit_id=unit.pk, callsign=unit.callsign), unit, by, at)


def _demand_planned(unit: Unit, members: Sequence[Member], by: Principal, at: datetime) -> None:
    if by.may(Permission.ROSTER_EDIT, unit.agency_id):
        return
    mine = [member for member in members if member.pk == by.member_id]
    planned = PlannedShift.objects.filter(
        unit=unit, member__in=mine, starts_at__lte=at + EARLY, ends_at__gt=at
    ).exists()
    if not (planned and by.may(Permission.UNIT_OWN_STATUS, unit.agency_id)):
        raise NotAllowed(
            _("{by} is not planned on {callsign} now. Ask who keeps the roster.").format(
                by=by.name, callsign=unit.callsign
            )
        )


def _issue(shift: Shift, equipment: Equipment, at: datetime) -> None:
    try:
        with transaction.atomic():
            Issue.objects.create(
                agency_id=shift.agency_id, shift=shift, equipment=equipment, issued_at=at
            )
    except IntegrityError as error:
        raise TakenOut(
            _("{equipment} is out with another unit.").format(equipment=equipment.name)
        ) from error


def _read(out: Sequence[Equipment], miles: int | None, by: Principal, at: datetime) -> None:
    for one in out:
        if one.kind == EquipmentKind.VEHICLE:
            if miles is None:
                raise OdometerNeeded(_("What does the odometer of {one} say?").format(one=one.name))
            equipment_commands.read_odometer(vehicle=one, miles=miles, by=by, at=at)


def _checks(shift: Shift) -> str:
    said = [
        f"fuel {shift.get_fuel_display()}" if shift.fuel else "",
        f"damage: {shift.damage}" if shift.damage else "",
        f"{shift.ride_along} rides along" if shift.ride_along else "",
    ]
    return "".join(f"; {one}" for one in said if one)


def _record(event: Any, unit: Unit, by: Principal, at: datetime) -> None:
    journal.record(
        event, subject=Subject("unit", str(unit.pk)), agency_id=unit.agency_id, by=by, at=at
    )
