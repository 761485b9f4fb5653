"""Calls that belong together: linked, or merged because they are about the same."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from beatbook.contract.values import OPEN
from beatbook.duties.calls.models.call import Call
from beatbook.ground.agency.models import Agency


class Merge(models.Model):
    """``call`` was about the same as ``into``. What was moved there can be given back."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    call = models.ForeignKey(Call, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Call, models.PROTECT, related_name="merged")
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    assignments = ArrayField(models.BigIntegerField(), default=list)
    requests = ArrayField(models.BigIntegerField(), default=list)
    undone_at = models.DateTimeField(null=True)

    code_fields: ClassVar = ("need_to_know", "by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call"], condition=Q(undone_at__isnull=True), name="merged_into_one_call"
            ),
            models.CheckConstraint(condition=~Q(call=F("into")), name="not_merged_into_itself"),
        ]
        indexes = [
            # What was merged into a call.
            models.Index(
                fields=["into"], condition=Q(undone_at__isnull=True), name="merged_into_call"
            ),
        ]


class Link(models.Model):
    """Two calls have to do with one another. The one with the lower id is ``call``."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    other = models.ForeignKey(Call, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    code_fields: ClassVar = ("need_to_know", "by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "other"], name="linked_once"),
            models.CheckConstraint(condition=Q(call__lt=F("other")), name="linked_in_order"),
        ]
        indexes = [
            # The other way round.
            models.Index(fields=["other"], name="linked_from"),
        ]
