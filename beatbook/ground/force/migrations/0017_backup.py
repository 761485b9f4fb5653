"""Back-up that a unit wants."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("force", "0016_primary")]
    operations = [
        migrations.AddField(
            "unitstate",
            "backup",
            models.CharField(
                blank=True,
                choices=[("", "none"), ("routine", "back-up"), ("urgent", "URGENT back-up")],
                default="",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.AddField("unitstate", "backup_at", models.DateTimeField(null=True)),
        migrations.AddField("unitstate", "backup_seen_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "unitstate",
            models.CheckConstraint(
                condition=Q(backup="", backup_at__isnull=True, backup_seen_at__isnull=True)
                | (~Q(backup="") & Q(backup_at__isnull=False)),
                name="backup_wanted_since",
            ),
        ),
    ]
