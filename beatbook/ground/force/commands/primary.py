"""The primary unit of an incident: the one that handles it and owes what is to be written.

The first unit sent is primary. When it leaves, the unit sent next of those still there takes over;
when nobody is there any more, who was there last stays primary for the record. Whoever dispatches
may choose another at any time. Every function here wants the incident's lock held.
"""

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
def make_primary(*, assignment: Assignment, by: Principal, at: datetime) -> Assignment:
    """This unit handles the incident from now on. Chosen twice, the second time is no news."""
    incident = assignment.incident
    rules.demand(by, Permission.CALL_DISPATCH, incident.agency_id)
    if not assignment.primary:
        _hand_over(assignment, incident, by, at)
    return assignment


def takes_first(incident: Incident) -> bool:
    """Is the unit that is sent now the primary one? Who was so for the record only, gives way."""
    primary = Assignment.objects.filter(incident=incident, primary=True)
    if primary.filter(cleared_at=None).exists():
        return False
    primary.update(primary=False)
    return True


def settle_primary(*, incident: Incident, by: Principal, at: datetime) -> None:
    """Somebody left: is the primary unit still there, or who takes over?"""
    known = Assignment.objects.filter(incident=incident).select_related("unit")
    there = list(known.filter(cleared_at=None).order_by("assigned_at", "pk"))
    primary = known.filter(primary=True).first()
    if there and (primary is None or primary.cleared_at):
        _hand_over(there[0], incident, by, at)
    elif not there and primary and not primary.arrived:
        known.filter(pk=primary.pk).update(primary=False)
        were_there = [one for one in known.order_by("cleared_at", "pk") if one.arrived]
        if were_there:
            _hand_over(were_there[-1], incident, by, at)


def _hand_over(to: Assignment, incident: Incident, by: Principal, at: datetime) -> None:
    before = Assignment.objects.filter(incident=incident, primary=True)
    unit_ids = sorted({to.unit_id, *before.values_list("unit_id", flat=True)})
    before.update(primary=False)
    to.primary = True
    to.save(update_fields=["primary"])
    for unit_id in unit_ids:
        states.touch(unit_id)
    registry.touch(incident)
    event = events.PrimarySet(
        unit_id=to.unit_id, unit_ids=unit_ids, callsign=to.unit.callsign, number=incident.number
    )
    recording.record(event, to.unit, incident, by, at)
