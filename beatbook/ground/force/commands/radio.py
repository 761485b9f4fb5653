"""What was said on the radio, with a unit or without one."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import force as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import rules
from beatbook.ground.force.commands import recording
from beatbook.ground.force.models import Assignment, Unit
from beatbook.ground.registry.models import Incident


class NothingSaid(Refused):
    """A line of the radio log without words."""


@journal.command
def log_radio(
    *, agency: Agency, unit: Unit | None = None, text: str, by: Principal, at: datetime
) -> None:
    """A line of the radio log. That of a unit on a call stands in the call's chronology too.

    Raises ``NothingSaid``.
    """
    rules.demand(by, Permission.UNIT_STATUS, agency.pk)
    if not text.strip():
        raise NothingSaid(_("What was said? Write it behind the unit."))
    callsign = f"{unit.callsign}: " if unit else ""
    event = events.RadioLogged(unit_id=unit.pk if unit else 0, callsign=callsign, text=text)
    if unit is None:
        subject = Subject("agency", str(agency.pk))
        journal.record(event, subject=subject, agency_id=agency.pk, by=by, at=at)
        return
    recording.record_of_unit(event, unit, by, at)
    active = Assignment.objects.filter(unit=unit, cleared_at=None).first()
    incident = Incident.objects.filter(pk=active.incident_id).first() if active else None
    if incident is not None:
        recording.record_of_call(event, incident, by, at)
