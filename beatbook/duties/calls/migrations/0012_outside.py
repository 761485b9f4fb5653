"""More services, with the times of a unit; companies that are called in turn."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from beatbook.ground.agency.tenancy import Protect

SERVICES = [
    ("police", "Police"),
    ("fire", "Fire"),
    ("ems", "EMS"),
    ("tow", "Tow"),
    ("animal_control", "Animal control"),
    ("public_works", "Public works"),
    ("locksmith", "Locksmith"),
    ("key_holder", "Key-holder"),
    ("mutual_aid", "Mutual aid"),
]
STATES = [
    ("requested", "to be asked"),
    ("asked", "asked"),
    ("accepted", "accepted"),
    ("en_route", "en route"),
    ("on_scene", "on scene"),
    ("safe", "said safe"),
    ("cleared", "cleared"),
    ("canceled", "canceled"),
]
OUTCOMES = [
    ("accepted", "accepted"),
    ("refused", "refused"),
    ("no_answer", "did not answer"),
    ("passed", "passed over"),
]


def to(model: str, **options: Any) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **options)


def key() -> Any:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [("calls", "0011_reports")]
    operations = [
        migrations.AlterField(
            "request", "service", models.CharField(choices=SERVICES, max_length=20)
        ),
        migrations.AlterField(
            "request",
            "state",
            models.CharField(choices=STATES, default="requested", max_length=10),
        ),
        migrations.AddField("request", "en_route_at", models.DateTimeField(null=True)),
        migrations.AddField("request", "cleared_at", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("request", "one_request_per_service"),
        migrations.AddConstraint(
            "request",
            models.UniqueConstraint(
                fields=["call", "service"],
                condition=~Q(state__in=["canceled", "cleared"]),
                name="one_request_per_service",
            ),
        ),
        migrations.CreateModel(
            "Company",
            [
                ("id", key()),
                ("service", models.CharField(choices=SERVICES, max_length=20)),
                ("name", models.CharField(max_length=80)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("place", models.BigIntegerField()),
                ("added_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                ("agency", to("agency.agency")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["agency", "service", "place"],
                        condition=Q(retired_at__isnull=True),
                        name="one_company_per_place_in_line",
                    ),
                    models.UniqueConstraint(
                        fields=["agency", "service", "name"],
                        condition=Q(retired_at__isnull=True),
                        name="one_company_per_name",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "Turn",
            [
                ("id", key()),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                ("outcome", models.CharField(choices=OUTCOMES, max_length=10)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("returned_at", models.DateTimeField(null=True)),
                ("agency", to("agency.agency")),
                ("company", to("calls.company", related_name="turns")),
                ("request", to("calls.request", related_name="turns")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "-at", "-id"], name="turns_newest_first"),
                    models.Index(fields=["request"], name="turns_of_request"),
                ]
            },
        ),
        Protect("calls_company"),
        Protect("calls_turn", classed=True),
    ]
