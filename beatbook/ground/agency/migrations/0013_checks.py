"""Who looks things up and answers checks, the phrase for a possible hit, and its timer."""

from django.db import migrations, models

GIVEN = """
UPDATE agency_role SET permissions = permissions || '{record:look_up}'
WHERE permissions && '{call:dispatch,unit:own_status}'
  AND NOT 'record:look_up' = ANY (permissions);
UPDATE agency_role SET permissions = permissions || '{check:answer}'
WHERE 'call:dispatch' = ANY (permissions) AND NOT 'check:answer' = ANY (permissions);
"""


class Migration(migrations.Migration):
    dependencies = [("agency", "0012_on_view")]
    operations = [
        migrations.AddField(
            "agency", "hit_confirmation_s", models.PositiveIntegerField(default=600)
        ),
        migrations.AddField(
            "agency",
            "hit_phrase",
            models.CharField(max_length=80, default="Call the desk about your schedule"),
        ),
        migrations.RunSQL(GIVEN, migrations.RunSQL.noop),
    ]
