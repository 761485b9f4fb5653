"""What runs out while one follows a unit, and what of it dispatch has seen."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("force", "0012_shifts")]
    operations = [
        migrations.AddField(
            "unitstate",
            "seen",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField("assignment", "travel_s", models.PositiveIntegerField(null=True)),
    ]
