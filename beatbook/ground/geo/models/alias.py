"""What people of a town call a place, whatever the map calls it: "the old mill"."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.ground.agency.models import Agency


class Alias(models.Model):
    """A name that an agency gave to a spot. A removed one stays, with who and when."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=120)
    address = models.CharField(max_length=255)
    lat = models.FloatField()
    lon = models.FloatField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=60)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=60, blank=True)

    code_fields: ClassVar = ("name", "key", "address", "added_by", "removed_by")

    class Meta:
        constraints = [
            # Also the look-up of names that begin with what was typed.
            models.UniqueConstraint(
                fields=["agency", "key"],
                condition=Q(removed_at=None),
                opclasses=["int8_ops", "varchar_pattern_ops"],
                name="one_alias_per_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name
