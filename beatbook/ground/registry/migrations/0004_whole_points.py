"""Half a point is no point: a check lets pass what is neither true nor false."""

from django.db import migrations, models
from django.db.models import Q

NAME = "incident_point_whole_and_on_earth"


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_restricted")]
    operations = [
        migrations.RemoveConstraint("incident", NAME),
        migrations.AddConstraint(
            "incident",
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(
                    lat__isnull=False,
                    lon__isnull=False,
                    lat__range=(-90, 90),
                    lon__range=(-180, 180),
                ),
                name=NAME,
            ),
        ),
    ]
