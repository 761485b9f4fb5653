"""Questions and a hint per call type, and what was answered."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect

REPLIES = [("yes", "yes"), ("no", "no"), ("unknown", "unknown")]
# What an agency that was set up before has not been given; it may have set up others by then.
KNOWN = """
UPDATE calls_calltype SET
    hint = 'One unit. Warn first; cite when it goes on or comes again. The caller stays unnamed.',
    questions = '[{"code": "FIGHT", "text": "Is anybody fighting or threatening?",
                   "flag": "in_progress", "priority": null, "service": ""}]'
WHERE code = 'NOISE';
UPDATE calls_calltype SET
    hint = 'A blocked road needs traffic control: send a second unit. Nobody hurt and both '
           'drivable: exchange of information.',
    questions = '[{"code": "HURT", "text": "Is anybody hurt?",
                   "flag": "injury", "priority": null, "service": ""},
                  {"code": "BLOCKED", "text": "Is the road blocked?",
                   "flag": "", "priority": 1, "service": ""}]'
WHERE code = 'CRASH';
"""


def to(model: str, **options: Any) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **options)


class Migration(migrations.Migration):
    dependencies = [("calls", "0008_dispositions")]
    operations = [
        migrations.AddField("calltype", "questions", models.JSONField(blank=True, default=list)),
        migrations.AddField(
            "calltype", "hint", models.CharField(blank=True, default="", max_length=300)
        ),
        migrations.AlterField("calltype", "hint", models.CharField(blank=True, max_length=300)),
        migrations.CreateModel(
            "Answer",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                ("question", models.CharField(max_length=20)),
                ("text", models.CharField(max_length=120)),
                ("reply", models.CharField(choices=REPLIES, max_length=10)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("agency", to("agency.agency")),
                ("call", to("calls.call", related_name="answers")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["call", "question"], name="one_answer_per_question"
                    )
                ]
            },
        ),
        Protect("calls_answer", classed=True),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
