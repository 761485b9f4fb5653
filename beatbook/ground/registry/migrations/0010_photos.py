"""Photos of tagged vehicles, and where on the map these stand."""

import django.db.models.deletion
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect


def to(model: str) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model)


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("registry", "0009_tags")]
    operations = [
        migrations.AddField("tag", "lat", models.FloatField(null=True)),
        migrations.AddField("tag", "lon", models.FloatField(null=True)),
        migrations.AddField(
            "tag",
            "beat",
            models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField("tag", "version", models.PositiveIntegerField(default=1)),
        migrations.CreateModel(
            "TagPhoto",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=60)),
                ("agency", to("agency.agency")),
                ("file", to("files.storedfile")),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="registry.tag",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["tag", "file"], name="one_photo_once_per_tag"),
                ],
            },
        ),
        Protect("registry_tagphoto"),
    ]
