"""The files of an agency: which bytes, what they are, and who stored them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.ground.agency.models import Agency


class StoredFile(models.Model):
    """Bytes that an agency keeps. The same bytes stored again are the same file."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=40)
    name = models.CharField(max_length=200, blank=True)
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=60)

    personal_fields: ClassVar = {"name": "whoever sees what it is attached to; goes with that"}
    code_fields: ClassVar = ("sha256", "media_type", "stored_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "sha256"], name="one_file_per_digest"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_has_its_digest"
            ),
        ]
        indexes = [
            # Whose bytes these are, for the sweep over the store.
            models.Index(fields=["sha256"], name="files_by_digest"),
        ]

    def __str__(self) -> str:
        return self.name or self.sha256[:12]
