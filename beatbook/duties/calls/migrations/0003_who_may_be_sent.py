"""What each class may do at each kind of call; how often units there must be heard of."""

from typing import Any

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import F, Q

# The types that agencies began with get their codes. A domestic dispute is for sworn units, unless
# the agency had already said for itself who goes. Constraints are looked at now, because a table
# cannot be altered while one still waits to be.
KNOWN = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE calls_calltype t SET eido = k.eido FROM (VALUES
    ('DOMESTIC', 'DVA'), ('WELFARE', 'WELFARE'), ('VANDALISM', 'VANDAL'), ('CRASH', 'MVA'),
    ('SUSPICIOUS', 'PERSUSP'), ('HAZARD', 'THAZ'), ('NOISE', 'NOISE'), ('ANIMAL', 'ANIMAL'),
    ('PARKING', 'PARKING'), ('FOUND', 'PROPFND')) AS k (code, eido)
WHERE t.code = k.code;
UPDATE calls_calltype SET alone = '{sworn}', assist = '{non_sworn}', safety_check_s = 600
WHERE code = 'DOMESTIC' AND alone = '{non_sworn,sworn}';
"""


def classes() -> Any:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(max_length=12), default=list, blank=True, size=None
    )


class Migration(migrations.Migration):
    dependencies = [("calls", "0002_fences")]
    operations = [
        migrations.RenameField("calltype", "classes", "alone"),
        migrations.AlterField("calltype", "alone", classes()),
        migrations.AddField("calltype", "assist", classes()),
        migrations.AddField("calltype", "safety_check_s", models.PositiveIntegerField(null=True)),
        migrations.AddField(
            "calltype", "eido", models.CharField(max_length=20, blank=True, default="")
        ),
        migrations.AlterField("calltype", "eido", models.CharField(max_length=20, blank=True)),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "calltype",
            models.CheckConstraint(
                condition=~Q(alone__overlap=F("assist")), name="class_alone_or_assisting"
            ),
        ),
        migrations.AddConstraint(
            "calltype",
            models.CheckConstraint(condition=Q(alone__len__gt=0), name="somebody_goes_alone"),
        ),
    ]
