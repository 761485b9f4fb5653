"""Meals: asked for, waiting in the queue, granted by dispatch, ended by the next status."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from beatbook.contract import force as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.ground import journal
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import recording, status
from beatbook.ground.force.models import Unit, UnitState
from beatbook.ground.force.vocabulary import ASSIGNED, Meal, Status

REASON = "Meal"


class NotNow(Refused):
    """A meal cannot be asked for, granted or declined now; the message says why."""


@journal.command
def ask_meal(*, unit: Unit, by: Principal, at: datetime) -> UnitState:
    """Put the unit into the queue for a meal. Asked twice, the first time stands."""
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    state = states.lock(unit.pk)
    if state.status == Status.OFF_DUTY:
        raise NotNow(_("{callsign} is off duty.").format(callsign=unit.callsign))
    if state.meal:
        return state
    _mark(state, Meal.ASKED, at)
    recording.record_of_unit(
        events.MealAsked(unit_id=unit.pk, callsign=unit.callsign), unit, by, at
    )
    return state


@journal.command
def grant_meal(*, unit: Unit, by: Principal, at: datetime) -> UnitState:
    """Send a unit to its meal, asked for or not: busy for as long as its agency gives."""
    rules.demand(by, Permission.UNIT_STATUS, unit.agency_id)
    state = states.lock(unit.pk)
    if state.meal == Meal.GRANTED:
        return state
    if state.status in ASSIGNED or state.status == Status.OFF_DUTY:
        raise NotNow(
            _("{callsign} is {label}; it cannot go to a meal now.").format(
                callsign=unit.callsign, label=_(Status(state.status).label)
            )
        )
    at = states.not_before(state, at)
    until = at + timedelta(seconds=unit.agency.meal_s)
    status.change(state, Status.BUSY, at, by, reason=REASON, until=until)
    _mark(state, Meal.GRANTED, at)
    event = events.MealGranted(unit_id=unit.pk, callsign=unit.callsign)
    recording.record_of_unit(event, unit, by, at)
    return state


@journal.command
def decline_meal(*, unit: Unit, by: Principal, at: datetime) -> UnitState:
    """Take the unit out of the queue: not now, or it does not want to any more."""
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    state = states.lock(unit.pk)
    if state.meal != Meal.ASKED:
        raise NotNow(_("{callsign} has not asked for a meal.").format(callsign=unit.callsign))
    _mark(state, Meal.NONE, None)
    event = events.MealDeclined(unit_id=unit.pk, callsign=unit.callsign)
    recording.record_of_unit(event, unit, by, at)
    return state


def _mark(state: UnitState, meal: Meal, since: datetime | None) -> None:
    state.meal, state.meal_since = meal, since
    state.version += 1
    state.save(update_fields=["meal", "meal_since", "version"])
