"""An officer needs help now: raised with one press, ended by dispatch and by nobody else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from beatbook.contract import force as events
from beatbook.contract.access import Permission, Principal
from beatbook.ground import journal
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import recording
from beatbook.ground.force.models import Assignment, Unit, UnitState
from beatbook.ground.registry.models import Incident


@journal.command
def raise_emergency(*, unit: Unit, by: Principal, at: datetime) -> UnitState:
    """The crew of the unit needs help, whatever its status. Raised twice, the first time stands."""
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    state = states.lock(unit.pk)
    if state.emergency_at:
        return state
    _set(state, at)
    _record(events.EmergencyRaised(unit_id=unit.pk, callsign=unit.callsign), unit, by, at)
    return state


@journal.command
def end_emergency(*, unit: Unit, by: Principal, at: datetime) -> UnitState:
    """Dispatch knows that it is over. Where there is none, nothing happens."""
    rules.demand(by, Permission.CALL_DISPATCH, unit.agency_id)
    state = states.lock(unit.pk)
    if state.emergency_at is None:
        return state
    _set(state, None)
    _record(events.EmergencyEnded(unit_id=unit.pk, callsign=unit.callsign), unit, by, at)
    return state


def _set(state: UnitState, at: datetime | None) -> None:
    state.emergency_at = at
    state.version += 1
    state.save(update_fields=["emergency_at", "version"])


def _record(event: Any, unit: Unit, by: Principal, at: datetime) -> None:
    """In the unit's log, and in the chronology of the call that it is on, if that may be seen."""
    recording.record_of_unit(event, unit, by, at)
    active = Assignment.objects.filter(unit=unit, cleared_at=None).first()
    incident = Incident.objects.filter(pk=active.incident_id).first() if active else None
    if incident is not None:
        recording.record_of_call(event, incident, by, at)
