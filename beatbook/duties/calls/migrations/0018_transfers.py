"""Calls that were handed to other centers, and what was said."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from beatbook.ground.agency.tenancy import Protect

MEANS = [("phone", "phone"), ("radio", "radio"), ("cad", "CAD")]


class Migration(migrations.Migration):
    dependencies = [("calls", "0017_stacks")]
    operations = [
        migrations.CreateModel(
            "Transfer",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                ("center", models.CharField(max_length=80)),
                ("whom", models.CharField(blank=True, max_length=120)),
                ("means", models.CharField(choices=MEANS, max_length=5)),
                ("said", models.TextField()),
                ("said_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("closed", models.BooleanField(default=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="calls.call",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["call"], name="transfers_of_call")],
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(center="") & ~Q(said=""),
                        name="transferred_to_whom_with_what_words",
                    )
                ],
            },
        ),
        Protect("calls_transfer", classed=True),
    ]
