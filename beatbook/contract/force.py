"""What the force announces: units, rosters, statuses, assignments."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event, personal

_UNIT = (("unit", "unit_id"),)
_UNIT_AND_CALL = (("unit", "unit_id"), ("call", "number"))


@event(
    "force.unit.created",
    sentence="set up the unit {callsign}",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class UnitCreated:
    unit_id: int = code()
    callsign: str = code()


@event(
    "force.unit.changed",
    sentence="changed the unit {callsign}: {fields}",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class UnitChanged:
    unit_id: int = code()
    callsign: str = code()
    fields: str = code()


@event(
    "force.unit.retired",
    sentence="took the unit {callsign} out of use",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class UnitRetired:
    unit_id: int = code()
    callsign: str = code()


@event(
    "force.unit.on_duty",
    sentence="put {callsign} on duty with {crew}",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class UnitOnDuty:
    unit_id: int = code()
    callsign: str = code()
    member_ids: str = code()
    crew: str = personal()


@event(
    "force.unit.off_duty",
    sentence="took {callsign} off duty",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class UnitOffDuty:
    unit_id: int = code()
    callsign: str = code()


@event(
    "force.unit.status_changed",
    sentence="{callsign} {status_name}{reason}",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class UnitStatusChanged:
    """A status that has nothing to do with a call: available, busy, out of service."""

    unit_id: int = code()
    callsign: str = code()
    status: str = code()
    status_name: str = code()
    reason: str = personal()


@event(
    "force.status.undone",
    sentence="took back: {what}",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class StatusUndone:
    """A status without a call, given a moment ago. ``command`` is the id of what is taken back."""

    unit_id: int = code()
    callsign: str = code()
    command: str = code()
    what: str = code()


@event(
    "force.unit.sendable",
    sentence="{callsign} is on a call and {said}",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class UnitSendable:
    unit_id: int = code()
    callsign: str = code()
    said: str = code()


@event(
    "force.timers.seen",
    sentence="saw that {callsign} {timers}",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class UnitTimersSeen:
    unit_id: int = code()
    callsign: str = code()
    timers: str = code()


@event(
    "force.transport.started",
    sentence="{callsign} TR {destination} {odometer}{who}",
    audience=Permission.CALL_READ,
    touches=_UNIT_AND_CALL,
)
class TransportStarted:
    unit_id: int = code()
    callsign: str = code()
    number: str = code()
    odometer: int = code()
    destination: str = personal()
    who: str = personal()


@event(
    "force.transport.ended",
    sentence="{callsign} at {destination} {odometer}, {miles} miles",
    audience=Permission.CALL_READ,
    touches=_UNIT_AND_CALL,
)
class TransportEnded:
    unit_id: int = code()
    callsign: str = code()
    number: str = code()
    odometer: int = code()
    miles: int = code()
    destination: str = personal()


@event(
    "force.radio.logged",
    sentence="radio: {callsign}{text}",
    audience=Permission.UNIT_READ,
)
class RadioLogged:
    unit_id: int = code()
    callsign: str = code()
    text: str = personal()


@event(
    "force.meal.asked",
    sentence="{callsign} asked for a meal",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class MealAsked:
    unit_id: int = code()
    callsign: str = code()


@event(
    "force.meal.granted",
    sentence="{callsign} may go to a meal",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class MealGranted:
    unit_id: int = code()
    callsign: str = code()


@event(
    "force.meal.declined",
    sentence="{callsign} is not in the queue for a meal any more",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class MealDeclined:
    unit_id: int = code()
    callsign: str = code()


@event(
    "force.meal.ended",
    sentence="{callsign} is back from the meal",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class MealEnded:
    unit_id: int = code()
    callsign: str = code()


@event(
    "force.unit.confirmed_safe",
    sentence="{callsign} is safe",
    audience=Permission.UNIT_READ,
    touches=_UNIT,
)
class UnitConfirmedSafe:
    unit_id: int = code()
    callsign: str = code()


@event(
    "force.unit.assigned",
    sentence="assigned {callsign}{role}",
    audience=Permission.CALL_READ,
    touches=_UNIT_AND_CALL,
)
class UnitAssigned:
    unit_id: int = code()
    callsign: str = code()
    number: str = code()
    role: str = code(default="")


@event(
    "force.primary.set",
    sentence="{callsign} is the primary unit now",
    audience=Permission.CALL_READ,
    touches=(("unit", "unit_ids"), ("call", "number")),
)
class PrimarySet:
    """Chosen, or because the one before has left. ``unit_ids`` are all that this concerns."""

    unit_id: int = code()
    unit_ids: list[int] = code()
    callsign: str = code()
    number: str = code()


@event(
    "force.assignment.progressed",
    sentence="{callsign} {status_name}",
    audience=Permission.CALL_READ,
    touches=_UNIT_AND_CALL,
)
class AssignmentProgressed:
    """A status on the way to, at, or from a call."""

    unit_id: int = code()
    callsign: str = code()
    number: str = code()
    status: str = code()
    status_name: str = code()


@event(
    "force.assignment.heard_late",
    sentence="{callsign} {status_name} at {clock}{instead}, heard late",
    audience=Permission.CALL_READ,
    touches=_UNIT_AND_CALL,
)
class AssignmentHeardLate:
    """A time told after the fact; the entry's own time is when it was told."""

    unit_id: int = code()
    callsign: str = code()
    number: str = code()
    status: str = code()
    status_name: str = code()
    reached_at: str = code()
    clock: str = code()
    instead: str = code()


