"""Waiting calls that are kept for a unit or for a beat."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("calls", "0016_exchange"), ("force", "0016_primary")]
    operations = [
        migrations.AddField(
            "call",
            "stacked_unit",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="force.unit",
            ),
        ),
        migrations.AddField(
            "call", "stacked_beat", models.CharField(blank=True, default="", max_length=12)
        ),
        migrations.AlterField("call", "stacked_beat", models.CharField(blank=True, max_length=12)),
        migrations.AddField("call", "stacked_place", models.IntegerField(null=True)),
        migrations.AddField("call", "stacked_until", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "call",
            models.CheckConstraint(
                condition=Q(stacked_until__isnull=True, stacked_unit__isnull=True, stacked_beat="")
                | Q(stacked_until__isnull=False, stacked_unit__isnull=False, stacked_beat="")
                | (Q(stacked_until__isnull=False, stacked_unit__isnull=True) & ~Q(stacked_beat="")),
                name="stacked_for_a_unit_or_a_beat",
            ),
        ),
        migrations.AddConstraint(
            "call",
            models.CheckConstraint(
                condition=Q(stacked_until__isnull=True) | Q(status="waiting"),
                name="stacked_while_it_waits",
            ),
        ),
        migrations.AddIndex(
            "call",
            models.Index(
                condition=Q(stacked_unit__isnull=False),
                fields=["stacked_unit", "stacked_place"],
                name="calls_stacked",
            ),
        ),
    ]
