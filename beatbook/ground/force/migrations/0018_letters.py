"""An agency's own letters of the statuses."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from beatbook.ground.agency.tenancy import Protect

STATUSES = [
    ("AV", "available"),
    ("DP", "dispatched"),
    ("ER", "en route"),
    ("ST", "staging"),
    ("OS", "on scene"),
    ("TR", "transporting"),
    ("CA", "conditionally available"),
    ("BZ", "busy"),
    ("OO", "out of service"),
    ("OD", "off duty"),
]


class Migration(migrations.Migration):
    dependencies = [("agency", "0017_auto_send"), ("force", "0017_backup")]
    operations = [
        migrations.CreateModel(
            name="StatusLetters",
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
                ("status", models.CharField(choices=STATUSES, max_length=2)),
                ("letters", models.CharField(max_length=4)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "status"), name="own_letters_of_a_status"
                    ),
                    models.UniqueConstraint(
                        fields=("agency", "letters"), name="letters_mean_one_status"
                    ),
                    models.CheckConstraint(
                        condition=Q(letters__regex="^[A-Z0-9]{1,4}$"), name="letters_can_be_typed"
                    ),
                ],
            },
        ),
        Protect("force_statusletters"),
    ]
