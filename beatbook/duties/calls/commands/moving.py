"""Units that leave a call while it goes on: taken away for another, or exchanged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Assignment, Unit
from beatbook.ground.force.vocabulary import LeftEarly
from beatbook.ground.registry import commands as registry


def on_other_calls(call: Call, units: Sequence[Unit], *, preempt: bool) -> list[Assignment]:
    """The assignments that end because these units are sent to ``call``, by unit."""
    active = Assignment.objects.filter(unit__in=units, cleared_at=None).exclude(incident=call.pk)
    if not preempt:
        active = active.filter(unit__state__sendable=True)
    return list(active.select_related("unit").order_by("unit"))


def lock_in_order(incident_ids: Iterable[int]) -> None:
    """Several incidents are locked in the order of their ids, so that nobody waits in a ring."""
    for incident_id in sorted(set(incident_ids)):
        registry.lock(incident_id)


def take_away(assignment: Assignment, by: Principal, at: datetime) -> Call:
    """Take a unit off its call for another one; under that call's lock. Returns the call it left.

    Whoever may not dispatch for that call cannot take its units. A unit that was cleared in the
    meantime is free anyway.
    """
    call = standing.lock_open(Call.objects.get(pk=assignment.incident_id))
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    there = {one.pk: one for one in standing.assignments(call)}
    if assignment.pk in there:
        standing_one = there[assignment.pk]
        left = None if standing_one.arrived else LeftEarly.MORE_URGENT
        leave(call, standing_one, left, by, at)
        event = events.UnitPreempted(
            number=call.incident.number,
            unit_id=assignment.unit_id,
            callsign=assignment.unit.callsign,
        )
        record(event, call, by, at)
    return call


def leave(
    call: Call, assignment: Assignment, left: LeftEarly | None, by: Principal, at: datetime
) -> None:
    """Release the unit; the call that nobody is on any more waits again."""
    last = len(standing.assignments(call)) == 1
    force.release(assignment=assignment, left=left, by=by, at=at)
    if last:
        standing.move(call, Status.WAITING)
        call.save(update_fields=["status", "wait_seen_at"])
