"""The tow log, and look-ups by VIN."""

import django.db.models.deletion
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0015_tows"),
        ("registry", "0007_checks"),
    ]

    operations = [
        migrations.AlterField(
            model_name="check",
            name="kind",
            field=models.CharField(
                choices=[("plate", "Plate"), ("vin", "VIN"), ("person", "Person")], max_length=8
            ),
        ),
        migrations.CreateModel(
            name="Tow",
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
                            ("ordered", "Ordered"),
                            ("private", "Private property"),
                            ("repossession", "Repossession"),
                        ],
                        max_length=12,
                    ),
                ),
                ("plate", models.CharField(blank=True, max_length=10)),
                ("plate_key", models.CharField(blank=True, max_length=10)),
                ("state", models.CharField(blank=True, max_length=2)),
                ("vin", models.CharField(blank=True, max_length=17)),
                ("description", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("reason", models.CharField(max_length=200)),
                ("authority", models.CharField(max_length=120)),
                ("company", models.CharField(blank=True, max_length=120)),
                ("requested_at", models.DateTimeField()),
                ("requested_by", models.CharField(max_length=60)),
                ("arrived_at", models.DateTimeField(null=True)),
                ("taken_to", models.CharField(blank=True, max_length=200)),
                ("inventory", models.TextField(blank=True)),
                ("owner_notified_at", models.DateTimeField(null=True)),
                ("owner_notice", models.CharField(blank=True, max_length=200)),
                ("hold_reason", models.CharField(blank=True, max_length=200)),
                ("released_at", models.DateTimeField(null=True)),
                ("released_to", models.CharField(blank=True, max_length=120)),
                ("released_by", models.CharField(blank=True, max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="registry.incident",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["agency", "-requested_at", "-id"], name="tows_newest_first"
                    ),
                    models.Index(fields=["agency", "plate_key"], name="tows_by_plate"),
                    models.Index(fields=["agency", "vin"], name="tows_by_vin"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("plate_key", ""), _negated=True),
                            models.Q(("vin", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="tow_names_a_vehicle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("released_at__isnull", True),
                                ("released_by", ""),
                                ("released_to", ""),
                            ),
                            models.Q(
                                ("hold_reason", ""),
                                ("released_at__isnull", False),
                                models.Q(("released_to", ""), _negated=True),
                                models.Q(("released_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="tow_released_to_whom_and_not_on_hold",
                    ),
                ],
            },
        ),
        Protect("registry_tow"),
    ]
