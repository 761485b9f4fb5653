"""Which unit on a call wanted another service to come."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calls", "0014_schedules")]
    operations = [
        migrations.AddField(
            "request",
            "wanted_by",
            models.CharField(blank=True, default="", max_length=12),
            preserve_default=False,
        ),
    ]
