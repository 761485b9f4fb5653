"""Companies that are called in turn, and every turn there was."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.contract.values import OPEN
from beatbook.duties.calls.models.call import RETENTION, Request
from beatbook.duties.calls.vocabulary import Outcome, Service
from beatbook.ground.agency.models import Agency

COMPANY = "members with call:read in the agency; as long as its turns are kept"


class Company(models.Model):
    """One that tows or opens locks. The lowest ``place`` of those in use is next in line."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    service = models.CharField(max_length=20, choices=Service.choices)
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=40, blank=True)
    place = models.BigIntegerField()
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    personal_fields: ClassVar = {"name": COMPANY, "phone": COMPANY}
    code_fields: ClassVar = ("service",)

    class Meta:
        constraints = [
            # Also the look-up of the line.
            models.UniqueConstraint(
                fields=["agency", "service", "place"],
                condition=Q(retired_at__isnull=True),
                name="one_company_per_place_in_line",
            ),
            models.UniqueConstraint(
                fields=["agency", "service", "name"],
                condition=Q(retired_at__isnull=True),
                name="one_company_per_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Turn(models.Model):
    """The next in line was asked for a request: what became of it. ``returned_at`` is when the
    turn was given back, because the company was not needed after all.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    company = models.ForeignKey(Company, models.PROTECT, related_name="turns")
    request = models.ForeignKey(Request, models.PROTECT, related_name="turns")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    returned_at = models.DateTimeField(null=True)

    personal_fields: ClassVar = {"reason": RETENTION}
    code_fields: ClassVar = ("need_to_know", "outcome", "by")

    class Meta:
        indexes = [
            # The history, newest first, by keyset (at, id).
            models.Index(fields=["agency", "-at", "-id"], name="turns_newest_first"),
            # Who was asked for this request already.
            models.Index(fields=["request"], name="turns_of_request"),
        ]
