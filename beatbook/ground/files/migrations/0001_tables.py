"""Files, under the SHA-256 of their bytes.

The steps by which these tables grew before the first release are folded into this one. It stands
for the last of them: a database that took that one is up to date.
"""

import django.db.models.deletion
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
    ]

    replaces = [("files", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.BigIntegerField()),
                ("media_type", models.CharField(max_length=40)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("stored_at", models.DateTimeField()),
                ("stored_by", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [models.Index(fields=["sha256"], name="files_by_digest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "sha256"), name="one_file_per_digest"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="file_has_its_digest",
                    ),
                ],
            },
        ),
        Protect("files_storedfile"),
    ]
