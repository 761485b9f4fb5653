"""Tables of the force, by noun."""

from beatbook.ground.force.models.assignment import Assignment
from beatbook.ground.force.models.letters import StatusLetters
from beatbook.ground.force.models.line_up import LineUpHearer, LineUpReading
from beatbook.ground.force.models.position import LastPosition, Position
from beatbook.ground.force.models.shift import (
    Equipment,
    Issue,
    OdometerReading,
    PlannedShift,
    Shift,
    StaffingMinimum,
)
from beatbook.ground.force.models.unit import Qualification, RosterEntry, Unit, UnitState

__all__ = [
    "Assignment",
    "Equipment",
    "Issue",
    "LastPosition",
    "LineUpHearer",
    "LineUpReading",
    "OdometerReading",
    "PlannedShift",
    "Position",
    "Qualification",
    "RosterEntry",
    "Shift",
    "StaffingMinimum",
    "StatusLetters",
    "Unit",
    "UnitState",
]
