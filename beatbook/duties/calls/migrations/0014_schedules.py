"""Calls that wait for their time, and calls that come again."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from beatbook.ground.agency.tenancy import Protect

STATUSES = [
    ("waiting", "Waiting"),
    ("active", "Active"),
    ("closed", "Closed"),
    ("merged", "Merged"),
    ("held", "Held"),
]


def to(model: str) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model)


class Migration(migrations.Migration):
    dependencies = [("calls", "0013_waits")]
    operations = [
        migrations.AlterField(
            "call",
            "status",
            models.CharField(choices=STATUSES, default="waiting", max_length=8),
        ),
        migrations.AddField("call", "due_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            "Schedule",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                ("location", models.CharField(max_length=300)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("note", models.TextField(blank=True)),
                ("rule", models.CharField(max_length=200)),
                ("starts", models.CharField(max_length=16)),
                ("next_at", models.DateTimeField(null=True)),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=60)),
                ("ended_at", models.DateTimeField(null=True)),
                ("agency", to("agency.agency")),
                ("call_type", to("calls.calltype")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(lat__isnull=True, lon__isnull=True)
                        | Q(lat__isnull=False, lon__isnull=False),
                        name="schedule_point_whole",
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=Q(ended_at__isnull=True),
                        fields=["agency", "next_at"],
                        name="schedules_that_go_on",
                    )
                ],
            },
        ),
        Protect("calls_schedule", classed=True),
    ]
