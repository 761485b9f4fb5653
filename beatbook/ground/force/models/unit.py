"""Units, who crews them, and the state they are in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from beatbook.contract.values import MemberClass, UnitKind
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force.vocabulary import (
    ASSIGNED,
    CLASSES,
    KINDS,
    NEEDS_REASON,
    BackUp,
    Meal,
    Status,
)


class Unit(models.Model):
    """Something that can be sent, under one callsign."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    callsign = models.CharField(max_length=12)
    kind = models.CharField(max_length=10, choices=KINDS)
    member_class = models.CharField(max_length=12, choices=CLASSES)
    capabilities = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    home_beat = models.CharField(max_length=20, blank=True)
    retired_at = models.DateTimeField(null=True)

    code_fields: ClassVar = ("callsign", "kind", "member_class", "capabilities", "home_beat")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "callsign"],
                condition=Q(retired_at__isnull=True),
                name="one_unit_per_callsign",
            ),
            models.CheckConstraint(
                condition=Q(callsign__regex=r"^[A-Z0-9-]{2,12}$"), name="callsign_can_be_typed"
            ),
            models.CheckConstraint(condition=Q(kind__in=list(UnitKind)), name="known_unit_kind"),
            models.CheckConstraint(
                condition=Q(member_class__in=list(MemberClass)), name="known_unit_class"
            ),
        ]

    def __str__(self) -> str:
        return self.callsign


class UnitState(models.Model):
    """The live status of one unit: one row, changed by every status.

    ``until`` is when a unit that is busy or out of service wants to be back; ``sendable`` says that
    it is on a call and can be sent all the same. ``emergency_at`` stands, whatever the status,
    until dispatch ends the emergency. ``backup`` is wanted from ``backup_at`` on; dispatch took it
    up at ``backup_seen_at``.
    """

    unit = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="state")
    agency = models.ForeignKey(Agency, models.PROTECT)
    status = models.CharField(max_length=2, choices=Status.choices, default=Status.OFF_DUTY)
    since = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=120, blank=True)
    until = models.DateTimeField(null=True)
    sendable = models.BooleanField(default=False)
    meal = models.CharField(max_length=8, choices=Meal.choices, blank=True)
    meal_since = models.DateTimeField(null=True)
    seen = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    emergency_at = models.DateTimeField(null=True)
    backup = models.CharField(max_length=8, choices=BackUp.choices, blank=True)
    backup_at = models.DateTimeField(null=True)
    backup_seen_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    personal_fields: ClassVar = {"reason": "members with unit:read; replaced by the next status"}
    code_fields: ClassVar = ("status", "meal", "seen", "backup")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=sorted(NEEDS_REASON)) | ~Q(reason=""),
                name="busy_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(sendable=False) | Q(status__in=sorted(ASSIGNED)),
                name="sendable_from_a_call",
            ),
            models.CheckConstraint(
                condition=Q(backup="", backup_at__isnull=True, backup_seen_at__isnull=True)
                | (~Q(backup="") & Q(backup_at__isnull=False)),
                name="backup_wanted_since",
            ),
        ]


class RosterEntry(models.Model):
    """This member crews this unit from then until then."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=models.F("starts_at")),
                name="roster_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(ends_at__isnull=True),
                name="member_crews_one_unit_at_a_time",
            ),
        ]
        indexes = [
            # Who crews this unit now, and its roster by day.
            models.Index(fields=["unit", "-starts_at"], name="roster_of_unit"),
        ]


class Qualification(models.Model):
    """Something a member is qualified for, until it expires."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT)
    code = models.SlugField(max_length=40)
    expires_on = models.DateField(null=True)

    code_fields: ClassVar = ("code",)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "member", "code"], name="one_qualification_per_member"
            ),
        ]
