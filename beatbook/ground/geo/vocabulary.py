"""The words of the map: kinds of areas, and kinds of answers to "where is that?"."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

OSM_CREDIT = "© OpenStreetMap contributors"
"""The license of OpenStreetMap's data asks for it."""


class AreaKind(models.TextChoices):
    BEAT = "beat", "Beat"


class MatchKind(StrEnum):
    """What a typed text was found to be."""

    ADDRESS = "address"
    BLOCK = "block"
    INTERSECTION = "intersection"
    STREET = "street"
    PLACE = "place"
    COORDINATE = "coordinate"
