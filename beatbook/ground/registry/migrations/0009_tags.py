"""Vehicles tagged as abandoned."""

import django.db.models.deletion
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0015_tows"),
        ("registry", "0008_tows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("plate", models.CharField(blank=True, max_length=10)),
                ("plate_key", models.CharField(blank=True, max_length=10)),
                ("state", models.CharField(blank=True, max_length=2)),
                ("vin", models.CharField(blank=True, max_length=17)),
                ("description", models.CharField(max_length=200)),
                ("address", models.CharField(max_length=300)),
                ("odometer", models.PositiveIntegerField(null=True)),
                ("valves", models.CharField(blank=True, max_length=80)),
                ("tagged_at", models.DateTimeField()),
                ("tagged_by", models.CharField(max_length=60)),
                ("recheck_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_how",
                    models.CharField(
                        blank=True,
                        choices=[("moved", "Moved"), ("cited", "Cited"), ("towed", "Towed")],
                        max_length=8,
                    ),
                ),
                ("ended_by", models.CharField(blank=True, max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "tow",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="registry.tow"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["agency", "recheck_at"],
                        name="tags_to_recheck",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True), ("ended_by", ""), ("ended_how", "")
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                models.Q(("ended_how", ""), _negated=True),
                                models.Q(("ended_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="tag_ended_how_and_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recheck_at__gt", models.F("tagged_at"))),
                        name="tag_is_rechecked_later",
                    ),
                ],
            },
        ),
        Protect("registry_tag"),
    ]
