"""Statuses that have nothing to do with a call."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import force as events
from beatbook.contract.access import Principal
from beatbook.contract.base import Refused
from beatbook.ground import journal
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import following, recording
from beatbook.ground.force.models import Unit, UnitState
from beatbook.ground.force.vocabulary import (
    ALLOWED_WITHOUT_CALL,
    ASSIGNED,
    NEEDS_REASON,
    Meal,
    Status,
    StepBack,
)
from beatbook.ground.journal import undoing

TAKE_BACK = "force.status"


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
    until: datetime | None = None,
    back: StepBack | None = None,
    reached_at: datetime | None = None,
    by: Principal,
    at: datetime,
) -> UnitState:
    """Set a unit's status: on a call it moves the assignment on, else it changes duty status.

    Going off duty ends the shift of the crew. The status a unit already has changes nothing.
    ``until`` is the limit of one that needs a reason; dispatch is told when it is over. ``back``
    and ``reached_at`` are for a unit on a call, as in ``progress``. Raises
    ``NotInThatOrder``, ``ReasonNeeded`` or ``NotAllowed``.
    """
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    if status in ASSIGNED:
        return following.progress(
            unit=unit, status=status, back=back, reached_at=reached_at, by=by, at=at
        )
    reason = reason.strip() if status in NEEDS_REASON else ""
    state = states.lock(unit.pk)
    until = until if status in NEEDS_REASON else None
    if (state.status, state.reason, state.until) == (status, reason, until):
        return state
    _demand_order(state, status)
    if status in NEEDS_REASON and not reason:
        raise ReasonNeeded(
            _("Say why {callsign} is {status}: a word or two is enough.").format(
                callsign=unit.callsign, status=_(status.label)
            )
        )
    at = states.not_before(state, at)
    if status == Status.OFF_DUTY:
        states.end_shift(unit.pk, at)
        states.bring_back(unit.pk, at)
    before = state.status, state.reason, state.until, state.meal
    change(state, status, at, by, reason=reason, until=until)
    _offer_back(state, *before)
    return state


def _offer_back(
    state: UnitState, status: str, reason: str, until: datetime | None, meal: str
) -> None:
    if state.status == Status.OFF_DUTY or status == Status.OFF_DUTY:
        return undoing.cannot("Its shift has begun or ended. Put it on or off duty at the station.")
    if meal == Meal.GRANTED:
        return undoing.cannot("Its meal has ended. Let it go again: ML.")
    undoing.offer(
        TAKE_BACK,
        f"{state.unit.callsign} {Status(state.status).label}",
        unit=state.unit_id,
        since=state.since.isoformat(),
        status=status,
        reason=reason,
        until=until.isoformat() if until else "",
    )
    return None


def change(
    state: UnitState,
    status: Status,
    at: datetime,
    by: Principal,
    *,
    reason: str = "",
    until: datetime | None = None,
) -> None:
    """Another status without a call, with its entry; a meal that was under way is over."""
    unit, was_meal = state.unit, state.meal == Meal.GRANTED
    states.move(state, status, at, reason, until)
    limit = f" until {unit.agency.local(until):%H:%M}" if until else ""
    event = events.UnitStatusChanged(
        unit_id=unit.pk,
        callsign=unit.callsign,
        status=status,
        status_name=status.label,
        reason=f": {reason}{limit}" if reason else "",
    )
    recording.record_of_unit(event, unit, by, at)
    if was_meal:
        ended = events.MealEnded(unit_id=unit.pk, callsign=unit.callsign)
        recording.record_of_unit(ended, unit, by, at)


@journal.command
def set_sendable(*, unit: Unit, sendable: bool, by: Principal, at: datetime) -> UnitState:
    """On a call but can be sent, or not any more. The next status ends it. Done twice, done once.

    Raises ``NotAssigned``.
    """
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    state = states.lock(unit.pk)
    if state.status not in ASSIGNED:
        raise following.NotAssigned(
            _("{callsign} is on no call; AV says that it can be sent.").format(
                callsign=unit.callsign
            )
        )
    if state.sendable == sendable:
        return state
    state.sendable = sendable
    state.version += 1
    state.save(update_fields=["sendable", "version"])
    said = "can be sent" if sendable else "cannot be sent"
    event = events.UnitSendable(unit_id=unit.pk, callsign=unit.callsign, said=said)
    recording.record_of_unit(event, unit, by, at)
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
        raise NotOnScene(
            _("{callsign} is {now}; safety checks are for units on scene.").format(
                callsign=unit.callsign, now=_(now)
            )
        )
    state.checked_at = states.not_before(state, at)
    state.version += 1
    state.save(update_fields=["checked_at", "version"])
    event = events.UnitConfirmedSafe(unit_id=unit.pk, callsign=unit.callsign)
    recording.record_of_unit(event, unit, by, state.checked_at)
    return state


def _demand_order(state: UnitState, status: Status) -> None:
    callsign = state.unit.callsign
    if state.status in ASSIGNED:
        raise following.NotInThatOrder(
            _("{callsign} is on a call. Clear it from the call first.").format(callsign=callsign)
        )
    if status != state.status and status not in ALLOWED_WITHOUT_CALL[state.status]:
        now = Status(state.status).label
        raise following.NotInThatOrder(
            _("{callsign} is {now}; it cannot become {status} from there.").format(
                callsign=callsign, now=_(now), status=_(status.label)
            )
        )
