"""Whoever sends units may also decide to send them against the rules, until the agency says no."""

from django.db import migrations

GIVEN = """
UPDATE agency_role SET permissions = permissions || '{call:override}'
WHERE 'call:dispatch' = ANY (permissions) AND NOT 'call:override' = ANY (permissions);
"""


class Migration(migrations.Migration):
    dependencies = [("agency", "0005_emergency_driving")]
    operations = [migrations.RunSQL(GIVEN, migrations.RunSQL.noop)]
