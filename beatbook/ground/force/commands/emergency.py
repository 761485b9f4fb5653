"""An officer needs help now: raised with one press, ended by dispatch and by nobody else."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract import assistance as events
from beatbook.contract.access import Permission, Principal
from beatbook.ground import journal
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import recording
from beatbook.ground.force.models import Unit, UnitState


@journal.command
def raise_emergency(*, unit: Unit, by: Principal, at: datetime) -> UnitState:
    """The crew of the unit needs help, whatever its status. Raised twice, the first time stands."""
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    state = states.lock(unit.pk)
    if state.emergency_at:
        return state
    _set(state, at)
    recording.record_with_call(
        events.EmergencyRaised(unit_id=unit.pk, callsign=unit.callsign), unit, by, at
    )
    return state


@journal.command
def end_emergency(*, unit: Unit, by: Principal, at: datetime) -> UnitState:
    """Dispatch knows that it is over. Where there is none, nothing happens."""
    rules.demand(by, Permission.CALL_DISPATCH, unit.agency_id)
    state = states.lock(unit.pk)
    if state.emergency_at is None:
        return state
    _set(state, None)
    recording.record_with_call(
        events.EmergencyEnded(unit_id=unit.pk, callsign=unit.callsign), unit, by, at
    )
    return state


def _set(state: UnitState, at: datetime | None) -> None:
    state.emergency_at = at
    state.version += 1
    state.save(update_fields=["emergency_at", "version"])
