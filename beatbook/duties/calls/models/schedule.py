"""Calls that come again by a rule."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.contract.values import OPEN, Point
from beatbook.duties.calls.models.call import RETENTION, CallType
from beatbook.ground.agency.models import Agency


class Schedule(models.Model):
    """What is taken as a call each time the rule says so. ``starts`` is a local wall-clock time of
    the agency; ``next_at`` is when the next one is due, empty when there is none.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    call_type = models.ForeignKey(CallType, models.PROTECT)
    location = models.CharField(max_length=300)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    note = models.TextField(blank=True)
    rule = models.CharField(max_length=200)
    starts = models.CharField(max_length=16)
    next_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)

    personal_fields: ClassVar = {"location": RETENTION, "note": RETENTION}
    code_fields: ClassVar = ("need_to_know", "rule", "starts", "added_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__isnull=False, lon__isnull=False),
                name="schedule_point_whole",
            ),
        ]
        indexes = [
            # Those that go on, the next one first.
            models.Index(
                fields=["agency", "next_at"],
                condition=Q(ended_at__isnull=True),
                name="schedules_that_go_on",
            ),
        ]

    @property
    def point(self) -> Point | None:
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)
