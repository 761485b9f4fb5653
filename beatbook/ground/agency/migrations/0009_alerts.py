"""Whoever reads calls reads alerts; whoever sends units issues them, until the agency says no."""

from django.db import migrations

GIVEN = """
UPDATE agency_role SET permissions = permissions || '{alert:read}'
WHERE 'call:read' = ANY (permissions) AND NOT 'alert:read' = ANY (permissions);
UPDATE agency_role SET permissions = permissions || '{alert:issue}'
WHERE 'call:dispatch' = ANY (permissions) AND NOT 'alert:issue' = ANY (permissions);
"""


class Migration(migrations.Migration):
    dependencies = [("agency", "0008_disputes")]
    operations = [migrations.RunSQL(GIVEN, migrations.RunSQL.noop)]
