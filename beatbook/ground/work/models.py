"""The table of deadlines. Jobs are in procrastinate's own tables."""

from __future__ import annotations

from django.db import models


class Deadline(models.Model):
    """What is to be done about a subject when operational time reaches ``due_at``."""

    task = models.TextField()
    subject_kind = models.TextField()
    subject_id = models.TextField()
    due_at = models.DateTimeField()
    args = models.JSONField()
    attempts = models.IntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    personal_fields = {"error": "administrators; what the task said; removed with the deadline"}
    code_fields = ("task", "subject_kind", "subject_id", "args")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task", "subject_kind", "subject_id"], name="one_deadline_per_subject"
            ),
        ]
        indexes = [
            # What is due? Asked several times a second, oldest first.
            models.Index(fields=["due_at"], name="deadline_due"),
        ]

    def __str__(self) -> str:
        return f"{self.task} for {self.subject_kind}:{self.subject_id}"
