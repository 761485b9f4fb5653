"""An assignment becomes one of another incident: two turned out to be one, or not to be."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract import force as events
from beatbook.contract.access import Permission, Principal
from beatbook.ground import journal
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import recording
from beatbook.ground.force.models import Assignment
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.models import Incident


@journal.command
def move_assignment(
    *, assignment: Assignment, to: Incident, by: Principal, at: datetime
) -> Assignment:
    """The unit is on that incident, and was from the start: its times stay as they are.

    The caller holds the locks of both incidents, and settles who is primary when all have moved. On
    it already, nothing changes.
    """
    rules.demand(by, Permission.CALL_DISPATCH, to.agency_id)
    before = assignment.incident
    if before.pk == to.pk:
        return assignment
    states.lock(assignment.unit_id)
    assignment.incident, assignment.agency_id, assignment.primary = to, to.agency_id, False
    assignment.save(update_fields=["incident", "agency", "primary"])
    states.touch(assignment.unit_id)
    registry.touch(before)
    registry.touch(to)
    unit = assignment.unit
    event = events.AssignmentMoved(
        unit_id=unit.pk, callsign=unit.callsign, number=to.number, came_from=before.number
    )
    recording.record(event, unit, to, by, at)
    return assignment
