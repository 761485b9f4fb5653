"""Shifts as planned and as lived, and what is taken out for them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect

# Nobody is planned on two units at once. Deferred while two swap places.
ONCE = """
ALTER TABLE force_plannedshift ADD CONSTRAINT force_member_planned_once EXCLUDE USING gist (
    int8range(member_id, member_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&
) DEFERRABLE INITIALLY IMMEDIATE;
"""
FENCED = ("equipment", "odometerreading", "plannedshift", "staffingminimum", "shift", "issue")


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0011_reports"),
        ("force", "0011_emergencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Equipment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("vehicle", "vehicle"),
                            ("radio", "radio"),
                            ("camera", "body camera"),
                        ],
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=30)),
                ("plate", models.CharField(blank=True, max_length=16)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OdometerReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("miles", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "equipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="force.equipment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlannedShift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="force.unit"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Shift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "fuel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "full"),
                            ("3/4", "three quarters"),
                            ("1/2", "half"),
                            ("1/4", "a quarter"),
                            ("empty", "nearly empty"),
                        ],
                        max_length=8,
                    ),
                ),
                ("damage", models.CharField(blank=True, max_length=300)),
                ("ride_along", models.CharField(blank=True, max_length=120)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="force.unit"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issued_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "equipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="force.equipment"
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="force.shift",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StaffingMinimum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=30)),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                ("members", models.PositiveSmallIntegerField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="equipment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("agency", "kind", "name"),
                name="one_equipment_per_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="equipment",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "vehicle"), ("plate", ""), _connector="OR"),
                name="vehicles_have_plates",
            ),
        ),
        migrations.AddIndex(
            model_name="odometerreading",
            index=models.Index(fields=["equipment", "-at", "-id"], name="odometer_of_vehicle"),
        ),
        migrations.AddIndex(
            model_name="plannedshift",
            index=models.Index(fields=["agency", "starts_at"], name="planned_shifts_by_start"),
        ),
        migrations.AddConstraint(
            model_name="plannedshift",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="planned_shift_takes_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("unit",),
                name="one_running_shift_per_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("ended_at__gte", models.F("started_at")),
                    _connector="OR",
                ),
                name="shift_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(
                condition=models.Q(("returned_at__isnull", True)),
                fields=("equipment",),
                name="equipment_out_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffingminimum",
            constraint=models.UniqueConstraint(
                fields=("agency", "name"), name="one_minimum_per_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="staffingminimum",
            constraint=models.CheckConstraint(
                condition=models.Q(("members__gte", 1)), name="minimum_asks_for_somebody"
            ),
        ),
        migrations.RunSQL(ONCE, migrations.RunSQL.noop),
        *(Protect(f"force_{table}") for table in FENCED),
    ]
