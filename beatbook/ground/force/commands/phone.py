"""What the phone of a crew has shown, and what the crew has read there."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from beatbook.contract import phone as events
from beatbook.contract.access import NotAllowed, Principal
from beatbook.ground import journal
from beatbook.ground.force import states
from beatbook.ground.force.commands import recording
from beatbook.ground.force.commands.following import NotAssigned
from beatbook.ground.force.models import Assignment, Unit, UnitState
from beatbook.ground.force.models.assignment import UNREAD


@journal.command
def show_call(*, unit: Unit, number: str, by: Principal, at: datetime) -> Assignment:
    """The screen of the crew has shown the call, perhaps some time ago. Shown twice, the first time
    stands. Raises ``NotAssigned`` for a call that the unit was not sent to.
    """
    state = _crewed(unit, by)
    sent = _sent_to(unit, number).order_by("-assigned_at", "-pk").first()
    if sent is None:
        raise NotAssigned(
            _("{callsign} was not sent to {number}.").format(callsign=unit.callsign, number=number)
        )
    if sent.shown_at:
        return sent
    sent.shown_at = max(at, sent.assigned_at)
    sent.save(update_fields=["shown_at"])
    states.tell(state)
    event = events.AssignmentShown(unit_id=unit.pk, callsign=unit.callsign, number=number)
    recording.record(event, unit, sent.incident, by, at)
    return sent


@journal.command
def read_cancellation(*, unit: Unit, number: str, by: Principal, at: datetime) -> None:
    """The crew has read that it was called off. Read twice, the first time stands."""
    state = _crewed(unit, by)
    unread = list(_sent_to(unit, number).filter(UNREAD))
    if not unread:
        return
    for one in unread:
        one.call_off_read_at = max(at, one.cleared_at or at)
        one.save(update_fields=["call_off_read_at"])
    states.tell(state)
    event = events.CancellationRead(unit_id=unit.pk, callsign=unit.callsign, number=number)
    recording.record(event, unit, unread[0].incident, by, at)


def _crewed(unit: Unit, by: Principal) -> UnitState:
    if not states.is_crewed_by(unit.pk, by):
        raise NotAllowed(
            _("{by} does not crew {callsign}.").format(by=by.name, callsign=unit.callsign)
        )
    return states.lock(unit.pk)


def _sent_to(unit: Unit, number: str) -> QuerySet[Assignment]:
    found = Assignment.objects.filter(unit=unit, incident__number=number)
    return found.select_related("incident")
