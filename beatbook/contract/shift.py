"""What the force announces of shifts, of the plan for them, and of what is taken out."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event, personal

_UNIT = (("unit", "unit_id"),)


@event(
    "force.equipment.added",
    sentence="added the {kind} {name_of_it}",
    audience=Permission.UNIT_READ,
)
class EquipmentAdded:
    equipment_id: int = code()
    kind: str = code()
    name_of_it: str = code()


@event(
    "force.equipment.retired",
    sentence="took the {kind} {name_of_it} out of use",
    audience=Permission.UNIT_READ,
)
class EquipmentRetired:
    equipment_id: int = code()
    kind: str = code()
    name_of_it: str = code()


@event(
    "force.line_up.read",
    sentence="read the line-up to {members}",
    audience=Permission.UNIT_READ,
)
class LineUpRead:
    member_ids: str = code()
    members: str = personal()


@event(
    "force.odometer.read",
    sentence="read {miles} miles on {name_of_it}",
    audience=Permission.UNIT_READ,
)
class OdometerRead:
    equipment_id: int = code()
    name_of_it: str = code()
    miles: int = code()


@event(
    "force.shift.planned",
    sentence="planned {member} on {callsign}, {when}",
    audience=Permission.UNIT_READ,
)
class ShiftPlanned:
    """``when`` is said on the agency's wall clock."""

    unit_id: int = code()
    callsign: str = code()
    member_id: int = code()
    starts_at: str = code()
    ends_at: str = code()
    when: str = code()
    member: str = personal()


@event(
    "force.shift.unplanned",
    sentence="took {member} off the plan for {callsign}, {when}",
    audience=Permission.UNIT_READ,
)
class ShiftUnplanned:
    unit_id: int = code()
    callsign: str = code()
    member_id: int = code()
    when: str = code()
    member: str = personal()


@event(
    "force.shift.swapped",
    sentence="swapped the planned shifts of {members}",
    audience=Permission.UNIT_READ,
)
class ShiftsSwapped:
    member_ids: str = code()
    members: str = personal()


@event(
    "force.shift.started",
    sentence="took out {callsign} with {equipment}{checks}",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class ShiftStarted:
    """``checks`` says fuel, damage and who rides along."""

    unit_id: int = code()
    callsign: str = code()
    equipment: str = code()
    checks: str = personal()


@event(
    "force.shift.ended",
    sentence="brought {callsign} back",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class ShiftEnded:
    unit_id: int = code()
    callsign: str = code()


@event(
    "force.staffing_minimum.set",
    sentence="set the minimum staffing {name_of_it}: {members} from {starts} to {ends}",
    audience=Permission.UNIT_READ,
)
class StaffingMinimumSet:
    """None from then on, where ``members`` is 0."""

    name_of_it: str = code()
    starts: str = code()
    ends: str = code()
    members: int = code()
