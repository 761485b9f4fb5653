"""The assignment of a unit to an incident."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from beatbook.contract.values import Part
from beatbook.ground.agency.models import Agency
from beatbook.ground.force.models.unit import Unit
from beatbook.ground.force.vocabulary import COURSE, STAMPS, Hold, LeftEarly, Status
from beatbook.ground.registry.models import Incident

UNREAD = Q(called_off=True, shown_at__isnull=False, call_off_read_at__isnull=True)
"""Called off, after the phone had shown the call, and nobody of the crew has read it."""


class Assignment(models.Model):
    """One unit on one incident, from being sent to being cleared. Missing times stay empty.

    ``part`` says whether it may handle the incident alone. While it is held (``hold``) it may be
    sent and stage, but not be set on scene; ``waits_for`` names the classes it waits for. The
    ``primary`` unit of an incident handles it; one that has cleared stays so for the record while
    nobody else is sent. A unit is ``called_off`` when somebody else than its crew releases it
    before it arrived: a phone that has shown the call says so until the crew has read it.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT)
    incident = models.ForeignKey(Incident, models.PROTECT)
    assigned_at = models.DateTimeField()
    en_route_at = models.DateTimeField(null=True)
    staging_at = models.DateTimeField(null=True)
    on_scene_at = models.DateTimeField(null=True)
    transporting_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    assigned_by = models.CharField(max_length=60)
    safety_check_s = models.PositiveIntegerField(null=True)
    primary = models.BooleanField(default=False)
    part = models.CharField(max_length=10, default=Part.ALONE)
    hold = models.CharField(max_length=10, choices=Hold.choices, blank=True)
    waits_for = models.CharField(max_length=60, blank=True)
    transport_to = models.CharField(max_length=120, blank=True)
    transport_who = models.CharField(max_length=120, blank=True)
    odometer_from = models.PositiveIntegerField(null=True)
    odometer_to = models.PositiveIntegerField(null=True)
    transport_arrived_at = models.DateTimeField(null=True)
    travel_s = models.PositiveIntegerField(null=True)
    left_early = models.CharField(max_length=1, choices=LeftEarly.choices, blank=True)
    shown_at = models.DateTimeField(null=True)
    called_off = models.BooleanField(default=False)
    call_off_read_at = models.DateTimeField(null=True)

    personal_fields: ClassVar = {
        "transport_to": "members with call:read in the agency; kept with the call",
        "transport_who": "members with call:read in the agency; kept with the call",
    }
    code_fields: ClassVar = ("assigned_by", "part", "hold", "waits_for", "left_early")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(cleared_at__isnull=True),
                name="one_active_assignment_per_unit",
            ),
            models.UniqueConstraint(
                fields=["incident"], condition=Q(primary=True), name="one_primary_unit"
            ),
            models.CheckConstraint(
                condition=Q(odometer_to__isnull=True) | Q(odometer_to__gte=F("odometer_from")),
                name="odometer_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True) | Q(cleared_at__gte=F("assigned_at")),
                name="cleared_after_assigned",
            ),
        ]
        indexes = [
            # Units of one incident, in the order they were sent.
            models.Index(fields=["incident", "assigned_at"], name="assignments_of_incident"),
            # What one unit was sent to, newest first.
            models.Index(fields=["unit", "-assigned_at", "-id"], name="assignments_of_unit"),
            # What the crew of a unit has still to read.
            models.Index(
                fields=["unit", "cleared_at"], condition=UNREAD, name="cancellations_unread"
            ),
        ]

    @property
    def arrived(self) -> bool:
        """Was the unit at the call, as far as anybody said?"""
        return self.on_scene_at is not None or self.transporting_at is not None

    @property
    def missing(self) -> tuple[str, ...]:
        """The times that were passed over, by name: a later one is known, they are not."""
        names = [STAMPS[status] for status in COURSE if status in STAMPS]
        names.remove(STAMPS[Status.STAGING])
        known = [place for place, name in enumerate(names) if getattr(self, name)]
        return tuple(name for name in names[: max(known, default=0)] if not getattr(self, name))
