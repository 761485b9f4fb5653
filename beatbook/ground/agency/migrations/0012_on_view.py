"""Whoever works in the field or sends units may start a call on view, until the agency says no."""

from django.db import migrations

GIVEN = """
UPDATE agency_role SET permissions = permissions || '{call:on_view}'
WHERE permissions && '{call:dispatch,unit:own_status}' AND NOT 'call:on_view' = ANY (permissions);
"""


class Migration(migrations.Migration):
    dependencies = [("agency", "0011_reports")]
    operations = [migrations.RunSQL(GIVEN, migrations.RunSQL.noop)]
