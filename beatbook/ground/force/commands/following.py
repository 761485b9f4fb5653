"""Following a unit on its incident: on, back with a reason, and times that are heard late."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from beatbook.contract import force as events
from beatbook.contract.access import Principal
from beatbook.contract.base import Refused
from beatbook.ground import journal
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import holding, recording
from beatbook.ground.force.models import Assignment, Unit, UnitState
from beatbook.ground.force.vocabulary import (
    ALLOWED_ON_CALL,
    COURSE,
    STAMPS,
    Status,
    StepBack,
    by_letter,
)
from beatbook.ground.journal import undoing
from beatbook.ground.registry import commands as registry

TAKE_BACK = "force.advance"
SAME_MINUTE = timedelta(minutes=1)


class NotAssigned(Refused):
    """The unit is not on a call."""


class NotInThatOrder(Refused):
    """That status does not follow from the unit's present one."""


class SayWhyBack(Refused):
    """A step back needs its reason."""

    field = "back"


class NotThen(Refused):
    """It cannot have been at that time; the message says what stands around it."""

    field = "reached"


@journal.command
def progress(
    *,
    unit: Unit,
    status: Status,
    back: StepBack | None = None,
    reached_at: datetime | None = None,
    by: Principal,
    at: datetime,
) -> UnitState:
    """Move a unit on its incident, or ``back`` for a reason. Raises ``NotAssigned``, ``HeldBack``
    or ``SayWhyBack``.

    The status it already has changes nothing: the first time given stands. With ``reached_at`` the
    time was heard late: it fills the time that is missing or takes the place of the one given, and
    the unit moves on only if that is an advance. Raises ``NotThen``.
    """
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    assignment = active(unit)
    incident = registry.lock(assignment.incident_id)
    state = states.lock(unit.pk)
    assignment.refresh_from_db()
    if assignment.cleared_at:
        raise NotAssigned(
            _("{callsign} was cleared from {number} just now.").format(
                callsign=unit.callsign, number=incident.number
            )
        )
    assignment.unit, assignment.incident = unit, incident
    if reached_at is not None:
        _hear_late(assignment, state, status, reached_at, by, at)
    elif status in ALLOWED_ON_CALL[state.status]:
        before, stamp = state.status, STAMPS.get(status, "")
        stamped = bool(stamp) and getattr(assignment, stamp) is None
        _advance(assignment, state, status, by, at)
        undoing.offer(
            TAKE_BACK,
            f"{unit.callsign} {status.label}",
            assignment=assignment.pk,
            before=before,
            since=state.since.isoformat(),
            stamp=stamp if stamped else "",
        )
    elif status != state.status:
        _step_back(assignment, state, status, back, by, at)
    return state


def _advance(
    assignment: Assignment, state: UnitState, status: Status, by: Principal, at: datetime
) -> None:
    unit, incident = assignment.unit, assignment.incident
    holding.demand_free(assignment, unit.callsign, status)
    at = states.not_before(state, at)
    recording.stamp(assignment, status, at)
    assignment.save()
    states.move(state, status, at)
    registry.touch(incident)
    recording.record(recording.progressed(unit, incident, status), unit, incident, by, at)
    if status == Status.ON_SCENE:
        holding.free_the_waiting(assignment, incident, by=by, at=at)


