"""Each disposition has the code it is told to others by; a call may end in several ways."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from beatbook.ground.agency.tenancy import Protect

COMMON = [
    ("01", "Report taken"),
    ("02", "No report taken"),
    ("03", "Arrest"),
    ("04", "Citation issued"),
    ("05", "Settled by phone contact"),
    ("06", "Broadcast, attempt to locate"),
    ("07", "Civil"),
    ("08", "Follow-up report taken"),
    ("09", "Summons or infraction issued"),
    ("10", "Event canceled"),
    ("11", "Field interview"),
    ("12", "Property seized or found"),
    ("13", "Information, administrative"),
    ("14", "Gone on arrival, unable to locate"),
    ("15", "Referred to a partner agency"),
    ("16", "Transport or escort given"),
    ("17", "False alarm"),
    ("18", "Settled by contact"),
    ("20", "Building secure"),
    ("21", "Unit canceled en route"),
    ("22", "Canceled, duplicate call"),
    ("32", "Canceled before arrival"),
    ("35", "Standby, no services provided"),
    ("36", "Standby, operational support"),
]
# What an agency set up for itself is told as "information" until it says better. Constraints are
# looked at now, because a table cannot be altered while one still waits to be.
KNOWN = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE calls_disposition d SET eido = k.eido FROM (VALUES
    ('REPORT', '01'), ('CITATION', '04'), ('WARNING', '18'), ('ASSISTED', '18'), ('OK', '02'),
    ('GOA', '14'), ('UTL', '14'), ('POLICE', '15'), ('PHONE', '05'), ('CANCELED', '10')
) AS k (code, eido) WHERE d.code = k.code;
UPDATE calls_disposition SET owes_report = needs_case_number WHERE code = 'REPORT';
"""


class Migration(migrations.Migration):
    dependencies = [("calls", "0007_sources")]
    operations = [
        migrations.AddField("disposition", "owes_report", models.BooleanField(default=False)),
        migrations.AddField(
            "disposition", "eido", models.CharField(choices=COMMON, default="13", max_length=2)
        ),
        migrations.AlterField(
            "disposition", "eido", models.CharField(choices=COMMON, max_length=2)
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "disposition",
            models.CheckConstraint(
                condition=Q(eido__in=[code for code, _ in COMMON]),
                name="disposition_told_to_others",
            ),
        ),
        migrations.AddConstraint(
            "disposition",
            models.CheckConstraint(
                condition=Q(owes_report=False) | Q(needs_case_number=True),
                name="a_report_has_a_case_number",
            ),
        ),
        migrations.CreateModel(
            "FurtherDisposition",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="further",
                        to="calls.call",
                    ),
                ),
                (
                    "disposition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="calls.disposition"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["call", "disposition"], name="one_further_disposition_each"
                    )
                ],
            },
        ),
        Protect("calls_furtherdisposition", classed=True),
    ]
