"""An agency's ground in pieces: beats, sectors, routes, zones; each with the outlines it had."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from beatbook.ground.agency.models import Agency
from beatbook.ground.geo.vocabulary import AreaKind


class Area(models.Model):
    """A piece of an agency's ground. A retired one stays, for the records that name its code."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    kind = models.CharField(max_length=16, choices=AreaKind.choices)
    code = models.CharField(max_length=20)
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    code_fields: ClassVar = ("kind", "code")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "code"], name="one_area_per_code"),
            models.CheckConstraint(condition=Q(kind__in=AreaKind.values), name="known_area_kind"),
        ]

    def __str__(self) -> str:
        return self.code


class AreaOutline(models.Model):
    """The name and shape that an area had from one moment until another; `until` is empty now."""

    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="outlines", db_index=False)
    name = models.CharField(max_length=80)
    shape = models.JSONField()  # a GeoJSON Polygon or MultiPolygon
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    code_fields: ClassVar = ("name", "shape")

    class Meta:
        constraints = [
            # Also the look-up of the outline in force.
            models.UniqueConstraint(
                fields=["area"], condition=Q(until=None), name="one_outline_in_force"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="outline_ends_after_begin"
            ),
        ]
        indexes = [
            # The outlines of an area through the years.
            models.Index(fields=["area", "-since"], name="outlines_of_area"),
        ]

    def __str__(self) -> str:
        return self.name
