"""Who was taken where, from which mile to which."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("force", "0014_line_ups")]
    operations = [
        migrations.AddField(
            "assignment",
            "transport_to",
            models.CharField(max_length=120, blank=True, default=""),
        ),
        migrations.AlterField(
            "assignment", "transport_to", models.CharField(max_length=120, blank=True)
        ),
        migrations.AddField(
            "assignment",
            "transport_who",
            models.CharField(max_length=120, blank=True, default=""),
        ),
        migrations.AlterField(
            "assignment", "transport_who", models.CharField(max_length=120, blank=True)
        ),
        migrations.AddField("assignment", "odometer_from", models.PositiveIntegerField(null=True)),
        migrations.AddField("assignment", "odometer_to", models.PositiveIntegerField(null=True)),
        migrations.AddField("assignment", "transport_arrived_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "assignment",
            models.CheckConstraint(
                condition=Q(odometer_to__isnull=True) | Q(odometer_to__gte=F("odometer_from")),
                name="odometer_runs_forward",
            ),
        ),
    ]
