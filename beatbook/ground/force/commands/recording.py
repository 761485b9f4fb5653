"""The times of an assignment, and the last line of every verb about a unit on an incident."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from beatbook.contract import force as events
from beatbook.contract.access import Principal
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.force.models import Assignment, Unit
from beatbook.ground.force.vocabulary import COURSE, STAMPS, Status
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.models import Incident


def record(event: Any, unit: Unit, incident: Incident, by: Principal, at: datetime) -> None:
    record_of_call(event, incident, by, at)
    if unit.agency_id != incident.agency_id:
        # The unit's own agency reads only its own log, and must see what its unit does.
        record_of_unit(event, unit, by, at)


def record_of_call(event: Any, incident: Incident, by: Principal, at: datetime) -> None:
    journal.record(
        event,
        subject=registry.subject(incident),
        agency_id=incident.agency_id,
        by=by,
        at=at,
        need_to_know=incident.need_to_know,
    )


def record_of_unit(event: Any, unit: Unit, by: Principal, at: datetime) -> None:
    """What a unit does without a call."""
    journal.record(
        event, subject=Subject("unit", str(unit.pk)), agency_id=unit.agency_id, by=by, at=at
    )


def record_with_call(event: Any, unit: Unit, by: Principal, at: datetime) -> None:
    """In the unit's log, and in the chronology of the call that it is on, if that may be seen."""
    record_of_unit(event, unit, by, at)
    active = Assignment.objects.filter(unit=unit, cleared_at=None).first()
    incident = Incident.objects.filter(pk=active.incident_id).first() if active else None
    if incident is not None:
        record_of_call(event, incident, by, at)


def stamp(assignment: Assignment, status: Status, at: datetime) -> None:
    """The first time given stands, and one that was passed over stays empty: a unit that comes back
    from the scene was not en route for the first time, nor on scene after a transport.
    """
    field = STAMPS.get(status)
    later = COURSE[COURSE.index(status) + 1 :] if status != Status.STAGING else ()
    passed = any(getattr(assignment, STAMPS[one]) for one in later)
    if field and not passed and getattr(assignment, field) is None:
        setattr(assignment, field, at)


def progressed(unit: Unit, incident: Incident, status: Status) -> events.AssignmentProgressed:
    return events.AssignmentProgressed(
        unit_id=unit.pk,
        callsign=unit.callsign,
        number=incident.number,
        status=status,
        status_name=status.label,
    )
