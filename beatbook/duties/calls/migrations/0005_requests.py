"""Requests to other services; which kinds of call ask the police at once; where units stage."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from beatbook.ground.agency.tenancy import Protect

# Constraints are looked at now, because a table cannot be altered while one still waits to be.
POLICE = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE calls_calltype SET police = true
WHERE alone = '{sworn}' AND code IN ('DOMESTIC', 'VERBAL', 'ALARM', 'DOOR', 'HANGUP', 'RECKLESS');
UPDATE calls_calltype SET verbal = true WHERE code = 'VERBAL';
"""
SERVICES = [("police", "Police"), ("fire", "Fire"), ("ems", "EMS")]
STATES = [
    ("requested", "to be asked"),
    ("asked", "asked"),
    ("accepted", "accepted"),
    ("on_scene", "on scene"),
    ("safe", "said safe"),
    ("canceled", "canceled"),
]


def when() -> Any:
    return models.DateTimeField(null=True)


def to(model: str, **options: Any) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **options)


class Migration(migrations.Migration):
    dependencies = [("calls", "0004_case_numbers"), ("agency", "0002_fences")]
    operations = [
        migrations.AddField("calltype", "police", models.BooleanField(default=False)),
        migrations.AddField("calltype", "verbal", models.BooleanField(default=False)),
        migrations.RunSQL(POLICE, migrations.RunSQL.noop),
        migrations.AddField(
            "call", "staging", models.CharField(max_length=300, blank=True, default="")
        ),
        migrations.AlterField("call", "staging", models.CharField(max_length=300, blank=True)),
        migrations.CreateModel(
            "Request",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                ("service", models.CharField(choices=SERVICES, max_length=10)),
                (
                    "state",
                    models.CharField(choices=STATES, default="requested", max_length=10),
                ),
                ("since", models.DateTimeField()),
                ("requested_at", models.DateTimeField()),
                ("asked_at", when()),
                ("asked_of", models.CharField(blank=True, max_length=120)),
                ("accepted_at", when()),
                ("accepted_by", models.CharField(blank=True, max_length=120)),
                ("their_number", models.CharField(blank=True, max_length=40)),
                ("on_scene_at", when()),
                ("safe_at", when()),
                ("chase_at", when()),
                ("overdue_at", when()),
                ("canceled_reason", models.CharField(blank=True, max_length=200)),
                ("agency", to("agency.agency")),
                ("call", to("calls.call", related_name="requests")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["call", "service"],
                        condition=~Q(state="canceled"),
                        name="one_request_per_service",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="canceled") | ~Q(canceled_reason=""),
                        name="canceled_for_a_reason",
                    ),
                ]
            },
        ),
        Protect("calls_request", classed=True),
    ]
