"""The unit that handles an incident."""

from django.db import migrations, models
from django.db.models import Q

# As if it had always been so: the first sent of those who are there, else who was there first.
KNOWN = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE force_assignment SET "primary" = TRUE WHERE id IN (
    SELECT DISTINCT ON (incident_id) id FROM force_assignment
    WHERE cleared_at IS NULL OR on_scene_at IS NOT NULL OR transporting_at IS NOT NULL
    ORDER BY incident_id, cleared_at IS NOT NULL,
        CASE WHEN cleared_at IS NULL THEN assigned_at ELSE on_scene_at END, id
);
"""


class Migration(migrations.Migration):
    dependencies = [("force", "0015_transports")]
    operations = [
        migrations.AddField("assignment", "primary", models.BooleanField(default=False)),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "assignment",
            models.UniqueConstraint(
                fields=["incident"], condition=Q(primary=True), name="one_primary_unit"
            ),
        ),
    ]
