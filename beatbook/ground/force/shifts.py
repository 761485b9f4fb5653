"""What screens ask of shifts: the plan of a day, who is missing, what is out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery

from beatbook.contract.access import Permission, Principal
from beatbook.ground.agency.models import Agency
from beatbook.ground.force.models import (
    Equipment,
    Issue,
    LineUpReading,
    OdometerReading,
    PlannedShift,
    Shift,
    StaffingMinimum,
    Unit,
)
from beatbook.ground.force.vocabulary import EquipmentKind

SOON = timedelta(hours=12)
"""So long ahead a phone shows the next planned shift."""

Span = tuple[datetime, datetime]


def equipment_for(principal: Principal) -> QuerySet[Equipment]:
    """What this principal may see, with ``miles`` and ``out_with`` (a callsign), out of use too."""
    last = OdometerReading.objects.filter(equipment=OuterRef("pk")).order_by("-at", "-pk")
    out = Issue.objects.filter(equipment=OuterRef("pk"), returned_at=None)
    return (
        Equipment.objects.filter(agency_id__in=principal.agencies(Permission.UNIT_READ))
        .select_related("agency")
        .annotate(
            miles=Subquery(last.values("miles")[:1]),
            out_with=Subquery(out.values("shift__unit__callsign")[:1]),
        )
        .order_by("-kind", "name", "pk")
    )


def free_equipment(principal: Principal, agency_id: int) -> list[Equipment]:
    """What is in and can be taken out."""
    out = Issue.objects.filter(returned_at=None).values("equipment_id")
    found = equipment_for(principal).filter(agency_id=agency_id, retired_at=None)
    return list(found.exclude(pk__in=out))


def last_taken(unit: Unit) -> list[int]:
    """Ids of what the unit took out the last time."""
    last = Shift.objects.filter(unit=unit).order_by("-started_at", "-pk").first()
    return list(last.issues.values_list("equipment_id", flat=True)) if last else []


def vehicle_out_with(unit: Unit) -> Equipment | None:
    """The vehicle that the unit has out."""
    issue = Issue.objects.filter(
        shift__unit=unit, returned_at=None, equipment__kind=EquipmentKind.VEHICLE
    ).select_related("equipment")
    found = issue.first()
    return found.equipment if found else None


def running_shifts(agency_ids: Iterable[int]) -> dict[int, Shift]:
    """By unit, what is out now, with its ``issues``: two queries."""
    found = Shift.objects.filter(agency_id__in=list(agency_ids), ended_at=None)
    return {one.unit_id: one for one in found.prefetch_related("issues__equipment")}


def line_ups_read(principal: Principal, agency: Agency, since: datetime) -> list[LineUpReading]:
    """Those read since then, the last first, with who heard them: two queries."""
    mine = principal.agencies(Permission.UNIT_READ)
    found = LineUpReading.objects.filter(agency=agency, agency_id__in=mine, at__gte=since)
    return list(found.prefetch_related("members").order_by("-at", "-pk"))


def planned_for(principal: Principal) -> QuerySet[PlannedShift]:
    return PlannedShift.objects.filter(
        agency_id__in=principal.agencies(Permission.UNIT_READ)
    ).select_related("unit__agency", "member")


def my_planned_shifts(principal: Principal, at: datetime) -> list[PlannedShift]:
    """One's own that run now or begin within half a day, the earliest first."""
    if principal.member_id is None:
        return []
    mine = planned_for(principal).filter(member_id=principal.member_id, ends_at__gt=at)
    return list(mine.filter(starts_at__lte=at + SOON).order_by("starts_at"))


def plan_of(principal: Principal, agency: Agency, day: date) -> list[PlannedShift]:
    """Everything planned on that day of the agency's wall clock, by unit and time."""
    begins, ends = day_span(agency, day)
    found = planned_for(principal).filter(agency=agency, starts_at__lt=ends, ends_at__gt=begins)
    return list(found.order_by("unit__callsign", "starts_at", "member__name"))


def day_span(agency: Agency, day: date) -> Span:
    zone = ZoneInfo(agency.time_zone)
    return (
        datetime.combine(day, time(), zone),
        datetime.combine(day + timedelta(days=1), time(), zone),
    )


@dataclass(frozen=True)
class Coverage:
    """A minimum on one day, and how many are planned where it is thinnest."""

    minimum: StaffingMinimum
    planned: int

    @property
    def missing(self) -> int:
        return max(0, self.minimum.members - self.planned)


def coverage(agency: Agency, day: date) -> list[Coverage]:
    """Each minimum of the agency against the plan of that day, and of the night after it."""
    zone = ZoneInfo(agency.time_zone)
    begins, ends = day_span(agency, day)
    planned = PlannedShift.objects.filter(
        agency=agency, starts_at__lt=ends + timedelta(days=1), ends_at__gt=begins
    )
    spans = list(planned.values_list("starts_at", "ends_at"))
    found = []
    for minimum in StaffingMinimum.objects.filter(agency=agency).order_by("starts", "name"):
        last = day if minimum.ends > minimum.starts else day + timedelta(days=1)
        first = datetime.combine(day, minimum.starts, zone)
        found.append(
            Coverage(minimum, fewest(spans, first, datetime.combine(last, minimum.ends, zone)))
        )
    return found


def fewest(spans: Sequence[Span], begins: datetime, ends: datetime) -> int:
    """How many of the spans run at the moment between these two at which the fewest do. Pure."""
    moments = {begins} | {end for _, end in spans if begins <= end < ends}
    return min(sum(start <= at < end for start, end in spans) for at in moments)
