"""Whoever runs the shift says who writes which report."""

from django.db import migrations

GIVEN = """
UPDATE agency_role SET permissions = permissions || '{report:assign}'
WHERE 'roster:edit' = ANY (permissions) AND NOT 'report:assign' = ANY (permissions);
"""


class Migration(migrations.Migration):
    dependencies = [("agency", "0010_meals")]
    operations = [migrations.RunSQL(GIVEN, migrations.RunSQL.noop)]
