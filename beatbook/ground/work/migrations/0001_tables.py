"""The deadlines, and jobs that are found by polling.

A NOTIFY in the writer's transaction would slow every writer down: PostgreSQL takes a lock of the
whole database at the commit of a transaction that notified.

The steps by which these tables grew before the first release are folded into this one. It stands
for the last of them: a database that took that one is up to date.
"""

from django.db import migrations, models

TRIGGER = "procrastinate_jobs_notify_queue_job_inserted_v1"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    replaces = [("work", "0002_writers_never_notify")]

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
        migrations.RunSQL(f"ALTER TABLE procrastinate_jobs DISABLE TRIGGER {TRIGGER}"),
    ]
