"""The fleet, radios and cameras: added, retired, and what an odometer says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from beatbook.contract import shift as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import rules
from beatbook.ground.force.models import Equipment, Issue, OdometerReading
from beatbook.ground.force.vocabulary import EquipmentKind


class NameTaken(Refused):
    """The agency has one of that kind and name in use; or it has no name."""

    field = "name"


class OutNow(Refused):
    """It is out with a unit."""


class OdometerRanBack(Refused):
    """An odometer counts up."""

    field = "odometer"


@journal.command
def add_equipment(
    *,
    agency: Agency,
    kind: EquipmentKind,
    name: str,
    plate: str = "",
    odometer: int | None = None,
    by: Principal,
    at: datetime,
) -> Equipment:
    """Something that can be taken out for a shift. Raises ``NameTaken``."""
    rules.demand(by, Permission.UNIT_CONFIGURE, agency.pk)
    if not name.strip():
        raise NameTaken(_("What is it called? Give it a name or a number."))
    plate = plate.upper().strip() if kind == EquipmentKind.VEHICLE else ""
    added = Equipment(agency=agency, kind=kind, name=name.strip(), plate=plate)
    try:
        with transaction.atomic():
            added.save()
    except IntegrityError as error:
        raise NameTaken(
            _("There is already a {kind} {added}.").format(kind=_(kind.label), added=added.name)
        ) from error
    event = events.EquipmentAdded(equipment_id=added.pk, kind=kind.label, name_of_it=added.name)
    record(event, added, by, at)
    if kind == EquipmentKind.VEHICLE and odometer is not None:
        read_odometer(vehicle=added, miles=odometer, by=by, at=at)
    return added


@journal.command
def retire_equipment(*, equipment: Equipment, by: Principal, at: datetime) -> None:
    """Take it out of use. Its history stays. Raises ``OutNow``. Done twice, nothing happens."""
    rules.demand(by, Permission.UNIT_CONFIGURE, equipment.agency_id)
    if Issue.objects.filter(equipment=equipment, returned_at=None).exists():
        raise OutNow(
            _("{equipment} is out with a unit. It can go once it is back.").format(
                equipment=equipment.name
            )
        )
    if Equipment.objects.filter(pk=equipment.pk, retired_at=None).update(retired_at=at):
        event = events.EquipmentRetired(
            equipment_id=equipment.pk,
            kind=equipment.get_kind_display(),
            name_of_it=equipment.name,
        )
        record(event, equipment, by, at)


@journal.command
def read_odometer(
    *, vehicle: Equipment, miles: int, by: Principal, at: datetime
) -> OdometerReading:
    """Note what the odometer says. For who takes the vehicle out, and who looks after the fleet.

    The reading that stands already is no news. Raises ``OdometerRanBack``.
    """
    if not by.may(Permission.UNIT_OWN_STATUS, vehicle.agency_id):
        rules.demand(by, Permission.UNIT_CONFIGURE, vehicle.agency_id)
    Equipment.objects.select_for_update().get(pk=vehicle.pk)
    last = vehicle.readings.order_by("-at", "-pk").first()
    if last and miles < last.miles:
        raise OdometerRanBack(
            _("{vehicle} had {miles} miles already. Is {miles2} a slip of the finger?").format(
                vehicle=vehicle.name, miles=f"{last.miles:,}", miles2=f"{miles:,}"
            )
        )
    if last and miles == last.miles:
        return last
    reading = OdometerReading.objects.create(
        agency_id=vehicle.agency_id, equipment=vehicle, miles=miles, at=at, by=str(by.actor)
    )
    event = events.OdometerRead(equipment_id=vehicle.pk, name_of_it=vehicle.name, miles=miles)
    record(event, vehicle, by, at)
    return reading


def record(event: Any, equipment: Equipment, by: Principal, at: datetime) -> None:
    journal.record(
        event,
        subject=Subject("equipment", str(equipment.pk)),
        agency_id=equipment.agency_id,
        by=by,
        at=at,
    )
