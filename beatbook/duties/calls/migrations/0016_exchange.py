"""Other centers, the calls that they have too, and a type for what we have no name for."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Upper

from beatbook.ground.agency.tenancy import Protect

UNKNOWN_TYPE = """
INSERT INTO calls_calltype (agency_id, code, name, priority, target_s, units, alone, assist,
    qualifications, kinds, police, verbal, eido, need_to_know, questions, hint)
SELECT a.id, 'OTHER', 'Other', 3, 480, 1, '{sworn,non_sworn}', '{}', '{}', '{}', false, false,
    'ADMIN', 'open', '[]', ''
FROM agency_agency a
WHERE EXISTS (SELECT FROM calls_calltype t WHERE t.agency_id = a.id)
  AND NOT EXISTS (SELECT FROM calls_calltype t WHERE t.agency_id = a.id AND t.code = 'OTHER')
"""


def to(model: str, **options: Any) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **options)


def identity() -> Any:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [("calls", "0015_wanted_by")]
    operations = [
        migrations.CreateModel(
            "Center",
            [
                ("id", identity()),
                ("name", models.CharField(max_length=80)),
                ("sends_as", models.CharField(max_length=200)),
                ("known_at", models.DateTimeField()),
                ("agency", to("agency.agency")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        "agency", Upper("sends_as"), name="one_center_sends_as"
                    ),
                    models.CheckConstraint(condition=~Q(name=""), name="center_has_a_name"),
                ],
            },
        ),
        migrations.CreateModel(
            "Counterpart",
            [
                ("id", identity()),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                ("number", models.CharField(max_length=40)),
                ("compact", models.CharField(max_length=40)),
                ("squeezed", models.CharField(max_length=40)),
                ("received_at", models.DateTimeField(null=True)),
                ("told", models.JSONField(default=dict)),
                ("told_at", models.DateTimeField(null=True)),
                ("known_at", models.DateTimeField()),
                ("agency", to("agency.agency")),
                ("call", to("calls.call", related_name="counterparts")),
                ("center", to("calls.center")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "compact"], name="their_numbers_compact"),
                    models.Index(fields=["agency", "squeezed"], name="their_numbers_squeezed"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["center", "number"], name="one_call_per_their_number"
                    )
                ],
            },
        ),
        Protect("calls_center"),
        Protect("calls_counterpart", classed=True),
        migrations.RunSQL(UNKNOWN_TYPE, migrations.RunSQL.noop),
    ]
