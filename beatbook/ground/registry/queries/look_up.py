"""What the agency's own records have of a plate or a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from beatbook.contract.access import Permission, Principal
from beatbook.core import vehicles
from beatbook.ground.agency.models import Agency
from beatbook.ground.registry.models import Alert, Incident, Involvement, Tow
from beatbook.ground.registry.names import person_key
from beatbook.ground.registry.queries.alert import alert_rows, alerts_in_force
from beatbook.ground.registry.queries.incident import incidents_for
from beatbook.ground.registry.queries.tow import tow_row, tow_sentence, tows_of
from beatbook.ground.registry.vocabulary import LOCAL_ONLY, Asked, InvolvementRole

MOST = 20


@dataclass(frozen=True)
class Found:
    """Tows first, for who misses a car; then alerts in force, and the incidents that the plate or
    person had a part in, newest first.
    """

    asked: str
    tows: list[Tow] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.tows) + len(self.alerts) + len(self.incidents)

    @property
    def sentence(self) -> str:
        """What was found, with how far that goes."""
        what = f"{self.count} found" if self.count else "nothing found"
        if self.tows:
            what = f"{what}; {tow_sentence(self.tows[0])}"
        return f"{self.asked}: {what}. {LOCAL_ONLY}."

    @property
    def tows_said(self) -> list[str]:
        """What to say of each tow."""
        return [tow_sentence(tow) for tow in self.tows]

    def as_json(self) -> dict[str, Any]:
        """As screens and machines get it, with the words that must stand beside it."""
        return {
            "asked": self.asked,
            "said": LOCAL_ONLY,
            "tows": [tow_row(one) for one in self.tows],
            "alerts": alert_rows(self.alerts),
            "incidents": [
                {
                    "number": one.number,
                    "headline": one.headline,
                    "location": one.location,
                    "opened_at": one.opened_at.isoformat(),
                }
                for one in self.incidents
            ],
        }


def find(principal: Principal, agency: Agency, kind: Asked, asked: str, at: datetime) -> Found:
    """In this agency's records only. ``asked`` is a plate or a name that was read before.

    Who may not know who called does not learn it here either.
    """
    alerts = alerts_in_force(principal, at).filter(agency=agency)
    involved = Involvement.objects.filter(agency=agency)
    tows: list[Tow] = []
    if kind == Asked.VIN:
        tows = tows_of(principal, vin=asked)
        alerts, involved = alerts.none(), involved.none()
    elif kind == Asked.PLATE:
        plate = vehicles.read_plate(asked)
        tows = tows_of(principal, plates=[plate.key])
        alerts = alerts.filter(plate_key=plate.key)
        involved = involved.filter(vehicle__plate_key=plate.key)
    else:
        key = person_key(asked)
        alerts = alerts.filter(person_key=key)
        involved = involved.filter(person__name_key=key)
    if not principal.may(Permission.CALLER_READ, agency.pk):
        involved = involved.exclude(role=InvolvementRole.CALLER)
    incidents = incidents_for(principal).filter(agency=agency, pk__in=involved.values("incident"))
    return Found(
        asked,
        [tow for tow in tows if tow.agency_id == agency.pk],
        list(alerts[:MOST]),
        list(incidents.order_by("-opened_at", "-pk")[:MOST]),
    )
