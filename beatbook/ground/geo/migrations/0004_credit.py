"""Whom a map credits on every screen that shows it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("geo", "0003_beginnings")]
    operations = [
        migrations.AddField(
            "map",
            "credit",
            models.CharField(blank=True, default="© OpenStreetMap contributors", max_length=120),
        ),
    ]
