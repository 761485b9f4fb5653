"""How the agency came to know of a call: every way there is, under the names the field uses."""

from django.db import migrations, models

SOURCES = [
    ("phone", "Phone"),
    ("911_transfer", "911 transfer"),
    ("radio", "Radio"),
    ("walk_in", "Walk-in"),
    ("telephone_report", "Telephone report"),
    ("online", "Online"),
    ("alarm", "Alarm"),
    ("other_agency", "Other agency"),
    ("on_view", "On view"),
    ("scheduled", "Scheduled"),
]
RENAMED = """
UPDATE calls_call SET source = '911_transfer' WHERE source = 'transfer';
UPDATE calls_call SET source = 'other_agency' WHERE source = 'api';
"""


class Migration(migrations.Migration):
    dependencies = [("calls", "0006_raised")]
    operations = [
        migrations.AlterField("call", "source", models.CharField(choices=SOURCES, max_length=20)),
        migrations.RunSQL(RENAMED, migrations.RunSQL.noop),
    ]
