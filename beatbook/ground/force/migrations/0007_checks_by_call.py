"""How often a unit must be heard of may depend on what it was sent to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("force", "0006_safety_checks")]
    operations = [
        migrations.AddField("assignment", "safety_check_s", models.PositiveIntegerField(null=True)),
    ]
