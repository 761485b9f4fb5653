"""Reports that calls end with and somebody owes; calls that were opened again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from beatbook.ground.agency.tenancy import Protect

STATES = [("owed", "owed"), ("written", "written"), ("waived", "waived")]


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0010_relations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField("call", "reopened_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            "OwedReport",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                ("state", models.CharField(choices=STATES, default="owed", max_length=8)),
                ("owed_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(blank=True, max_length=60)),
                ("waived_why", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
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
                        related_name="owed_reports",
                        to="calls.call",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["agency", "owed_at"],
                        condition=Q(state="owed"),
                        name="reports_owed",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["call"],
                        condition=Q(state="owed"),
                        name="one_report_owed_per_call",
                    ),
                    models.CheckConstraint(
                        condition=Q(state="owed", settled_at__isnull=True, settled_by="")
                        | (~Q(state="owed") & Q(settled_at__isnull=False) & ~Q(settled_by="")),
                        name="report_settled_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="waived") | ~Q(waived_why=""),
                        name="report_waived_for_a_reason",
                    ),
                ],
            },
        ),
        Protect("calls_owedreport", classed=True),
    ]
