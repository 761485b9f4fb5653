from __future__ import annotations

from datetime import timedelta

from django.db import models


class IncidentKind(models.TextChoices):
    CALL = "call", "Call"


class PremiseNoteKind(models.TextChoices):
    HAZARD = "hazard", "Hazard"
    ACCESS = "access", "Way in"
    MEDICAL = "medical", "Medical"
    OTHER = "other", "Other"


class InvolvementRole(models.TextChoices):
    CALLER = "caller", "Caller"
    VEHICLE = "vehicle", "Vehicle involved"


class AlertKind(models.TextChoices):
    BOLO = "bolo", "Be on the lookout"
    ATTEMPT = "atl", "Attempt to locate"
    SAFETY = "safety", "Officer safety"
    TRESPASS = "trespass", "Trespass in force"
    ORDER = "order", "Protective order"
    WARRANT = "warrant", "Pointer to a warrant"
    WELFARE = "welfare", "Medical or welfare"
    STOLEN = "stolen", "Stolen or recovered"


class AlertAbout(models.TextChoices):
    PERSON = "person", "A person"
    VEHICLE = "vehicle", "A vehicle"
    PLACE = "place", "A place"
    DESCRIPTION = "description", "Whoever fits the description"


class AlertEnd(models.TextChoices):
    EXPIRED = "expired", "Expired"
    CANCELED = "canceled", "Canceled"
    CORRECTED = "corrected", "Corrected"


BROADCAST = frozenset(
    {
        AlertKind.BOLO,
        AlertKind.ATTEMPT,
        AlertKind.SAFETY,
        AlertKind.WELFARE,
        AlertKind.STOLEN,
    }
)
"""Told to everybody on duty at once; the others stand on file and are shown where they match."""

USUAL_TIME = {
    AlertKind.BOLO: timedelta(hours=12),
    AlertKind.ATTEMPT: timedelta(hours=24),
    AlertKind.SAFETY: timedelta(days=30),
    AlertKind.TRESPASS: timedelta(days=365),
    AlertKind.ORDER: timedelta(days=365),
    AlertKind.WARRANT: timedelta(days=30),
    AlertKind.WELFARE: timedelta(days=3),
    AlertKind.STOLEN: timedelta(days=30),
}
"""How long an alert is in force when nobody says until when."""


class Asked(models.TextChoices):
    """What is looked up."""

    PLATE = "plate", "Plate"
    VIN = "vin", "VIN"
    PERSON = "person", "Person"


class CheckResult(models.TextChoices):
    """What came back, as a code: the text of a return is never stored."""

    CLEAR = "clear", "No record"
    VALID = "valid", "Valid"
    EXPIRED = "expired", "Expired"
    SUSPENDED = "suspended", "Suspended or revoked"
    NOT_ON_FILE = "not_on_file", "Not on file"
    HIT = "hit", "Possible hit"
    UNABLE = "unable", "Could not be checked"


LOCAL_ONLY = "Local records only - not a state or NCIC check"
"""Said wherever records of this agency are searched, in exactly these words."""


class TowKind(models.TextChoices):
    ORDERED = "ordered", "Ordered"
    PRIVATE = "private", "Private property"
    REPOSSESSION = "repossession", "Repossession"


AUTHORITY = {
    TowKind.PRIVATE: "the owner of the property",
    TowKind.REPOSSESSION: "the lienholder",
}
"""By whose authority a vehicle goes when nobody says more; for our own tows, who ordered it."""


class TagEnd(models.TextChoices):
    MOVED = "moved", "Moved"
    CITED = "cited", "Cited"
    TOWED = "towed", "Towed"


RECHECK_AFTER = timedelta(hours=72)
"""When somebody must look again at a tagged vehicle, if nobody says when."""
