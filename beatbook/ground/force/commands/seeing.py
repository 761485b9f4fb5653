"""Dispatch has seen that a timer ran out."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract import force as events
from beatbook.contract.access import Permission, Principal
from beatbook.ground import journal
from beatbook.ground.force import rules, states, timers
from beatbook.ground.force.commands import recording
from beatbook.ground.force.models import Assignment, Unit, UnitState


@journal.command
def see_timers(*, unit: Unit, by: Principal, at: datetime) -> UnitState:
    """What has run out for the unit was seen: it alarms nobody any more, until its next status.

    Where nothing new has run out, nothing happens.
    """
    rules.demand(by, Permission.UNIT_STATUS, unit.agency_id)
    state = states.lock(unit.pk)
    unit.state = state
    assignment = Assignment.objects.filter(unit=unit, cleared_at=None).first()
    due = [code for code, when in timers.of(unit, assignment).items() if when <= at]
    new = sorted(set(due) - set(state.seen))
    if not new:
        return state
    state.seen = sorted({*state.seen, *new})
    state.version += 1
    state.save(update_fields=["seen", "version"])
    said = " and ".join(code.label for code in due if code in new)
    event = events.UnitTimersSeen(unit_id=unit.pk, callsign=unit.callsign, timers=said)
    recording.record_of_unit(event, unit, by, at)
    return state
