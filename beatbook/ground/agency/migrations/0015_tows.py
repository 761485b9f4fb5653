"""Whoever works in the field or sends units logs tows, until the agency says no."""

from django.db import migrations

GIVEN = """
UPDATE agency_role SET permissions = permissions || '{tow:log}'
WHERE permissions && '{call:dispatch,unit:own_status}' AND NOT 'tow:log' = ANY (permissions);
"""


class Migration(migrations.Migration):
    dependencies = [("agency", "0014_timers")]
    operations = [migrations.RunSQL(GIVEN, migrations.RunSQL.noop)]
