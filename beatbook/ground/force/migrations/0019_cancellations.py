"""Whether the phone has shown a call, and whether the crew read that it was called off."""

from django.db import migrations, models
from django.db.models import Q

UNREAD = Q(called_off=True, shown_at__isnull=False, call_off_read_at__isnull=True)


class Migration(migrations.Migration):
    dependencies = [("force", "0018_letters")]
    operations = [
        migrations.AddField("assignment", "shown_at", models.DateTimeField(null=True)),
        migrations.AddField("assignment", "called_off", models.BooleanField(default=False)),
        migrations.AddField("assignment", "call_off_read_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "assignment",
            models.Index(
                fields=["unit", "cleared_at"], condition=UNREAD, name="cancellations_unread"
            ),
        ),
    ]
