"""Sending a unit to an incident, and releasing it.

Locks are taken in one order everywhere, the incident first and then the unit, so that two
dispatchers who act at once wait for one another instead of for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import force as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Part
from beatbook.ground import journal
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import holding, primary, recording
from beatbook.ground.force.commands.recording import stamp
from beatbook.ground.force.models import Assignment, Unit, UnitState
from beatbook.ground.force.vocabulary import SENDABLE, Hold, LeftEarly, Status, by_letter, order_of
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.models import Incident


class NotAvailable(Refused):
    """The unit cannot be sent now; the message says what it is doing."""


class SayWhyItLeft(Refused):
    """A unit that never arrived is cleared only with a reason."""

    field = "left"


@dataclass(frozen=True)
class Terms:
    """On what terms a unit is sent: may it handle the incident alone, whose arrival must it wait
    for (classes in words), how often must it be heard of, if not as often as everywhere, and how
    long it drives as far as that is known.
    """

    part: Part = Part.ALONE
    waits_for: str = ""
    safety_check_s: int | None = None
    travel_s: int | None = None


@journal.command
def assign(
    *,
    unit: Unit,
    incident: Incident,
    status: Status = Status.DISPATCHED,
    terms: Terms | None = None,
    by: Principal,
    at: datetime,
) -> Assignment:
    """Send an available unit. The caller holds the incident's lock. Raises ``NotAvailable``, or
    ``HeldBack`` if it should be at the call at once and may not.

    A unit that is already on this incident stays on it: sending it twice is sending it once.
    """
    rules.demand(by, Permission.CALL_DISPATCH, incident.agency_id)
    rules.demand(by, Permission.UNIT_READ, unit.agency_id)
    state = states.lock(unit.pk)
    active = Assignment.objects.filter(unit=unit, cleared_at=None).first()
    if active and active.incident_id == incident.pk:
        return active
    if active or state.status not in SENDABLE:
        raise NotAvailable(_why_not(state, active))
    at = states.not_before(state, at)
    terms = terms or Terms()
    assignment = Assignment(
        agency_id=incident.agency_id,
        unit_agency_id=unit.agency_id,
        unit=unit,
        incident=incident,
        assigned_at=at,
        assigned_by=str(by.actor),
        safety_check_s=terms.safety_check_s,
        primary=primary.takes_first(incident),
        part=terms.part,
        travel_s=terms.travel_s,
    )
    if terms.waits_for:
        assignment.hold, assignment.waits_for = Hold.WAIT, terms.waits_for
    holding.demand_free(assignment, unit.callsign, status)
    stamp(assignment, status, at)
    assignment.save()
    states.move(state, status, at)
    registry.touch(incident)
    recording.record(_assigned(assignment), unit, incident, by, at)
    if status != Status.DISPATCHED:
        recording.record(recording.progressed(unit, incident, status), unit, incident, by, at)
    if assignment.hold:
        recording.record(_held(assignment), unit, incident, by, at)
    if status == Status.ON_SCENE:
        holding.free_the_waiting(assignment, incident, by=by, at=at)
    return assignment


@journal.command
def release(
    *, assignment: Assignment, left: LeftEarly | None = None, by: Principal, at: datetime
) -> UnitState:
    """Take a unit off its incident and make it available. Done twice, the first time stands.

    The caller holds the incident's lock, has asked whether this person works this incident, and
    says why the unit left if it never arrived.
    """
    unit, incident = assignment.unit, assignment.incident
    rules.demand(by, Permission.CALL_READ, incident.agency_id)
    state = states.lock(unit.pk)
    assignment.refresh_from_db(fields=["cleared_at"])
    if assignment.cleared_at:
        return state
    at = states.not_before(state, at)
    assignment.cleared_at, assignment.left_early = at, left or ""
    assignment.called_off = not assignment.arrived and not states.is_crewed_by(unit.pk, by)
    assignment.save(update_fields=["cleared_at", "left_early", "called_off"])
    states.move(state, Status.AVAILABLE, at)
    registry.touch(incident)
    event = events.UnitReleased(unit_id=unit.pk, callsign=unit.callsign, number=incident.number)
    recording.record(event, unit, incident, by, at)
    if left:
        recording.record(_left_early(unit, incident, left), unit, incident, by, at)
    primary.settle_primary(incident=incident, by=by, at=at)
    return state


def demand_reason(assignment: Assignment, left: LeftEarly | None) -> None:
    """Raise ``SayWhyItLeft`` if the unit never arrived and nobody says why it leaves."""
    if assignment.arrived or left:
        return
    raise SayWhyItLeft(
        _("{callsign} never arrived. To clear it say why: {leftearly}.").format(
            callsign=assignment.unit.callsign, leftearly=by_letter(LeftEarly, _)
        )
    )


def _assigned(assignment: Assignment) -> events.UnitAssigned:
    return events.UnitAssigned(
        unit_id=assignment.unit_id,
        callsign=assignment.unit.callsign,
        number=assignment.incident.number,
        role=" as the primary unit" if assignment.primary else "",
    )


def _left_early(unit: Unit, incident: Incident, left: LeftEarly) -> events.AssignmentLeftEarly:
    return events.AssignmentLeftEarly(
        unit_id=unit.pk,
        callsign=unit.callsign,
        number=incident.number,
        reason=left,
        reason_name=left.label,
    )


def _why_not(state: UnitState, active: Assignment | None) -> str:
    callsign = state.unit.callsign
    if active:
        # Restricted, or another agency's: not everybody who may send the unit may see what it does.
        incident = Incident.objects.filter(pk=active.incident_id).first()
        return _("{callsign} is already on {value}.").format(
            callsign=callsign, value=incident or _("a call that you may not see")
        )
    reason = f" ({state.reason})" if state.reason else ""
    return _("{callsign} is {label}{reason} and cannot be sent.").format(
        callsign=callsign, label=_(Status(state.status).label), reason=reason
    )


def _held(assignment: Assignment) -> events.AssignmentHeld:
    return events.AssignmentHeld(
        unit_id=assignment.unit_id,
        callsign=assignment.unit.callsign,
        number=assignment.incident.number,
        hold=assignment.hold,
        order=order_of(assignment.hold, assignment.waits_for),
    )
