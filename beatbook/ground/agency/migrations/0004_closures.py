"""Who sends units may close streets: roles that were set up before get the permission too."""

from django.db import migrations

GRANT = """
UPDATE agency_role SET permissions = array_append(permissions, 'closure:set')
WHERE code IN ('dispatcher', 'sergeant', 'administrator')
  AND NOT 'closure:set' = ANY (permissions);
"""
TAKE = "UPDATE agency_role SET permissions = array_remove(permissions, 'closure:set')"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0003_settings"),
    ]

    operations = [
        migrations.RunSQL(GRANT, TAKE),
    ]
