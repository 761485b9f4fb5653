"""The operational clock of the installation."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract import agency as events
from beatbook.contract.access import NotAllowed, Principal
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency.models import Installation
from beatbook.ground.journal.models import INSTALLATION


@journal.command
def set_clock(*, rate: float, operational: datetime, real: datetime, by: Principal) -> Installation:
    """Let operational time run at ``rate`` from ``operational`` on. For the system only."""
    if by.actor.kind != "system":
        raise NotAllowed("The operational clock is set from the command line.")
    installation, _ = Installation.objects.update_or_create(
        id=1,
        defaults={
            "clock_rate": rate,
            "clock_real_at": real,
            "clock_operational_at": operational,
        },
    )
    journal.record(
        events.ClockSet(rate=rate, operational=operational.isoformat()),
        subject=Subject("installation", "1"),
        agency_id=INSTALLATION,
        by=by,
        at=operational,
    )
    return installation
