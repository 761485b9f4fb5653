"""Taking somebody or something somewhere: who, where to, from which mile to which."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from beatbook.contract import force as events
from beatbook.contract.access import Principal
from beatbook.contract.base import Refused
from beatbook.ground import journal
from beatbook.ground.force import rules, states
from beatbook.ground.force.commands import following, recording
from beatbook.ground.force.models import Assignment, Unit
from beatbook.ground.force.vocabulary import Status
from beatbook.ground.registry import commands as registry


class TransportUnclear(Refused):
    """Something of a transport is missing or cannot be; ``field`` says what."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@journal.command
def start_transport(
    *, unit: Unit, destination: str, odometer: int, who: str = "", by: Principal, at: datetime
) -> Assignment:
    """Off with somebody or something; the unit is transporting. ``odometer`` in whole miles.

    Said twice in the same words, nothing happens. A further transport on the same call takes the
    place of the last, which the log keeps. Raises ``TransportUnclear`` and what ``progress`` does.
    """
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    if not destination.strip():
        raise TransportUnclear("destination", _("Where to?"))
    following.progress(unit=unit, status=Status.TRANSPORTING, by=by, at=at)
    assignment = _active(unit)
    said = {"transport_to": destination, "transport_who": who, "odometer_from": odometer}
    if all(getattr(assignment, name) == value for name, value in said.items()):
        return assignment
    said |= {"odometer_to": None, "transport_arrived_at": None}
    _save(assignment, said)
    event = events.TransportStarted(
        unit_id=unit.pk,
        callsign=unit.callsign,
        number=assignment.incident.number,
        odometer=odometer,
        destination=destination,
        who=f" with {who}" if who else "",
    )
    recording.record(event, unit, assignment.incident, by, at)
    return assignment


@journal.command
def end_transport(*, unit: Unit, odometer: int, by: Principal, at: datetime) -> Assignment:
    """There: the mile it ended at. Told twice, the first stands. Raises ``TransportUnclear``."""
    rules.demand_status(by, unit, states.crew_ids(unit.pk))
    assignment = _active(unit)
    if assignment.odometer_from is None:
        raise TransportUnclear(
            "odometer", _("{callsign} has not begun a transport.").format(callsign=unit.callsign)
        )
    if assignment.odometer_to is not None:
        return assignment
    if odometer < assignment.odometer_from:
        began = f"The transport began at {assignment.odometer_from}"
        raise TransportUnclear(
            "odometer",
            _("{began}; it cannot end at {odometer}.").format(began=began, odometer=odometer),
        )
    _save(assignment, {"odometer_to": odometer, "transport_arrived_at": at})
    event = events.TransportEnded(
        unit_id=unit.pk,
        callsign=unit.callsign,
        number=assignment.incident.number,
        odometer=odometer,
        miles=odometer - assignment.odometer_from,
        destination=assignment.transport_to,
    )
    recording.record(event, unit, assignment.incident, by, at)
    return assignment


def _active(unit: Unit) -> Assignment:
    assignment = following.active(unit)
    assignment.incident = registry.lock(assignment.incident_id)
    states.lock(unit.pk)
    assignment.refresh_from_db()
    return assignment


def _save(assignment: Assignment, said: dict[str, Any]) -> None:
    for name, value in said.items():
        setattr(assignment, name, value)
    assignment.save(update_fields=list(said))
    states.touch(assignment.unit_id)
    registry.touch(assignment.incident)
