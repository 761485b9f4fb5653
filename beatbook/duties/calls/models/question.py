"""What was answered when a kind of call brings its questions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from beatbook.contract.values import OPEN
from beatbook.duties.calls.models.call import Call
from beatbook.duties.calls.vocabulary import Reply
from beatbook.ground.agency.models import Agency


class Answer(models.Model):
    """The last answer to one question about a call. ``text`` is the question as it was asked."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    call = models.ForeignKey(Call, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=20)
    text = models.CharField(max_length=120)
    reply = models.CharField(max_length=10, choices=Reply.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    code_fields: ClassVar = ("need_to_know", "question", "text", "reply", "by")

    class Meta:
        constraints = [
            # Also the look-up of a call's answers.
            models.UniqueConstraint(fields=["call", "question"], name="one_answer_per_question"),
        ]
