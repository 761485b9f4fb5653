"""An agency's own letters of the statuses."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.ground.agency.models import Agency
from beatbook.ground.force.vocabulary import Status


class StatusLetters(models.Model):
    """What this agency says for a status instead of our two letters."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    status = models.CharField(max_length=2, choices=Status.choices)
    letters = models.CharField(max_length=4)

    code_fields: ClassVar = ("status", "letters")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "status"], name="own_letters_of_a_status"),
            models.UniqueConstraint(fields=["agency", "letters"], name="letters_mean_one_status"),
            models.CheckConstraint(
                condition=Q(letters__regex="^[A-Z0-9]{1,4}$"), name="letters_can_be_typed"
            ),
        ]
