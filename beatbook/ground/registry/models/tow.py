"""The tow log: which vehicle was taken away, by whose authority, where it is, and its release."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.ground.agency.models import Agency
from beatbook.ground.registry.models.incident import Incident
from beatbook.ground.registry.vocabulary import TowKind

LOGGED = "members with call:read in the agency; by the agency's retention schedule"


class Tow(models.Model):
    """A vehicle that was towed by our order, from private property, or repossessed."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    incident = models.ForeignKey(Incident, models.PROTECT, null=True)
    kind = models.CharField(max_length=12, choices=TowKind.choices)
    plate = models.CharField(max_length=10, blank=True)
    plate_key = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=2, blank=True)
    vin = models.CharField(max_length=17, blank=True)
    description = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=200)
    authority = models.CharField(max_length=120)
    company = models.CharField(max_length=120, blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=60)
    arrived_at = models.DateTimeField(null=True)
    taken_to = models.CharField(max_length=200, blank=True)
    inventory = models.TextField(blank=True)
    owner_notified_at = models.DateTimeField(null=True)
    owner_notice = models.CharField(max_length=200, blank=True)
    hold_reason = models.CharField(max_length=200, blank=True)
    released_at = models.DateTimeField(null=True)
    released_to = models.CharField(max_length=120, blank=True)
    released_by = models.CharField(max_length=60, blank=True)

    personal_fields: ClassVar = {
        "plate": LOGGED,
        "plate_key": LOGGED,
        "vin": LOGGED,
        "description": LOGGED,
        "address": LOGGED,
        "reason": LOGGED,
        "authority": LOGGED,
        "company": LOGGED,
        "taken_to": LOGGED,
        "inventory": LOGGED,
        "owner_notice": LOGGED,
        "hold_reason": LOGGED,
        "released_to": LOGGED,
    }
    code_fields: ClassVar = ("kind", "state", "requested_by", "released_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(plate_key="") | ~Q(vin=""), name="tow_names_a_vehicle"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_to="", released_by="")
                | Q(released_at__isnull=False, hold_reason="")
                & ~Q(released_to="")
                & ~Q(released_by=""),
                name="tow_released_to_whom_and_not_on_hold",
            ),
        ]
        indexes = [
            # The log, newest first, by keyset (requested_at, id).
            models.Index(fields=["agency", "-requested_at", "-id"], name="tows_newest_first"),
            # “My car is stolen.”
            models.Index(fields=["agency", "plate_key"], name="tows_by_plate"),
            models.Index(fields=["agency", "vin"], name="tows_by_vin"),
        ]

    def __str__(self) -> str:
        return f"Tow no. {self.pk}"

    @property
    def vehicle(self) -> str:
        """The plate with its state, else the VIN."""
        return f"{self.plate} {self.state}".strip() or f"VIN {self.vin}"