@event(
    "force.assignment.set_back",
    sentence="{callsign} back from {before} to {status_name}: {reason_name}",
    audience=Permission.CALL_READ,
    touches=_UNIT_AND_CALL,
)
class AssignmentSetBack:
    unit_id: int = code()
    callsign: str = code()
    number: str = code()
    status: str = code()
    status_name: str = code()
    before: str = code()
    reason: str = code()
    reason_name: str = code()


@event(
    "force.assignment.left_early",
    sentence="{callsign} had not arrived: {reason_name}",
    audience=Permission.CALL_READ,
    touches=_UNIT_AND_CALL,
)
class AssignmentLeftEarly:
    unit_id: int = code()
    callsign: str = code()
    number: str = code()
    reason: str = code()
    reason_name: str = code()


@event(
    "force.assignment.held",
    sentence="told {callsign} to {order}",
    audience=Permission.CALL_READ,
    touches=_UNIT_AND_CALL,
)
class AssignmentHeld:
    """The unit may not be at the call until somebody else made it safe."""

    unit_id: int = code()
    callsign: str = code()
    number: str = code()
    hold: str = code()
    order: str = code()


@event(
    "force.assignment.freed",
    sentence="let {callsign} go in",
    audience=Permission.CALL_READ,
    touches=_UNIT_AND_CALL,
)
class AssignmentFreed:
    unit_id: int = code()
    callsign: str = code()
    number: str = code()


@event(
    "force.assignment.moved",
    sentence="moved {callsign} from {came_from} to {number}",
    audience=Permission.CALL_READ,
    touches=(*_UNIT_AND_CALL, ("call", "came_from")),
)
class AssignmentMoved:
    """Two calls are one, or are two again: the unit is on the other, with its times."""

    unit_id: int = code()
    callsign: str = code()
    number: str = code()
    came_from: str = code()


@event(
    "force.unit.released",
    sentence="released {callsign}",
    audience=Permission.CALL_READ,
    touches=(*_UNIT_AND_CALL, ("cancellation", "unit_id")),
)
class UnitReleased:
    unit_id: int = code()
    callsign: str = code()
    number: str = code()


@event(
    "force.qualification.granted",
    sentence="recorded the qualification {qualification} of member {member_id}",
    audience=Permission.UNIT_READ,
)
class QualificationGranted:
    member_id: int = code()
    qualification: str = code()
    expires_on: str = code()


@event(
    "force.status_letters.changed",
    sentence="changed the letters of the status {status_name} from {before} to {after}",
    audience=Permission.UNIT_READ,
)
class StatusLettersChanged:
    """What an agency writes and types for a status; the status itself has our two letters."""

    status: str = code()
    status_name: str = code()
    before: str = code()
    after: str = code()
