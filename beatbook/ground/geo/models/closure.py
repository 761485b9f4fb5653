"""Streets that are closed or slow for a while."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from beatbook.ground.agency.models import Agency
from beatbook.ground.geo.vocabulary import Lane

MAP_READERS = "members with map:read in the agency"


class Closure(models.Model):
    """A stretch of street closed, or slowed to a share of its speed, from one moment to another.

    It is kept as a line and a street name, not as an edge of a graph: so it outlives the map on
    which it was set. A lifted one stays, with who and when.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    street = models.CharField(max_length=255)
    between = models.CharField(max_length=255, blank=True)  # "3rd Street and 5th Street"
    shape = models.JSONField()
    """A GeoJSON LineString along the street; a MultiLineString, all one way, if it is divided."""
    direction = models.CharField(max_length=8, choices=Lane.choices)
    speed_percent = models.PositiveSmallIntegerField(null=True)  # of the usual; empty is closed
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=60)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    code_fields: ClassVar = ("street", "between", "shape", "direction", "set_by", "lifted_by")
    personal_fields: ClassVar = {"reason": f"{MAP_READERS}; a year after it was lifted"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(direction__in=Lane.values), name="known_closure_direction"
            ),
            models.CheckConstraint(
                condition=Q(speed_percent=None) | Q(speed_percent__range=(5, 95)),
                name="slowed_to_a_share",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="closure_ends_after_begin",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by="")
                | (Q(lifted_at__isnull=False) & ~Q(lifted_by="")),
                name="closure_lifted_by_whom",
            ),
        ]
        indexes = [
            # What stands now or is to come, however many there were.
            models.Index(
                fields=["agency", "starts_at"],
                condition=Q(lifted_at=None),
                name="standing_closures",
            ),
        ]

    def __str__(self) -> str:
        return self.street
