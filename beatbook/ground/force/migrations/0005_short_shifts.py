"""A shift may end in the instant it began: a crew chosen by mistake is corrected at once."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("force", "0004_days")]
    operations = [
        migrations.RemoveConstraint("rosterentry", "roster_ends_after_it_starts"),
        migrations.AddConstraint(
            "rosterentry",
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="roster_ends_after_it_starts",
            ),
        ),
    ]
