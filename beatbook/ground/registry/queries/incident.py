"""What screens and duties ask of incidents, their numbers and their places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F, Prefetch, Q, QuerySet

from beatbook.contract.access import Permission, Principal
from beatbook.core.numbering import NumberFormat, compact, squeeze
from beatbook.ground.registry.addresses import address_key
from beatbook.ground.registry.models import CaseNumber, Incident, PremiseNote

RECENT = timedelta(days=90)
MOST_CASES = 100
"""Of the incidents whose case number may be meant, the last ones."""
OWN_FIRST = (F("serial").asc(nulls_last=True), "pk")


@dataclass(frozen=True)
class NumberGap:
    """A number that was drawn and never accepted, with its accepted neighbors."""

    number: str
    before: tuple[str, datetime] | None
    after: tuple[str, datetime] | None


def premise_notes_for(principal: Principal, incident: Incident) -> QuerySet[PremiseNote]:
    """The notes that stand at the incident's address, or at its very apartment, newest first."""
    return PremiseNote.objects.filter(
        place__agency_id=incident.agency_id,
        place__address_key__in={incident.address_key, address_key(incident.location)},
        removed_at=None,
        agency_id__in=principal.agencies(Permission.PREMISE_READ),
    ).order_by("-added_at", "-pk")


def new_premise_notes(
    principal: Principal, agency_id: int, since: datetime
) -> QuerySet[PremiseNote]:
    """The standing notes that were added since then, newest first, with their places."""
    return (
        PremiseNote.objects.filter(
            agency_id__in={agency_id} & set(principal.agencies(Permission.PREMISE_READ)),
            added_at__gte=since,
            removed_at=None,
        )
        .select_related("place")
        .order_by("-added_at", "-pk")
    )


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


def incidents_for(principal: Principal) -> QuerySet[Incident]:
    """The incidents that this principal may read."""
    return Incident.objects.filter(
        Q(need_to_know="open") | Q(need_to_know__in=principal.classes),
        agency_id__in=principal.agencies(Permission.CALL_READ),
    )


def case_numbers_of(incident: Incident) -> QuerySet[CaseNumber]:
    """Every one it has had, its own series first; for who may see the incident."""
    return incident.case_numbers.order_by(*OWN_FIRST)


def with_case_numbers(to: str = "") -> Prefetch[str, QuerySet[CaseNumber], str]:
    """The case numbers that stand, for a list of incidents or of what points at them by ``to``."""
    standing = CaseNumber.objects.filter(voided_at=None).order_by(*OWN_FIRST)
    return Prefetch(f"{to}case_numbers", standing, to_attr="standing_case_numbers")


def case_number_meant(incident: Incident, typed: str) -> CaseNumber | None:
    """The one of the incident that somebody typed, with or without zeros and dashes."""
    return case_numbers_of(incident).filter(_typed_as(typed)).order_by("voided_at", "pk").last()


def incidents_on_record_as(principal: Principal, typed: str) -> list[int]:
    """Ids of the incidents that have, or had, this case number, however it is typed."""
    if not any(letter.isdigit() for letter in typed):
        return []
    found = CaseNumber.objects.filter(
        _typed_as(typed), agency_id__in=principal.agencies(Permission.CALL_READ)
    ).order_by("-drawn_at")
    return list(found.values_list("incident_id", flat=True)[:MOST_CASES])


def _typed_as(typed: str) -> Q:
    meant = Q(compact=compact(typed)) | Q(squeezed=squeeze(typed))
    digits = typed.strip()
    if digits.isascii() and digits.isdigit() and len(digits) <= 9:
        meant |= Q(serial=int(digits))
    return meant


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


_CASE_GAPS = """
SELECT a.case_number_format, m.year, m.serial, b.number, b.drawn_at, n.number, n.drawn_at
FROM registry_missing_case_serials() m JOIN agency_agency a ON a.id = m.agency_id
LEFT JOIN LATERAL (
    SELECT number, drawn_at FROM registry_casenumber c
    WHERE c.agency_id = m.agency_id AND c.year = m.year AND c.serial < m.serial
    ORDER BY c.serial DESC LIMIT 1) b ON true
LEFT JOIN LATERAL (
    SELECT number, drawn_at FROM registry_casenumber c
    WHERE c.agency_id = m.agency_id AND c.year = m.year AND c.serial > m.serial
    ORDER BY c.serial LIMIT 1) n ON true
ORDER BY a.prefix, m.year, m.serial
"""


def case_number_gaps() -> list[NumberGap]:
    """The same of case numbers, written as the agency writes them now."""
    with connection.cursor() as cursor:
        cursor.execute(_CASE_GAPS)
        return [
            NumberGap(
                number=NumberFormat.parse(written).write(year, serial),
                before=(before, before_at) if before else None,
                after=(after, after_at) if after else None,
            )
            for written, year, serial, before, before_at, after, after_at in cursor.fetchall()
        ]


def voided_case_numbers() -> QuerySet[CaseNumber]:
    """Those of the running scope that were drawn from an own series and stand no more."""
    voided = CaseNumber.objects.filter(serial__isnull=False, voided_at__isnull=False)
    return voided.select_related("incident").order_by("agency__prefix", "year", "serial")


def open_number_series(agency_ids: list[int], year: int) -> None:
    """Make the year's sequences ahead of time, so that the first taker of the year need not."""
    with connection.cursor() as cursor:
        for agency_id in agency_ids:
            cursor.execute("SELECT registry_open_series(%s, %s)", [agency_id, year])
            cursor.execute("SELECT registry_open_case_series(%s, %s)", [agency_id, year])
