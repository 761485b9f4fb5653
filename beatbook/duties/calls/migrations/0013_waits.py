"""That a call waits too long was seen by dispatch."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calls", "0012_outside")]
    operations = [
        migrations.AddField("call", "wait_seen_at", models.DateTimeField(null=True)),
    ]
