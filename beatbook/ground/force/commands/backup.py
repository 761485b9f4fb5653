"""Back-up: asked for by the crew, taken up by dispatch, ended by either of them."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import assistance as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.ground import journal
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import recording
from beatbook.ground.force.models import Unit, UnitState
from beatbook.ground.force.vocabulary import BackUp, Status

SAVED = ["backup", "backup_at", "backup_seen_at", "version"]


class NoBackUp(Refused):
    """The unit has not asked for back-up, or cannot now; the message says which."""


@journal.command
def ask_backup(*, unit: Unit, backup: BackUp, by: Principal, at: datetime) -> UnitState:
    """The crew wants another unit with it, routine or urgent. Asked twice, the first time stands;
    what was routine may become urgent, which dispatch must take up anew.
    """
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    state = states.lock(unit.pk)
    if state.status == Status.OFF_DUTY:
        raise NoBackUp(_("{callsign} is off duty.").format(callsign=unit.callsign))
    if state.backup in (backup, BackUp.URGENT):
        return state
    states.want_backup(state, backup, at)
    _save(state)
    event = events.BackUpAsked(
        unit_id=unit.pk, callsign=unit.callsign, backup=backup, words=backup.label
    )
    recording.record_with_call(event, unit, by, at)
    return state


@journal.command
def take_up_backup(*, unit: Unit, by: Principal, at: datetime) -> UnitState:
    """Dispatch knows, and the phone says so. Taken up twice, the first time stands."""
    rules.demand(by, Permission.CALL_DISPATCH, unit.agency_id)
    state = states.lock(unit.pk)
    if not state.backup or state.backup_at is None:
        raise NoBackUp(_("{callsign} has not asked for back-up.").format(callsign=unit.callsign))
    if state.backup_seen_at:
        return state
    state.backup_seen_at = max(at, state.backup_at)
    _save(state)
    recording.record_with_call(
        events.BackUpTakenUp(unit_id=unit.pk, callsign=unit.callsign), unit, by, at
    )
    return state


@journal.command
def end_backup(*, unit: Unit, by: Principal, at: datetime) -> UnitState:
    """It is there, or not needed any more. Where none is wanted, nothing happens."""
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    state = states.lock(unit.pk)
    if not state.backup:
        return state
    states.want_backup(state, BackUp.NONE, None)
    _save(state)
    recording.record_with_call(
        events.BackUpEnded(unit_id=unit.pk, callsign=unit.callsign), unit, by, at
    )
    return state


def _save(state: UnitState) -> None:
    state.version += 1
    state.save(update_fields=SAVED)
