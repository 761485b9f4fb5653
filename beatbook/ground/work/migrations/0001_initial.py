"""The deadlines."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("task", models.TextField()),
                ("subject_kind", models.TextField()),
                ("subject_id", models.TextField()),
                ("due_at", models.DateTimeField()),
                ("args", models.JSONField()),
                ("attempts", models.IntegerField(default=0)),
                ("retry_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["due_at"], name="deadline_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("task", "subject_kind", "subject_id"),
                        name="one_deadline_per_subject",
                    )
                ],
            },
        ),
    ]
