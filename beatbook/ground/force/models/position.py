"""Where units are and were. Telemetry: not commands, not entries of the journal."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.ground.agency.models import Agency
from beatbook.ground.force.models.unit import Unit


class Fix(models.Model):
    """One position as a device reported it."""

    lat = models.FloatField()
    lon = models.FloatField()
    at = models.DateTimeField()
    received = models.DateTimeField()
    accuracy_m = models.FloatField(null=True)
    heading = models.FloatField(null=True)
    speed_mph = models.FloatField(null=True)

    class Meta:
        abstract = True


class LastPosition(Fix):
    """The newest fix of each unit; a late one never moves it back."""

    unit = models.OneToOneField(
        Unit, models.PROTECT, primary_key=True, related_name="last_position"
    )
    agency = models.ForeignKey(Agency, models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="last_position_on_earth",
            ),
        ]
        indexes = [
            # What moved since the last look, once a second.
            models.Index(fields=["received"], name="positions_newly_received"),
        ]


class Position(Fix):
    """The track, partitioned by day of ``at``; old days are dropped whole."""

    unit_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    pk = models.CompositePrimaryKey("unit_id", "at")

    code_fields: ClassVar = ()

    class Meta:
        managed = False
        db_table = "force_position"
