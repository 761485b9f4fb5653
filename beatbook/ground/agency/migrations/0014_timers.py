"""How long calls wait, units answer and units drive before dispatch is told."""

import django.contrib.postgres.fields
from django.db import migrations, models

import beatbook.ground.agency.models


class Migration(migrations.Migration):
    dependencies = [("agency", "0013_checks")]
    operations = [
        migrations.AddField("agency", "acknowledge_s", models.PositiveIntegerField(default=120)),
        migrations.AddField("agency", "arrival_margin_s", models.PositiveIntegerField(default=300)),
        migrations.AddField(
            "agency",
            "wait_s",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(),
                default=beatbook.ground.agency.models.waits,
                size=5,
            ),
        ),
    ]
