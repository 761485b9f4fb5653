"""That the line-up was read, by whom, when, and to whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from beatbook.ground.agency.models import Agency, Member


class LineUpReading(models.Model):
    """The sheet at the beginning of a shift, read aloud."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    members = models.ManyToManyField(Member, through="LineUpHearer")

    code_fields: ClassVar = ("by",)

    class Meta:
        indexes = [
            # The last ones of an agency.
            models.Index(fields=["agency", "-at", "-id"], name="line_ups_newest_first"),
        ]


class LineUpHearer(models.Model):
    """This member heard it."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    reading = models.ForeignKey(LineUpReading, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "member"], name="heard_once_a_reading"),
        ]
