"""A call that ends with a report needs a case number."""

from django.db import migrations, models

KNOWN = "UPDATE calls_disposition SET needs_case_number = true WHERE code = 'REPORT'"


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0003_who_may_be_sent"),
        ("registry", "0005_case_numbers"),
    ]
    operations = [
        migrations.AddField("disposition", "needs_case_number", models.BooleanField(default=False)),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
