"""The last line of every verb about a unit on an incident."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from beatbook.contract.access import Principal
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.force.models import Unit
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.models import Incident


def record(event: Any, unit: Unit, incident: Incident, by: Principal, at: datetime) -> None:
    journal.record(
        event,
        subject=registry.subject(incident),
        agency_id=incident.agency_id,
        by=by,
        at=at,
        need_to_know=incident.need_to_know,
    )
    if unit.agency_id != incident.agency_id:
        # The unit's own agency reads only its own log, and must see what its unit does.
        journal.record(
            event, subject=Subject("unit", str(unit.pk)), agency_id=unit.agency_id, by=by, at=at
        )
