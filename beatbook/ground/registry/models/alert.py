"""What officers must look out for: alerts, and who has said that they got one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.contract.values import OPEN, Point
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.registry.vocabulary import AlertAbout, AlertEnd, AlertKind

READERS = "members with alert:read in the agency, cleared for its class; by the retention schedule"


class Alert(models.Model):
    """A BOLO, a trespass notice, a pointer to a warrant ...: about whom or what, from whom, and
    until when. Nothing of it is ever changed but its end: a correction strikes it and adds another.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    kind = models.CharField(max_length=12, choices=AlertKind.choices)
    about = models.CharField(max_length=12, choices=AlertAbout.choices)
    is_broadcast = models.BooleanField()
    text = models.TextField()
    source = models.CharField(max_length=120)
    verified_at = models.DateTimeField()
    person = models.CharField(max_length=120, blank=True)
    person_key = models.CharField(max_length=120, blank=True)
    plate = models.CharField(max_length=10, blank=True)
    plate_key = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=2, blank=True)
    address = models.CharField(max_length=300, blank=True)
    address_key = models.CharField(max_length=300, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=60)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=10, choices=AlertEnd.choices, blank=True)
    ended_by = models.CharField(max_length=60, blank=True)
    ended_why = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    personal_fields: ClassVar = {
        "text": READERS,
        "source": READERS,
        "person": READERS,
        "person_key": READERS,
        "plate": READERS,
        "plate_key": READERS,
        "address": READERS,
        "address_key": READERS,
        "ended_why": READERS,
    }
    code_fields: ClassVar = (
        "need_to_know",
        "kind",
        "about",
        "state",
        "issued_by",
        "ended_how",
        "ended_by",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("issued_at")), name="alert_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_how="", ended_by="", ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_how="") & ~Q(ended_by="")),
                name="alert_ended_how_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(about="person") & ~Q(person_key="")
                | Q(about="vehicle") & ~Q(plate_key="")
                | Q(about="place") & ~Q(address_key="")
                | Q(about="description"),
                name="alert_says_about_whom_or_what",
            ),
        ]
        indexes = [
            # In force or ended, newest first, by keyset (issued_at, id).
            models.Index(
                fields=["agency", "-issued_at", "-id"],
                condition=Q(ended_at__isnull=True),
                name="alerts_in_force",
            ),
            models.Index(
                fields=["agency", "-issued_at", "-id"],
                condition=Q(ended_at__isnull=False),
                name="alerts_ended",
            ),
            # Whatever is typed is looked up among those in force.
            models.Index(
                fields=["agency", "plate_key"],
                condition=Q(ended_at__isnull=True) & ~Q(plate_key=""),
                name="alerts_by_plate",
            ),
            models.Index(
                fields=["agency", "person_key"],
                condition=Q(ended_at__isnull=True) & ~Q(person_key=""),
                name="alerts_by_person",
            ),
            models.Index(
                fields=["agency", "address_key"],
                condition=Q(ended_at__isnull=True) & ~Q(address_key=""),
                name="alerts_by_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} no. {self.pk}"

    @property
    def title(self) -> str:
        """About whom or what, in a few words; empty for a description."""
        vehicle = f"{self.plate} {self.state}".strip()
        return {"person": self.person, "vehicle": vehicle, "place": self.address}.get(
            self.about, ""
        )

    @property
    def point(self) -> Point | None:
        """Where its place is on the map, if that is known."""
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)


class AlertAcknowledgement(models.Model):
    """This member has said that they got this alert."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    alert = models.ForeignKey(Alert, models.PROTECT, related_name="acknowledgements")
    member = models.ForeignKey(Member, models.PROTECT)
    acknowledged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alert", "member"], name="one_acknowledgement_each"),
        ]
