"""What screens and duties ask of the shared nouns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from beatbook.contract.access import Permission, Principal
from beatbook.ground.registry.models import Incident, PremiseNote

RECENT = timedelta(days=90)


@dataclass(frozen=True)
class NumberGap:
    """A call number that was drawn and never accepted, with its accepted neighbors."""

    number: str
    before: tuple[str, datetime] | None
    after: tuple[str, datetime] | None


def premise_notes_for(principal: Principal, incident: Incident) -> QuerySet[PremiseNote]:
    """The notes that stand at the incident's address, newest first."""
    return PremiseNote.objects.filter(
        place__agency_id=incident.agency_id,
        place__address_key=incident.address_key,
        removed_at=None,
        agency_id__in=principal.agencies(Permission.PREMISE_READ),
    ).order_by("-added_at", "-pk")


def earlier_at_address(principal: Principal, incident: Incident) -> int:
    """How many other incidents there were at this address in the 90 days before."""
    if incident.lat is None or not principal.may(Permission.CALL_READ, incident.agency_id):
        return 0
    return (
        Incident.objects.filter(
            agency_id=incident.agency_id,
            address_key=incident.address_key,
            opened_at__range=(incident.opened_at - RECENT, incident.opened_at),
        )
        .exclude(pk=incident.pk)
        .count()
    )


_GAPS = """
SELECT a.prefix, m.year, m.serial, b.number, b.opened_at, n.number, n.opened_at
FROM registry_missing_serials() m JOIN agency_agency a ON a.id = m.agency_id
LEFT JOIN LATERAL (
    SELECT number, opened_at FROM registry_incident i
    WHERE i.agency_id = m.agency_id AND i.year = m.year AND i.serial < m.serial
    ORDER BY i.serial DESC LIMIT 1) b ON true
LEFT JOIN LATERAL (
    SELECT number, opened_at FROM registry_incident i
    WHERE i.agency_id = m.agency_id AND i.year = m.year AND i.serial > m.serial
    ORDER BY i.serial LIMIT 1) n ON true
ORDER BY a.prefix, m.year, m.serial
"""


def number_gaps() -> list[NumberGap]:
    """Every number drawn and not accepted, in the agencies of the running scope.

    The number of a call that the reader may not see is no gap; it is only not named as a neighbor.
    """
    with connection.cursor() as cursor:
        cursor.execute(_GAPS)
        return [
            NumberGap(
                number=f"{prefix}{year % 100:02}-{serial:06}",
                before=(before, before_at) if before else None,
                after=(after, after_at) if after else None,
            )
            for prefix, year, serial, before, before_at, after, after_at in cursor.fetchall()
        ]


def open_number_series(agency_ids: list[int], year: int) -> None:
    """Make the year's sequences ahead of time, so that the first taker of the year need not."""
    with connection.cursor() as cursor:
        for agency_id in agency_ids:
            cursor.execute("SELECT registry_open_series(%s, %s)", [agency_id, year])