def _step_back(
    assignment: Assignment,
    state: UnitState,
    status: Status,
    back: StepBack | None,
    by: Principal,
    at: datetime,
) -> None:
    """What was given by mistake never was: its times are empty again, the log keeps them."""
    unit, incident = assignment.unit, assignment.incident
    now = Status(state.status).label
    if back is None:
        raise SayWhyBack(
            _("{callsign} is {now}. To set it back to {status} say why: {stepback}.").format(
                callsign=unit.callsign,
                now=_(now),
                status=_(status.label),
                stepback=by_letter(StepBack, _),
            )
        )
    undoing.cannot("A step back is put right by giving the status again.")
    at = states.not_before(state, at)
    if back == StepBack.MISTAKE:
        for later in COURSE[COURSE.index(status) + 1 :]:
            setattr(assignment, STAMPS[later], None)
    recording.stamp(assignment, status, at)
    assignment.save()
    states.move(state, status, at)
    registry.touch(incident)
    event = events.AssignmentSetBack(
        unit_id=unit.pk,
        callsign=unit.callsign,
        number=incident.number,
        status=status,
        status_name=status.label,
        before=now,
        reason=back,
        reason_name=back.label,
    )
    recording.record(event, unit, incident, by, at)


def _hear_late(
    assignment: Assignment,
    state: UnitState,
    status: Status,
    reached_at: datetime,
    by: Principal,
    at: datetime,
) -> None:
    unit, incident = assignment.unit, assignment.incident
    reached_at = _possible(assignment, status, reached_at, at)
    before = getattr(assignment, STAMPS[status])
    if before == reached_at:
        return
    on = COURSE.index(status) > COURSE.index(Status(state.status))
    if on:
        holding.demand_free(assignment, unit.callsign, status)
    setattr(assignment, STAMPS[status], reached_at)
    assignment.save()
    if on:
        states.move(state, status, states.not_before(state, reached_at))
    else:
        states.touch(unit.pk)
    registry.touch(incident)
    recording.record(_late(assignment, status, reached_at, before), unit, incident, by, at)
    if on and status == Status.ON_SCENE:
        holding.free_the_waiting(assignment, incident, by=by, at=at)


def _possible(
    assignment: Assignment, status: Status, reached_at: datetime, at: datetime
) -> datetime:
    """The moment within what is known; a clock without seconds may be a little early for it.

    Where a unit staged says nothing of the order: it may have been before or after the scene.
    """
    if status not in STAMPS:
        raise NotThen(_("When a unit was sent is known already."))
    ordered = [STAMPS[one] for one in COURSE if one in STAMPS and one != Status.STAGING]
    place = ordered.index(STAMPS[status]) if STAMPS[status] in ordered else 0
    earlier = [getattr(assignment, name) for name in ordered[:place]]
    later = [getattr(assignment, name) for name in ordered[place + 1 :]]
    if status == Status.STAGING:
        later = []
    first: datetime = max([assignment.assigned_at, *filter(None, earlier)])
    last = min([at, *filter(None, later)])
    if first - SAME_MINUTE < reached_at < first:
        return first
    if not first <= reached_at <= last:
        raise NotThen(_bounds(assignment, status, first, last))
    return reached_at


def _bounds(assignment: Assignment, status: Status, first: datetime, last: datetime) -> str:
    agency = assignment.incident.agency
    between = f"{agency.local(first):%H:%M:%S} and {agency.local(last):%H:%M:%S}"
    callsign = assignment.unit.callsign
    return _("{callsign} can only have been {status} between {between}, as things stand.").format(
        callsign=callsign, status=_(status.label), between=between
    )


def _late(
    assignment: Assignment, status: Status, reached_at: datetime, before: datetime | None
) -> events.AssignmentHeardLate:
    agency = assignment.incident.agency
    stood = f" instead of {agency.local(before):%H:%M:%S}" if before else ""
    return events.AssignmentHeardLate(
        unit_id=assignment.unit_id,
        callsign=assignment.unit.callsign,
        number=assignment.incident.number,
        status=status,
        status_name=status.label,
        reached_at=reached_at.isoformat(),
        clock=f"{agency.local(reached_at):%H:%M:%S}",
        instead=stood,
    )


def active(unit: Unit) -> Assignment:
    assignment = Assignment.objects.filter(unit=unit, cleared_at=None).first()
    if assignment is None:
        raise NotAssigned(
            _("{callsign} is not on a call. Dispatch it first.").format(callsign=unit.callsign)
        )
    return assignment
