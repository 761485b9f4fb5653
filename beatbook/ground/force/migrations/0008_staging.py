"""Units that stage until others have made a call safe for them."""

from typing import Any

from django.db import migrations, models

STATUSES = [
    ("AV", "available"),
    ("DP", "dispatched"),
    ("ER", "en route"),
    ("ST", "staging"),
    ("OS", "on scene"),
    ("TR", "transporting"),
    ("BZ", "busy"),
    ("OO", "out of service"),
    ("OD", "off duty"),
]
HOLDS = [("", "none"), ("wait", "stage"), ("stand_off", "stand off")]


def text(size: int) -> Any:
    return models.CharField(max_length=size, blank=True, default="")


class Migration(migrations.Migration):
    dependencies = [("force", "0007_checks_by_call")]
    operations = [
        migrations.AlterField(
            "unitstate",
            "status",
            models.CharField(max_length=2, choices=STATUSES, default="OD"),
        ),
        migrations.AddField("assignment", "staging_at", models.DateTimeField(null=True)),
        migrations.AddField("assignment", "part", models.CharField(max_length=10, default="alone")),
        migrations.AddField("assignment", "hold", text(10)),
        migrations.AlterField(
            "assignment", "hold", models.CharField(max_length=10, choices=HOLDS, blank=True)
        ),
        migrations.AddField("assignment", "waits_for", text(60)),
        migrations.AlterField(
            "assignment", "waits_for", models.CharField(max_length=60, blank=True)
        ),
    ]
