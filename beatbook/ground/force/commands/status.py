"""Statuses that have nothing to do with a call."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract import force as events
from beatbook.contract.access import Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import following
from beatbook.ground.force.models import Unit, UnitState
from beatbook.ground.force.vocabulary import (
    ALLOWED_WITHOUT_CALL,
    ASSIGNED,
    NEEDS_REASON,
    Status,
    StepBack,
)


class NotOnScene(Refused):
    """Only a unit on scene has a safety check to answer."""


class ReasonNeeded(Refused):
    """Busy and out of service say why."""


@journal.command
def set_status(
    *,
    unit: Unit,
    status: Status,
    reason: str = "",
    back: StepBack | None = None,
    reached_at: datetime | None = None,
    by: Principal,
    at: datetime,
) -> UnitState:
    """Set a unit's status: on a call it moves the assignment on, else it changes duty status.

    Going off duty ends the shift of the crew. The status a unit already has changes nothing.
    ``back`` and ``reached_at`` are for a unit on a call, as in ``progress``. Raises
    ``NotInThatOrder``, ``ReasonNeeded`` or ``NotAllowed``.
    """
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    if status in ASSIGNED:
        return following.progress(
            unit=unit, status=status, back=back, reached_at=reached_at, by=by, at=at
        )
    reason = reason.strip() if status in NEEDS_REASON else ""
    state = states.lock(unit.pk)
    if state.status == status and state.reason == reason:
        return state
    _demand_order(state, status)
    if status in NEEDS_REASON and not reason:
        raise ReasonNeeded(f"Say why {unit.callsign} is {status.label}: a word or two is enough.")
    at = states.not_before(state, at)
    if status == Status.OFF_DUTY:
        states.end_shift(unit.pk, at)
    states.move(state, status, at, reason)
    journal.record(
        events.UnitStatusChanged(
            unit_id=unit.pk,
            callsign=unit.callsign,
            status=status,
            status_name=status.label,
            reason=f": {state.reason}" if state.reason else "",
        ),
        subject=Subject("unit", str(unit.pk)),
        agency_id=unit.agency_id,
        by=by,
        at=at,
    )
    return state


@journal.command
def confirm_safe(*, unit: Unit, by: Principal, at: datetime) -> UnitState:
    """The officer on scene answered that all is well: the safety timer begins again.

    Raises ``NotOnScene``.
    """
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    state = states.lock(unit.pk)
    if state.status != Status.ON_SCENE:
        now = Status(state.status).label
        raise NotOnScene(f"{unit.callsign} is {now}; safety checks are for units on scene.")
    state.checked_at = states.not_before(state, at)
    state.version += 1
    state.save(update_fields=["checked_at", "version"])
    journal.record(
        events.UnitConfirmedSafe(unit_id=unit.pk, callsign=unit.callsign),
        subject=Subject("unit", str(unit.pk)),
        agency_id=unit.agency_id,
        by=by,
        at=state.checked_at,
    )
    return state


def _demand_order(state: UnitState, status: Status) -> None:
    callsign = state.unit.callsign
    if state.status in ASSIGNED:
        raise following.NotInThatOrder(f"{callsign} is on a call. Clear it from the call first.")
    if status != state.status and status not in ALLOWED_WITHOUT_CALL[state.status]:
        now = Status(state.status).label
        raise following.NotInThatOrder(
            f"{callsign} is {now}; it cannot become {status.label} from there."
        )
