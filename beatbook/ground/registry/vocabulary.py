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
