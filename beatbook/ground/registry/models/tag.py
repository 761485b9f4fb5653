"""Vehicles tagged as abandoned: what was read off them, until they are moved, cited or towed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.ground.agency.models import Agency
from beatbook.ground.files.models import StoredFile
from beatbook.ground.registry.models.tow import LOGGED, Tow
from beatbook.ground.registry.vocabulary import TagEnd


class Tag(models.Model):
    """A vehicle that stands where it should not, as it stood when it was tagged.

    ``beat`` is where the map knows it to be. It is due for another look from ``due_at`` on.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    plate = models.CharField(max_length=10, blank=True)
    plate_key = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=2, blank=True)
    vin = models.CharField(max_length=17, blank=True)
    description = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    beat = models.CharField(max_length=20, blank=True)
    odometer = models.PositiveIntegerField(null=True)
    valves = models.CharField(max_length=80, blank=True)
    tagged_at = models.DateTimeField()
    tagged_by = models.CharField(max_length=60)
    recheck_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=8, choices=TagEnd.choices, blank=True)
    ended_by = models.CharField(max_length=60, blank=True)
    tow = models.ForeignKey(Tow, models.PROTECT, null=True)
    version = models.PositiveIntegerField(default=1)

    personal_fields: ClassVar = {
        "plate": LOGGED,
        "plate_key": LOGGED,
        "vin": LOGGED,
        "description": LOGGED,
        "address": LOGGED,
        "valves": LOGGED,
    }
    code_fields: ClassVar = ("state", "beat", "tagged_by", "ended_how", "ended_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_how="", ended_by="")
                | Q(ended_at__isnull=False) & ~Q(ended_how="") & ~Q(ended_by=""),
                name="tag_ended_how_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(recheck_at__gt=models.F("tagged_at")), name="tag_is_rechecked_later"
            ),
        ]
        indexes = [
            # Those that stand, by when somebody must look again.
            models.Index(
                fields=["agency", "recheck_at"],
                condition=Q(ended_at__isnull=True),
                name="tags_to_recheck",
            ),
        ]

    @property
    def is_due(self) -> bool:
        """Must somebody look again now?"""
        return self.due_at is not None and self.ended_at is None

    @property
    def vehicle(self) -> str:
        """The plate with its state, else the VIN, else what it looks like."""
        plate = f"{self.plate} {self.state}".strip()
        return plate or (f"VIN {self.vin}" if self.vin else self.description)


class TagPhoto(models.Model):
    """A photo of a tagged vehicle."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=60)

    code_fields: ClassVar = ("added_by",)

    class Meta:
        constraints = [
            # Also the look-up of a tag's photos.
            models.UniqueConstraint(fields=["tag", "file"], name="one_photo_once_per_tag"),
        ]
