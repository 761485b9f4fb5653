"""The emergency button of an officer's phone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("force", "0010_conditions")]
    operations = [
        migrations.AddField("unitstate", "emergency_at", models.DateTimeField(null=True)),
    ]
