"""Why a unit left a call that it never arrived at."""

from django.db import migrations, models

REASONS = [
    ("N", "not needed any more"),
    ("M", "sent to something more urgent"),
    ("U", "could not get there"),
    ("W", "the wrong unit was sent"),
]


class Migration(migrations.Migration):
    dependencies = [("force", "0008_staging")]
    operations = [
        migrations.AddField(
            "assignment",
            "left_early",
            models.CharField(max_length=1, choices=REASONS, blank=True, default=""),
        ),
        migrations.AlterField(
            "assignment",
            "left_early",
            models.CharField(max_length=1, choices=REASONS, blank=True),
        ),
    ]
