"""When an officer on scene was last known to be safe."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("force", "0005_short_shifts")]
    operations = [
        migrations.AddField("unitstate", "checked_at", models.DateTimeField(null=True)),
    ]
