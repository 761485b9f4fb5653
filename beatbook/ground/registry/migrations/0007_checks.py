"""Checks asked of dispatch, and what plates and names are looked up by."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect
from beatbook.ground.registry.names import person_key

PLATE_KEYS = """
UPDATE registry_vehicle
SET plate_key = translate(regexp_replace(upper(plate), '[[:space:].-]+', '', 'g'), '01', 'OI');
"""


def write_name_keys(apps: Any, _schema_editor: object) -> None:
    """Names are folded in Python; they are few, as only callers are kept."""
    persons = apps.get_model("registry", "Person").objects.exclude(name="")
    for person in persons.iterator(chunk_size=2_000):
        person.name_key = person_key(person.name)
        person.save(update_fields=["name_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0013_checks"),
        ("registry", "0006_alerts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("plate", "Plate"), ("person", "Person")], max_length=8
                    ),
                ),
                ("asked", models.CharField(max_length=120)),
                ("purpose", models.CharField(max_length=120)),
                ("asked_at", models.DateTimeField()),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clear", "No record"),
                            ("valid", "Valid"),
                            ("expired", "Expired"),
                            ("suspended", "Suspended or revoked"),
                            ("not_on_file", "Not on file"),
                            ("hit", "Possible hit"),
                            ("unable", "Could not be checked"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answered_by", models.CharField(blank=True, max_length=60)),
                ("answered_at", models.DateTimeField(null=True)),
                ("confirm_by", models.DateTimeField(null=True)),
                ("overdue_at", models.DateTimeField(null=True)),
                ("is_confirmed", models.BooleanField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.AddField(
            model_name="person",
            name="name_key",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="vehicle",
            name="plate_key",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["agency", "name_key"], name="persons_by_name"),
        ),
        migrations.AddIndex(
            model_name="vehicle",
            index=models.Index(fields=["agency", "plate_key"], name="vehicles_by_plate"),
        ),
        migrations.AddField(
            model_name="check",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="incident",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="registry.incident"
            ),
        ),
        migrations.AddIndex(
            model_name="check",
            index=models.Index(
                condition=models.Q(
                    ("answered_at__isnull", True),
                    models.Q(("confirm_by__isnull", False), ("is_confirmed__isnull", True)),
                    _connector="OR",
                ),
                fields=["agency", "asked_at"],
                name="open_checks",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by", ""), ("result", "")),
                    models.Q(
                        ("answered_at__isnull", False),
                        models.Q(("answered_by", ""), _negated=True),
                        models.Q(("result", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="check_answered_by_whom_and_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirm_by__isnull", False), ("result", "hit")),
                    models.Q(
                        models.Q(("result", "hit"), _negated=True),
                        ("confirm_by__isnull", True),
                        ("is_confirmed__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="check_hit_is_to_be_confirmed",
            ),
        ),
        Protect("registry_check"),
        migrations.RunSQL(PLATE_KEYS, migrations.RunSQL.noop),
        migrations.RunPython(write_name_keys, migrations.RunPython.noop),
    ]
