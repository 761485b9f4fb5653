"""Who goes to verbal disputes, when the police are asked again, and who sees who called."""

from django.db import migrations, models

# Whoever works calls or reads the log saw callers until now, and goes on seeing them.
GIVEN = """
UPDATE agency_role SET permissions = permissions || '{caller:read}'
WHERE permissions && '{call:dispatch,journal:read}' AND NOT 'caller:read' = ANY (permissions)
   OR code = 'clerk' AND NOT 'caller:read' = ANY (permissions);
"""


class Migration(migrations.Migration):
    dependencies = [("agency", "0007_case_numbers")]
    operations = [
        migrations.AddField("agency", "csos_alone_at_verbal", models.BooleanField(default=False)),
        migrations.AddField("agency", "chase_s", models.PositiveIntegerField(default=180)),
        migrations.RunSQL(GIVEN, migrations.RunSQL.noop),
    ]
