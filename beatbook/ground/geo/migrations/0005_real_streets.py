"""Ranges, mileposts, aliases, closures, and areas that keep the outlines they had."""

import django.db.models.deletion
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect

MOVE_OUTLINES = """
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO geo_areaoutline (agency_id, area_id, name, shape, since, until)
SELECT agency_id, id, name, outline, changed_at, retired_at FROM geo_area;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_fences"),
        ("geo", "0004_credit"),
    ]

    operations = [
        migrations.CreateModel(
            name="AddressRange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("name", models.CharField(max_length=80)),
                ("shape", models.JSONField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
            ],
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
                ("route", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=80)),
                ("mile", models.FloatField()),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="area",
            name="known_area_kind",
        ),
        migrations.AddField(
            model_name="address",
            name="exactness",
            field=models.CharField(
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
        migrations.AddField(
            model_name="map",
            name="changes",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="map",
            name="figures",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="map",
            name="ground",
            field=models.JSONField(null=True),
        ),
        migrations.AlterField(
            model_name="area",
            name="code",
            field=models.CharField(max_length=20),
        ),
        migrations.AlterField(
            model_name="area",
            name="kind",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddField(
            model_name="addressrange",
            name="street",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, to="geo.street"
            ),
        ),
        migrations.AddField(
            model_name="alias",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
            ),
        ),
        migrations.AddField(
            model_name="areaoutline",
            name="agency",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
            ),
        ),
        migrations.AddField(
            model_name="areaoutline",
            name="area",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outlines",
                to="geo.area",
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
            ),
        ),
        migrations.AddField(
            model_name="milepost",
            name="map",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, to="geo.map"
            ),
        ),
        migrations.AddIndex(
            model_name="addressrange",
            index=models.Index(fields=["street"], name="range_by_street"),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)),
                fields=("agency", "key"),
                name="one_alias_per_name",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="areaoutline",
            index=models.Index(fields=["area", "-since"], name="outlines_of_area"),
        ),
        migrations.AddConstraint(
            model_name="areaoutline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("area",), name="one_outline_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="areaoutline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="outline_ends_after_begin",
            ),
        ),
        migrations.AddIndex(
            model_name="closure",
            index=models.Index(
                condition=models.Q(("lifted_at", None)),
                fields=["agency", "starts_at"],
                name="standing_closures",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["both", "with", "against"])),
                name="known_closure_direction",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("speed_percent", None), ("speed_percent__range", (5, 95)), _connector="OR"
                ),
                name="slowed_to_a_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="closure_ends_after_begin",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at", None), ("lifted_by", "")),
                    models.Q(
                        ("lifted_at__isnull", False), models.Q(("lifted_by", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="closure_lifted_by_whom",
            ),
        ),
        migrations.AddIndex(
            model_name="milepost",
            index=models.Index(fields=["map", "route", "mile"], name="milepost_by_mile"),
        ),
        migrations.RunSQL(MOVE_OUTLINES, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="area",
            name="name",
        ),
        migrations.RemoveField(
            model_name="area",
            name="outline",
        ),
        Protect("geo_areaoutline"),
        Protect("geo_alias"),
        Protect("geo_closure"),
    ]
