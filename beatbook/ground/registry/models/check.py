"""Checks: what officers ask a dispatcher to run elsewhere, and the code of what came back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.registry.models.incident import Incident
from beatbook.ground.registry.vocabulary import Asked, CheckResult

ASKERS = "members with record:look_up in the agency; by the agency's retention schedule"


class Check(models.Model):
    """A plate or a person that somebody asked a dispatcher to check, and the result as a code. The
    text of a return is kept nowhere.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    incident = models.ForeignKey(Incident, models.PROTECT, null=True)
    kind = models.CharField(max_length=8, choices=Asked.choices)
    asked = models.CharField(max_length=120)
    purpose = models.CharField(max_length=120)
    asked_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    result = models.CharField(max_length=12, choices=CheckResult.choices, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True)
    confirm_by = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)
    is_confirmed = models.BooleanField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    personal_fields: ClassVar = {"asked": ASKERS, "purpose": ASKERS}
    code_fields: ClassVar = ("kind", "result", "answered_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by="", result="")
                | Q(answered_at__isnull=False) & ~Q(answered_by="") & ~Q(result=""),
                name="check_answered_by_whom_and_how",
            ),
            models.CheckConstraint(
                condition=Q(result="hit", confirm_by__isnull=False)
                | ~Q(result="hit") & Q(confirm_by__isnull=True, is_confirmed__isnull=True),
                name="check_hit_is_to_be_confirmed",
            ),
        ]
        indexes = [
            # The queue: not answered, or a hit that nobody has confirmed.
            models.Index(
                fields=["agency", "asked_at"],
                condition=Q(answered_at__isnull=True)
                | Q(confirm_by__isnull=False, is_confirmed__isnull=True),
                name="open_checks",
            ),
        ]
