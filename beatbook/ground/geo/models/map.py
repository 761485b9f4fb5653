"""Tables of the imported map. It belongs to the installation, not to an agency."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.ground.geo import town
from beatbook.ground.geo.vocabulary import OSM_CREDIT, Exactness, Parity, Side


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
    ground = models.JSONField(null=True)
    """A GeoJSON polygon of what the map covers; without one, its rectangle."""
    changes = models.JSONField(default=dict)
    """What differs from the map before it: streets gone and new, addresses moved."""
    figures = models.JSONField(default=dict)
    """How often the straight line would send the wrong unit on these streets."""

    code_fields: ClassVar = ("key", "name", "source", "counts", "credit", "ground", "changes",
                             "figures")  # fmt: skip

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
    exactness = models.CharField(max_length=12, choices=Exactness.choices, default=Exactness.POINT)

    code_fields: ClassVar = ("suffix", "exactness")

    class Meta:
        indexes = [
            # A number on a street, and the numbers on either side of it.
            models.Index(fields=["street", "number"], name="address_by_number"),
            # The addresses around a point.
            models.Index(fields=["cell"], name="address_by_cell"),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.suffix} {self.street}"


class AddressRange(models.Model):
    """The house numbers along one side of a block, from a street centerline file.

    `first` is the number at the start of the edge's shape and `last` the one at its end, whichever
    is greater. `side` is seen in the direction of the shape.
    """

    street = models.ForeignKey(Street, models.CASCADE, db_index=False)
    edge = models.IntegerField()
    side = models.CharField(max_length=1, choices=Side.choices)
    first = models.IntegerField()
    last = models.IntegerField()
    parity = models.CharField(max_length=4, choices=Parity.choices)

    code_fields: ClassVar = ("side", "parity")

    class Meta:
        indexes = [
            # The ranges of a street.
            models.Index(fields=["street"], name="range_by_street"),
        ]


class Milepost(models.Model):
    """A milestone on a highway: `route` is its spelling as `names.route_key` makes it."""

    map = models.ForeignKey(Map, models.CASCADE, db_index=False)
    route = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    mile = models.FloatField()
    lat = models.FloatField()
    lon = models.FloatField()

    code_fields: ClassVar = ("route", "name")

    class Meta:
        indexes = [
            # The mileposts on either side of a mile.
            models.Index(fields=["map", "route", "mile"], name="milepost_by_mile"),
        ]


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
        ]

    def __str__(self) -> str:
        return self.name
