"""What an agency has before its first call: a fleet, who comes to work this week, whom it calls.

It is Alder Bay's, and the same in every installation.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from beatbook.contract.access import Principal
from beatbook.contract.values import UnitKind
from beatbook.duties.calls import commands as calls
from beatbook.duties.calls.models import Company
from beatbook.duties.calls.vocabulary import Service
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Equipment, PlannedShift, Unit
from beatbook.ground.force.vocabulary import EquipmentKind
from beatbook.ground.journal import scope
from beatbook.site.demo import cast

COMPANIES = (
    (Service.TOW, "Harbor Towing", "410-555-0141"),
    (Service.TOW, "Castle Street Auto", "410-555-0142"),
    (Service.TOW, "Old Mill Recovery", "410-555-0143"),
    (Service.LOCKSMITH, "Lantern Lock and Key", "410-555-0151"),
    (Service.LOCKSMITH, "Gate Quarter Locks", "410-555-0152"),
)

DAYS = 5
DAY, EVENING, NIGHT = time(7), time(15), time(23)
MINIMUM = ((DAY, EVENING, 10), (EVENING, NIGHT, 6), (NIGHT, DAY, 4))
SHIFT_OF_BEAT = {"1": DAY, "2": DAY, "3": EVENING, "4": NIGHT}
SHIFT = timedelta(hours=8)

DRIVEN = (UnitKind.CAR, UnitKind.MOTORCYCLE)
FIRST_ODOMETER, ODOMETER_STEP = 18_240, 3_917


def set_up(at: datetime) -> None:
    """Whatever of it an agency has none of yet."""
    agency = Agency.objects.get(code=cast.ALDER_BAY.code)
    with scope.within([agency.pk]):
        by = queries.system("set-up", [agency])
        if not Equipment.objects.exists():
            _fleet(agency, by, at)
        if not PlannedShift.objects.exists():
            _week(agency, by, at)
        if not Company.objects.exists():
            for service, name, phone in COMPANIES:
                calls.add_company(
                    agency=agency, service=service, name=name, phone=phone, by=by, at=at
                )


def _fleet(agency: Agency, by: Principal, at: datetime) -> None:
    """A vehicle for every unit that drives one, and a radio and a camera for every unit on land."""
    ours = [unit for unit in cast.UNITS if unit.agency == agency.code]
    driven = [unit for unit in ours if unit.kind in DRIVEN]
    for number, unit in enumerate(driven):
        force.add_equipment(
            agency=agency,
            kind=EquipmentKind.VEHICLE,
            name=f"{'Motorcycle' if unit.kind == UnitKind.MOTORCYCLE else 'Car'} {101 + number}",
            plate=f"AB{4101 + 7 * number}",
            odometer=FIRST_ODOMETER + ODOMETER_STEP * number,
            by=by,
            at=at,
        )
    for number in range(len(ours)):
        for kind, name in ((EquipmentKind.RADIO, "R"), (EquipmentKind.CAMERA, "C")):
            force.add_equipment(
                agency=agency, kind=kind, name=f"{name}{number + 1:02}", by=by, at=at
            )


def _week(agency: Agency, by: Principal, at: datetime) -> None:
    """So many are wanted on each shift; the crews of each beat have its shift, from today on."""
    for name, (starts, ends, members_) in zip(("Day", "Evening", "Night"), MINIMUM, strict=True):
        force.set_staffing_minimum(
            agency=agency, name=name, starts=starts, ends=ends, members=members_, by=by, at=at
        )
    members = {
        member.username: member for member in Member.objects.filter(membership__agency=agency)
    }
    units = {unit.callsign: unit for unit in Unit.objects.filter(agency=agency)}
    zone, today = ZoneInfo(agency.time_zone), agency.local(at).date()
    for day in (today + timedelta(days=ahead) for ahead in range(DAYS)):
        for unit in cast.UNITS:
            if unit.callsign in units:
                begins = datetime.combine(day, SHIFT_OF_BEAT[unit.beat], zone)
                for username in unit.crew:
                    force.plan_shift(
                        unit=units[unit.callsign],
                        member=members[username],
                        starts_at=begins,
                        ends_at=begins + SHIFT,
                        by=by,
                        at=at,
                    )
