"""How an agency writes case numbers, and who draws and voids them in roles set up before."""

from django.db import migrations, models

GIVEN = """
UPDATE agency_role SET permissions = permissions || '{case_number:draw}'
WHERE 'call:note' = ANY (permissions) AND NOT 'case_number:draw' = ANY (permissions);
UPDATE agency_role SET permissions = permissions || '{case_number:void}'
WHERE code IN ('sergeant', 'clerk', 'administrator')
  AND NOT 'case_number:void' = ANY (permissions);
"""


class Migration(migrations.Migration):
    dependencies = [("agency", "0006_overriding")]
    operations = [
        migrations.AddField(
            "agency",
            "case_number_format",
            models.CharField(max_length=40, default="{YY}-{serial:05}"),
        ),
        migrations.RunSQL(GIVEN, migrations.RunSQL.noop),
    ]
