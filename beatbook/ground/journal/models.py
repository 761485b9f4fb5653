"""Tables of the journal. No foreign keys leave it: the log must not hinder the live rows."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from beatbook.contract.values import OPEN

INSTALLATION = 0
"""The agency id of entries that belong to the installation as a whole."""


class Entry(models.Model):
    """One thing that happened. Insert-only: a trigger refuses every change."""

    id = models.BigAutoField(primary_key=True)
    name = models.TextField()
    agency_id = models.BigIntegerField()
    subject_kind = models.TextField()
    subject_id = models.TextField()
    actor = models.TextField()
    at = models.DateTimeField()
    received = models.DateTimeField(db_default=Now())
    command_id = models.UUIDField()
    codes = models.JSONField()
    commitment = models.BinaryField(null=True)
    need_to_know = models.TextField(default=OPEN)

    code_fields = (
        "name",
        "subject_kind",
        "subject_id",
        "actor",
        "codes",
        "commitment",
        "need_to_know",
    )

    class Meta:
        indexes = [
            # The chronology of one subject, oldest first.
            models.Index(fields=["subject_kind", "subject_id", "id"], name="entry_of_subject"),
            # The log of an agency, newest first, from any moment backwards.
            models.Index(fields=["agency_id", "at", "id"], name="entry_of_agency"),
        ]


class Payload(models.Model):
    """The personal and free-text values of one entry, with the salt of their commitment."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True)
    agency_id = models.BigIntegerField()
    need_to_know = models.TextField(default=OPEN)
    salt = models.BinaryField()
    values = models.JSONField()

    # Payload.values holds every field that `contract` declares personal; the event says which.
    personal_fields = {"values": "as declared by each event in contract; expunged with the row"}
    code_fields = ("need_to_know", "salt")


class Seal(models.Model):
    """The place of one entry: gapless in the installation, gapless in its agency's log."""

    position = models.BigIntegerField(primary_key=True)
    agency_id = models.BigIntegerField()
    leaf = models.BigIntegerField()
    entry = models.OneToOneField(Entry, models.PROTECT)
    hash = models.BinaryField()

    code_fields = ("hash",)

    class Meta:
        constraints = [
            # Also serves "the last leaf of this agency" for the sealer.
            models.UniqueConstraint(fields=["agency_id", "leaf"], name="one_entry_per_leaf"),
        ]


class Receipt(models.Model):
    """The answer given to a command from outside, so that its second arrival gets the same."""

    agency_id = models.BigIntegerField()
    actor = models.TextField()
    command_id = models.UUIDField()
    body_hash = models.BinaryField()
    answer = models.JSONField(null=True)
    received = models.DateTimeField(db_default=Now())

    personal_fields = {"answer": "the sender; what was answered; removed with the receipt"}
    code_fields = ("actor", "body_hash")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "actor", "command_id"], name="one_receipt_per_command"
            ),
        ]


class Bookmark(models.Model):
    """How far a subscriber has read."""

    subscriber = models.TextField(primary_key=True)
    position = models.BigIntegerField(default=0)

    code_fields = ("subscriber",)


class Parked(models.Model):
    """An entry that a subscriber could not take, or that waits behind one of the same subject."""

    subscriber = models.TextField()
    position = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    subject_kind = models.TextField()
    subject_id = models.TextField()
    error = models.TextField(blank=True)
    attempts = models.IntegerField(default=0)
    retry_at = models.DateTimeField()

    personal_fields = {
        "error": "administrators; what the subscriber said; removed when it takes it"
    }
    code_fields = ("subscriber", "subject_kind", "subject_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "position"], name="parked_once"),
        ]
        indexes = [
            # Is something of this subject already waiting for this subscriber?
            models.Index(
                fields=["subscriber", "subject_kind", "subject_id", "position"],
                name="parked_of_subject",
            ),
        ]
