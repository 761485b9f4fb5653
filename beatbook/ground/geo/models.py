"""Tables of the map. It belongs to the installation; only areas belong to an agency."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import town
from beatbook.ground.geo.vocabulary import OSM_CREDIT, AreaKind


class Map(models.Model):
    """One imported map. Its files lie in the maps directory, in a folder named by `key`."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=255)
    imported_at = models.DateTimeField()
    is_active = models.BooleanField(default=False)
    south = models.FloatField()
    west = models.FloatField()
    north = models.FloatField()
    east = models.FloatField()
    counts = models.JSONField(default=dict)
    credit = models.CharField(max_length=120, default=OSM_CREDIT, blank=True)

    code_fields: ClassVar = ("key", "name", "source", "counts", "credit")

    class Meta:
        constraints = [
            # Also the look-up of the map in use.
            models.UniqueConstraint(
                fields=["is_active"], condition=Q(is_active=True), name="one_active_map"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def bounds(self) -> town.Bounds:
        return town.Bounds(self.south, self.west, self.north, self.east)


class Street(models.Model):
    """A named street, with its name in parts as `names.StreetName` spells them."""

    map = models.ForeignKey(Map, models.CASCADE)
    position = models.IntegerField()
    name = models.CharField(max_length=255)
    direction = models.CharField(max_length=10)
    base = models.CharField(max_length=255)
    type = models.CharField(max_length=20)
    ending = models.CharField(max_length=10)
    locality = models.CharField(max_length=120)
    lat = models.FloatField()
    lon = models.FloatField()
    length_m = models.FloatField()

    code_fields: ClassVar = ("name", "direction", "base", "type", "ending", "locality")

    class Meta:
        constraints = [
            # `position` is the street's place in the graph's `street_names`.
            models.UniqueConstraint(fields=["map", "position"], name="one_street_per_position"),
        ]
        indexes = [
            # Names that begin with what was typed.
            models.Index(
                fields=["map", "base"],
                opclasses=["int8_ops", "varchar_pattern_ops"],
                name="street_by_beginning",
            ),
            # Names that are nearly what was typed: geo_streets_like.
            GinIndex(fields=["base"], opclasses=["gin_trgm_ops"], name="street_base_trigrams"),
        ]

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """A house number on a street, where the file has it."""

    street = models.ForeignKey(Street, models.CASCADE, db_index=False)
    number = models.IntegerField()
    suffix = models.CharField(max_length=10)
    lat = models.FloatField()
    lon = models.FloatField()
    cell = models.BigIntegerField()

    code_fields: ClassVar = ("suffix",)

    class Meta:
        indexes = [
            # A number on a street, and the numbers on either side of it.
            models.Index(fields=["street", "number"], name="address_by_number"),
            # The addresses around a point.
            models.Index(fields=["cell"], name="address_by_cell"),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.suffix} {self.street}"


class Intersection(models.Model):
    """Where two streets meet."""

    first = models.ForeignKey(Street, models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Street, models.CASCADE, related_name="+")
    lat = models.FloatField()
    lon = models.FloatField()
    cell = models.BigIntegerField()

    class Meta:
        indexes = [
            # Two streets that cross, typed in either order.
            models.Index(fields=["first", "second"], name="intersection_by_streets"),
            # The corners around a point.
            models.Index(fields=["cell"], name="intersection_by_cell"),
        ]


class NamedPlace(models.Model):
    """A school, a shop, a park: what people say instead of an address."""

    map = models.ForeignKey(Map, models.CASCADE)
    name = models.CharField(max_length=255)
    key = models.CharField(max_length=255)
    kind = models.CharField(max_length=80)
    address = models.CharField(max_length=255)
    lat = models.FloatField()
    lon = models.FloatField()

    code_fields: ClassVar = ("name", "key", "kind", "address")

    class Meta:
        indexes = [
            # Names that begin with what was typed.
            models.Index(
                fields=["map", "key"],
                opclasses=["int8_ops", "varchar_pattern_ops"],
                name="named_place_by_beginning",
            ),
            # Names that are nearly what was typed: geo_places_like.
            GinIndex(fields=["key"], opclasses=["gin_trgm_ops"], name="named_place_key_trigrams"),
        ]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A piece of an agency's ground: a beat. Retired areas stay, for the records that name them."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    kind = models.CharField(max_length=10, choices=AreaKind.choices)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    outline = models.JSONField()  # a GeoJSON Polygon or MultiPolygon
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    code_fields: ClassVar = ("kind", "code", "name", "outline")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "code"], name="one_area_per_code"),
            models.CheckConstraint(condition=Q(kind__in=AreaKind.values), name="known_area_kind"),
        ]

    def __str__(self) -> str:
        return self.name
