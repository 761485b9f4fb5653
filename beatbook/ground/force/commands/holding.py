"""Holding a unit back from a call that is not safe for it yet, and letting it go in."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import force as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Part
from beatbook.ground import journal
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import recording
from beatbook.ground.force.models import Assignment
from beatbook.ground.force.vocabulary import AT_THE_CALL, Hold, Status, order_of
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.models import Incident


class HeldBack(Refused):
    """The unit may not be at the call yet; the message says until when."""


@journal.command
def hold(
    *, assignment: Assignment, hold: Hold, waits_for: str = "", by: Principal, at: datetime
) -> Assignment:
    """Tell a unit on an incident to stage or to stand off. The order it has already is no news.

    The caller holds the incident's lock, and has asked whether this person works this incident.
    """
    rules.demand(by, Permission.CALL_READ, assignment.agency_id)
    if assignment.hold == hold:
        return assignment
    unit, incident = assignment.unit, assignment.incident
    assignment.hold, assignment.waits_for = hold, waits_for
    assignment.save(update_fields=["hold", "waits_for"])
    states.touch(unit.pk)
    registry.touch(incident)
    event = events.AssignmentHeld(
        unit_id=unit.pk,
        callsign=unit.callsign,
        number=incident.number,
        hold=hold,
        order=order_of(hold, waits_for),
    )
    recording.record(event, unit, incident, by, at)
    return assignment


@journal.command
def free(*, assignment: Assignment, by: Principal, at: datetime) -> Assignment:
    """Let a held unit go in. One that is not held hears nothing. The caller as for ``hold``."""
    rules.demand(by, Permission.CALL_READ, assignment.agency_id)
    if not assignment.hold:
        return assignment
    unit, incident = assignment.unit, assignment.incident
    assignment.hold, assignment.waits_for = Hold.NONE, ""
    assignment.save(update_fields=["hold", "waits_for"])
    states.touch(unit.pk)
    registry.touch(incident)
    event = events.AssignmentFreed(unit_id=unit.pk, callsign=unit.callsign, number=incident.number)
    recording.record(event, unit, incident, by, at)
    return assignment


def demand_free(assignment: Assignment, callsign: str, status: Status) -> None:
    """Raise ``HeldBack`` if the unit may not be where this status says it is."""
    if assignment.hold and status in AT_THE_CALL:
        order = order_of(assignment.hold, assignment.waits_for)
        raise HeldBack(
            _("{callsign} cannot be {status}: {order}.").format(
                callsign=callsign, status=_(status.label), order=_(order)
            )
        )


def free_the_waiting(
    arrived: Assignment, incident: Incident, *, by: Principal, at: datetime
) -> None:
    """A unit that may handle the incident alone is on scene: those who waited for it may go in."""
    if arrived.part != Part.ALONE:
        return
    waiting = Assignment.objects.filter(incident=incident, cleared_at=None, hold=Hold.WAIT)
    for assignment in waiting.select_related("unit").order_by("unit_id"):
        assignment.incident = incident
        free(assignment=assignment, by=by, at=at)
