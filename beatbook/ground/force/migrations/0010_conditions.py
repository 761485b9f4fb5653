"""Available on a condition, until when, on a call but to be sent, and meals in their queue."""

from django.db import migrations, models
from django.db.models import Q

STATUSES = [
    ("AV", "available"),
    ("DP", "dispatched"),
    ("ER", "en route"),
    ("ST", "staging"),
    ("OS", "on scene"),
    ("TR", "transporting"),
    ("CA", "conditionally available"),
    ("BZ", "busy"),
    ("OO", "out of service"),
    ("OD", "off duty"),
]
MEALS = [("", "none"), ("asked", "asked for"), ("granted", "granted")]


def with_reason(*statuses: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(status__in=statuses) | ~Q(reason=""), name="busy_for_a_reason"
    )


class Migration(migrations.Migration):
    dependencies = [("force", "0009_left_early")]
    operations = [
        migrations.AlterField(
            "unitstate",
            "status",
            models.CharField(max_length=2, choices=STATUSES, default="OD"),
        ),
        migrations.AddField("unitstate", "until", models.DateTimeField(null=True)),
        migrations.AddField("unitstate", "sendable", models.BooleanField(default=False)),
        migrations.AddField(
            "unitstate",
            "meal",
            models.CharField(max_length=8, choices=MEALS, blank=True, default=""),
        ),
        migrations.AlterField(
            "unitstate", "meal", models.CharField(max_length=8, choices=MEALS, blank=True)
        ),
        migrations.AddField("unitstate", "meal_since", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("unitstate", "busy_for_a_reason"),
        migrations.AddConstraint("unitstate", with_reason("BZ", "CA", "OO")),
        migrations.AddConstraint(
            "unitstate",
            models.CheckConstraint(
                condition=Q(sendable=False) | Q(status__in=["DP", "ER", "OS", "ST", "TR"]),
                name="sendable_from_a_call",
            ),
        ),
    ]
