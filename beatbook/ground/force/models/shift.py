"""Shifts as planned and as lived, and what is taken out for them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force.models.unit import Unit
from beatbook.ground.force.vocabulary import EquipmentKind, Fuel

READERS = "members with unit:read in the agency; by the agency's retention schedule"


class Equipment(models.Model):
    """A vehicle, a radio, a body camera: something that is taken out for a shift."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    kind = models.CharField(max_length=8, choices=EquipmentKind.choices)
    name = models.CharField(max_length=30)
    plate = models.CharField(max_length=16, blank=True)
    retired_at = models.DateTimeField(null=True)

    code_fields: ClassVar = ("kind", "name", "plate")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "name"],
                condition=Q(retired_at__isnull=True),
                name="one_equipment_per_name",
            ),
            models.CheckConstraint(
                condition=Q(kind=EquipmentKind.VEHICLE) | Q(plate=""), name="vehicles_have_plates"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OdometerReading(models.Model):
    """What a vehicle's odometer said, in miles."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="readings")
    miles = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    code_fields: ClassVar = ("by",)

    class Meta:
        indexes = [
            # The last reading, and the history of one vehicle, newest first.
            models.Index(fields=["equipment", "-at", "-id"], name="odometer_of_vehicle"),
        ]


class PlannedShift(models.Model):
    """This member is to crew this unit from then until then.

    That nobody is planned on two units at once is a constraint of the database (migrations).
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="planned_shift_takes_time"
            ),
        ]
        indexes = [
            # The plan of a day.
            models.Index(fields=["agency", "starts_at"], name="planned_shifts_by_start"),
        ]


class StaffingMinimum(models.Model):
    """So many members are to be on duty between these hours, past midnight where they end first."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    name = models.CharField(max_length=30)
    starts = models.TimeField()
    ends = models.TimeField()
    members = models.PositiveSmallIntegerField()

    code_fields: ClassVar = ("name",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="one_minimum_per_name"),
            models.CheckConstraint(condition=Q(members__gte=1), name="minimum_asks_for_somebody"),
        ]


class Shift(models.Model):
    """A unit taken out: from the check of the vehicle until it is brought back.

    Who crews it stands in the roster (``RosterEntry``), what it took along in ``Issue``.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    fuel = models.CharField(max_length=8, choices=Fuel.choices, blank=True)
    damage = models.CharField(max_length=300, blank=True)
    ride_along = models.CharField(max_length=120, blank=True)

    personal_fields: ClassVar = {"damage": READERS, "ride_along": READERS}
    code_fields: ClassVar = ("fuel",)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(ended_at__isnull=True),
                name="one_running_shift_per_unit",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="shift_ends_after_it_starts",
            ),
        ]


class Issue(models.Model):
    """One piece of equipment, out for one shift. Nothing is out twice at once."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    shift = models.ForeignKey(Shift, models.PROTECT, related_name="issues")
    equipment = models.ForeignKey(Equipment, models.PROTECT)
    issued_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["equipment"],
                condition=Q(returned_at__isnull=True),
                name="equipment_out_once",
            ),
        ]
