"""Other centers, and the calls that they have too, under numbers of their own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from beatbook.contract.values import OPEN
from beatbook.duties.calls.models.call import RETENTION, Call
from beatbook.duties.calls.vocabulary import Means
from beatbook.ground.agency.models import Agency
from beatbook.ground.work import outbound

AS_KNOWN = "members with call:read in the agency; as long as the center is known"


class Center(models.Model):
    """Another center whose CAD sends us calls or takes ours. One that sends is known from then on.

    ``sends_as`` is how its documents name it.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    name = models.CharField(max_length=80)
    sends_as = models.CharField(max_length=200)
    known_at = models.DateTimeField()

    personal_fields: ClassVar = {"name": AS_KNOWN, "sends_as": AS_KNOWN}

    class Meta:
        constraints = [
            # Also the look-up of who sent a document.
            models.UniqueConstraint("agency", Upper("sends_as"), name="one_center_sends_as"),
            models.CheckConstraint(condition=~Q(name=""), name="center_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class StatusAddress(models.Model):
    """Where a center is told how its calls stand, and how that goes.

    ``told_at`` is when something was last taken there. Since ``unreached_since`` nothing was, for
    the reason of the last of so many ``failures``. ``salt`` with the installation's own secret
    makes the one that the center knows, which is kept nowhere.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    center = models.OneToOneField(Center, models.PROTECT, related_name="status_address")
    url = models.CharField(max_length=300)
    salt = models.CharField(max_length=32)
    told_at = models.DateTimeField(null=True)
    unreached_since = models.DateTimeField(null=True)
    try_again_at = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)
    trouble = models.CharField(max_length=20, choices=outbound.Trouble.choices, blank=True)
    answered = models.SmallIntegerField(null=True)

    personal_fields: ClassVar = {"url": AS_KNOWN}
    code_fields: ClassVar = ("salt", "trouble")

    def __str__(self) -> str:
        return self.url


class Counterpart(models.Model):
    """A call as another center has it: their number, and when they received it.

    ``told`` is the last version that they sent, made at ``told_at`` if they said so; empty where
    somebody only noted the number. ``returned`` is the digest of the status that it was last told.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    call = models.ForeignKey(Call, models.PROTECT, related_name="counterparts")
    center = models.ForeignKey(Center, models.PROTECT)
    number = models.CharField(max_length=40)
    compact = models.CharField(max_length=40)
    squeezed = models.CharField(max_length=40)
    received_at = models.DateTimeField(null=True)
    told = models.JSONField(default=dict)
    told_at = models.DateTimeField(null=True)
    returned = models.CharField(max_length=64, blank=True)
    known_at = models.DateTimeField()

    personal_fields: ClassVar = {
        "number": RETENTION,
        "compact": RETENTION,
        "squeezed": RETENTION,
        "told": RETENTION,
    }
    code_fields: ClassVar = ("need_to_know", "returned")

    class Meta:
        constraints = [
            # Also the look-up of the call that a center means.
            models.UniqueConstraint(fields=["center", "number"], name="one_call_per_their_number"),
        ]
        indexes = [
            # A number as somebody types it: with its zeros and dashes, or without them.
            models.Index(fields=["agency", "compact"], name="their_numbers_compact"),
            models.Index(fields=["agency", "squeezed"], name="their_numbers_squeezed"),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.center.name})"


class Transfer(models.Model):
    """A call was handed to another center: to whom, by which means, and what was said, word for
    word. ``said_at`` is when that was, ``at`` when it was written down.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    call = models.ForeignKey(Call, models.PROTECT, related_name="transfers")
    center = models.CharField(max_length=80)
    whom = models.CharField(max_length=120, blank=True)
    means = models.CharField(max_length=5, choices=Means.choices)
    said = models.TextField()
    said_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    closed = models.BooleanField(default=False)

    personal_fields: ClassVar = {"center": RETENTION, "whom": RETENTION, "said": RETENTION}
    code_fields: ClassVar = ("need_to_know", "means", "by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(center="") & ~Q(said=""), name="transferred_to_whom_with_what_words"
            ),
        ]
        indexes = [
            # The transfers of a call.
            models.Index(fields=["call"], name="transfers_of_call"),
        ]

    def __str__(self) -> str:
        """To whom, and how: ``Alder County 911, Sgt. Lopez, by phone``."""
        whom = f", {self.whom}" if self.whom else ""
        return f"{self.center}{whom}, by {self.get_means_display()}"
