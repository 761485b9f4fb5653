"""The words of the map: kinds of areas and of answers to "where is that?"; how exact one is."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

OSM_CREDIT = "© OpenStreetMap contributors"
"""The license of OpenStreetMap's data asks for it."""


class AreaKind(models.TextChoices):
    BEAT = "beat", "Beat"
    SECTOR = "sector", "Sector"
    REPORTING = "reporting_area", "Reporting area"
    CAR_ROUTE = "car_route", "Car route"
    WALKING_ROUTE = "walking_route", "Walking route"
    SCHOOL_ZONE = "school_zone", "School zone"
    PARK = "park", "Park"

    @property
    def plural(self) -> str:
        return f"{self.label}s"


class Exactness(models.TextChoices):
    """How exactly a place is known, best first."""

    POINT = "point", "Exact point"
    PARCEL = "parcel", "On the parcel"
    INTERPOLATED = "interpolated", "Between known numbers"
    BLOCK = "block", "On the block"
    STREET = "street", "On the street"
    AREA = "area", "In the area"


class Side(models.TextChoices):
    """A side of a street, seen in the direction in which its line is drawn."""

    LEFT = "L", "Left"
    RIGHT = "R", "Right"


class Parity(models.TextChoices):
    ODD = "odd", "Odd numbers"
    EVEN = "even", "Even numbers"
    BOTH = "both", "Odd and even numbers"


class Lane(models.TextChoices):
    """Which way of a closed or slow street is meant, told by the line drawn along it."""

    BOTH = "both", "Both directions"
    WITH = "with", "Along the line"
    AGAINST = "against", "Against the line"


class MatchKind(StrEnum):
    """What a typed text was found to be."""

    ADDRESS = "address"
    BLOCK = "block"
    INTERSECTION = "intersection"
    STREET = "street"
    PLACE = "place"
    MILEPOST = "milepost"
    COORDINATE = "coordinate"
