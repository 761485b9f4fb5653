"""Calls that became dangerous, and how urgent they were before."""

import django.contrib.postgres.fields
from django.db import migrations, models

FLAGS = [
    ("in_progress", "in progress"),
    ("weapon", "weapon"),
    ("injury", "injury"),
    ("person_down", "person down"),
]


class Migration(migrations.Migration):
    dependencies = [("calls", "0005_requests")]
    operations = [
        migrations.AddField(
            "call",
            "flags",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=FLAGS, max_length=12),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField("call", "priority_before", models.PositiveSmallIntegerField(null=True)),
    ]
