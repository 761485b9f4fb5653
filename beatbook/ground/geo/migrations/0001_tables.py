"""Maps, areas and closures.

The steps by which these tables grew before the first release are folded into this one. It stands
for the last of them: a database that took that one is up to date.
"""

import django.db.models.deletion
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
    ]

    replaces = [("geo", "0006_names_in_memory")]

    operations = [
        migrations.CreateModel(
            name="Alias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("key", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=255)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=60)),
                ("removed_at", models.DateTimeField(null=True)),
                ("removed_by", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("agency", "key"),
                        name="one_alias_per_name",
                        opclasses=["int8_ops", "varchar_pattern_ops"],
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("beat", "Beat"),
                            ("sector", "Sector"),
                            ("reporting_area", "Reporting area"),
                            ("car_route", "Car route"),
                            ("walking_route", "Walking route"),
                            ("school_zone", "School zone"),
                            ("park", "Park"),
                        ],
                        max_length=16,
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("changed_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "kind", "code"), name="one_area_per_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "beat",
                                    "sector",
                                    "reporting_area",
                                    "car_route",
                                    "walking_route",
                                    "school_zone",
                                    "park",
                                ],
                            )
                        ),
                        name="known_area_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaOutline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agency.agency",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outlines",
                        to="geo.area",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("shape", models.JSONField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["area", "-since"], name="outlines_of_area")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("area",),
                        name="one_outline_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="outline_ends_after_begin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("street", models.CharField(max_length=255)),
                ("between", models.CharField(blank=True, max_length=255)),
                ("shape", models.JSONField()),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("both", "Both directions"),
                            ("with", "Along the line"),
                            ("against", "Against the line"),
                        ],
                        max_length=8,
                    ),
                ),
                ("speed_percent", models.PositiveSmallIntegerField(null=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=200)),
                ("set_at", models.DateTimeField()),
                ("set_by", models.CharField(max_length=60)),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_by", models.CharField(blank=True, max_length=60)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("lifted_at", None)),
                        fields=["agency", "starts_at"],
                        name="standing_closures",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["both", "with", "against"])),
                        name="known_closure_direction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("speed_percent", None),
                            ("speed_percent__range", (5, 95)),
                            _connector="OR",
                        ),
                        name="slowed_to_a_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="closure_ends_after_begin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at", None), ("lifted_by", "")),
                            models.Q(
                                ("lifted_at__isnull", False),
                                models.Q(("lifted_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="closure_lifted_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Map",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("source", models.CharField(max_length=255)),
                ("imported_at", models.DateTimeField()),
                ("is_active", models.BooleanField(default=False)),
                ("south", models.FloatField()),
                ("west", models.FloatField()),
                ("north", models.FloatField()),
                ("east", models.FloatField()),
                ("counts", models.JSONField(default=dict)),
                (
                    "credit",
                    models.CharField(
                        blank=True, default="© OpenStreetMap contributors", max_length=120
                    ),
                ),
                ("ground", models.JSONField(null=True)),
                ("changes", models.JSONField(default=dict)),
                ("figures", models.JSONField(default=dict)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True)),
                        fields=("is_active",),
                        name="one_active_map",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Street",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "map",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="geo.map"),
                ),
                ("position", models.IntegerField()),
                ("name", models.CharField(max_length=255)),
                ("direction", models.CharField(max_length=10)),
                ("base", models.CharField(max_length=255)),
                ("type", models.CharField(max_length=20)),
                ("ending", models.CharField(max_length=10)),
                ("locality", models.CharField(max_length=120)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("length_m", models.FloatField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["map", "base"],
                        name="street_by_beginning",
                        opclasses=["int8_ops", "varchar_pattern_ops"],
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("map", "position"), name="one_street_per_position"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="geo.street"
                    ),
                ),
                ("number", models.IntegerField()),
                ("suffix", models.CharField(max_length=10)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("cell", models.BigIntegerField()),
                (
                    "exactness",
                    models.CharField(
                        choices=[
                            ("point", "Exact point"),
                            ("parcel", "On the parcel"),
                            ("interpolated", "Between known numbers"),
                            ("block", "On the block"),
                            ("street", "On the street"),
                            ("area", "In the area"),
                        ],
                        default="point",
                        max_length=12,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["street", "number"], name="address_by_number"),
                    models.Index(fields=["cell"], name="address_by_cell"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AddressRange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="geo.street"
                    ),
                ),
                ("edge", models.IntegerField()),
                ("side", models.CharField(choices=[("L", "Left"), ("R", "Right")], max_length=1)),
                ("first", models.IntegerField()),
                ("last", models.IntegerField()),
                (
                    "parity",
                    models.CharField(
                        choices=[
                            ("odd", "Odd numbers"),
                            ("even", "Even numbers"),
                            ("both", "Odd and even numbers"),
                        ],
                        max_length=4,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["street"], name="range_by_street")],
            },
        ),
        migrations.CreateModel(
            name="Milepost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "map",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="geo.map"
                    ),
                ),
                ("route", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=80)),
                ("mile", models.FloatField()),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
            ],
            options={
                "indexes": [models.Index(fields=["map", "route", "mile"], name="milepost_by_mile")],
            },
        ),
        migrations.CreateModel(
            name="Intersection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="geo.street",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="geo.street",
                    ),
                ),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("cell", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["first", "second"], name="intersection_by_streets"),
                    models.Index(fields=["cell"], name="intersection_by_cell"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NamedPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "map",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="geo.map"),
                ),
                ("name", models.CharField(max_length=255)),
                ("key", models.CharField(max_length=255)),
                ("kind", models.CharField(max_length=80)),
                ("address", models.CharField(max_length=255)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["map", "key"],
                        name="named_place_by_beginning",
                        opclasses=["int8_ops", "varchar_pattern_ops"],
                    )
                ],
            },
        ),
        Protect("geo_area"),
        Protect("geo_areaoutline"),
        Protect("geo_alias"),
        Protect("geo_closure"),
    ]
