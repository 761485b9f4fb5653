"""Files, under the SHA-256 of their bytes."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from beatbook.ground.agency.tenancy import Protect


class Migration(migrations.Migration):
    initial = True
    dependencies = [("agency", "0015_tows")]
    operations = [
        migrations.CreateModel(
            "StoredFile",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.BigIntegerField()),
                ("media_type", models.CharField(max_length=40)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("stored_at", models.DateTimeField()),
                ("stored_by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["agency", "sha256"], name="one_file_per_digest"
                    ),
                    models.CheckConstraint(
                        condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_has_its_digest"
                    ),
                ],
                "indexes": [models.Index(fields=["sha256"], name="files_by_digest")],
            },
        ),
        Protect("files_storedfile"),
    ]
