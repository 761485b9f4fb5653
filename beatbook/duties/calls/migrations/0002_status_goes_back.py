import django.db.models.deletion
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0001_tables"),
        ("calls", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="counterpart",
            name="returned",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.CreateModel(
            name="StatusAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.CharField(max_length=300)),
                ("salt", models.CharField(max_length=32)),
                ("told_at", models.DateTimeField(null=True)),
                ("unreached_since", models.DateTimeField(null=True)),
                ("try_again_at", models.DateTimeField(null=True)),
                ("failures", models.IntegerField(default=0)),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unknown_host", "no machine has that name"),
                            (
                                "not_allowed",
                                "the address is in a private network that is not allowed",
                            ),
                            ("no_connection", "no connection"),
                            ("certificate", "its certificate is not valid"),
                            ("timed_out", "no answer in time"),
                            ("refused", "it did not take it"),
                        ],
                        max_length=20,
                    ),
                ),
                ("answered", models.SmallIntegerField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "center",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="status_address",
                        to="calls.center",
                    ),
                ),
            ],
        ),
        Protect("calls_statusaddress"),
    ]
