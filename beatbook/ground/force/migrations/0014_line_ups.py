"""That the line-up was read, by whom, when, and to whom."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0012_on_view"),
        ("force", "0013_timers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LineUpHearer",
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
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LineUpReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "members",
                    models.ManyToManyField(
                        through="force.LineUpHearer", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="lineuphearer",
            name="reading",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="force.lineupreading"
            ),
        ),
        migrations.AddIndex(
            model_name="lineupreading",
            index=models.Index(fields=["agency", "-at", "-id"], name="line_ups_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="lineuphearer",
            constraint=models.UniqueConstraint(
                fields=("reading", "member"), name="heard_once_a_reading"
            ),
        ),
        Protect("force_lineupreading"),
        Protect("force_lineuphearer"),
    ]
