"""Calls that are merged into others, and calls that are linked."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from beatbook.ground.agency.tenancy import Protect

STATUSES = [
    ("waiting", "Waiting"),
    ("active", "Active"),
    ("closed", "Closed"),
    ("merged", "Merged"),
]


def to(model: str, **options: Any) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **options)


def key() -> Any:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def ids() -> Any:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.BigIntegerField(), default=list, size=None
    )


class Migration(migrations.Migration):
    dependencies = [("calls", "0009_questions")]
    operations = [
        migrations.AlterField(
            "call",
            "status",
            models.CharField(choices=STATUSES, default="waiting", max_length=8),
        ),
        migrations.CreateModel(
            "Merge",
            [
                ("id", key()),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("assignments", ids()),
                ("requests", ids()),
                ("undone_at", models.DateTimeField(null=True)),
                ("agency", to("agency.agency")),
                ("call", to("calls.call", related_name="merges")),
                ("into", to("calls.call", related_name="merged")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(undone_at__isnull=True),
                        fields=["call"],
                        name="merged_into_one_call",
                    ),
                    models.CheckConstraint(
                        condition=~Q(call=F("into")), name="not_merged_into_itself"
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=Q(undone_at__isnull=True),
                        fields=["into"],
                        name="merged_into_call",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "Link",
            [
                ("id", key()),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("agency", to("agency.agency")),
                ("call", to("calls.call", related_name="+")),
                ("other", to("calls.call", related_name="+")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["call", "other"], name="linked_once"),
                    models.CheckConstraint(
                        condition=Q(call__lt=F("other")), name="linked_in_order"
                    ),
                ],
                "indexes": [models.Index(fields=["other"], name="linked_from")],
            },
        ),
        Protect("calls_merge", classed=True),
        Protect("calls_link", classed=True),
    ]
