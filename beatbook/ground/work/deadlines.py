"""Setting and cancelling deadlines, in the transaction that makes them needed or moot."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import connection

from beatbook.contract.values import Subject
from beatbook.ground.work import tasks

_SET = """
INSERT INTO work_deadline (task, subject_kind, subject_id, due_at, args, attempts, error)
VALUES (%s, %s, %s, %s, %s::jsonb, 0, '')
ON CONFLICT (task, subject_kind, subject_id) DO UPDATE SET
    due_at = excluded.due_at, args = excluded.args, attempts = 0, retry_at = NULL, error = ''
"""
_CANCEL = """
DELETE FROM work_deadline WHERE task = %s AND subject_kind = %s AND subject_id = %s
"""


def set_deadline(due_at: datetime, task: str, subject: Subject, **args: Any) -> None:
    """Run ``task`` when operational time reaches ``due_at``; set again, it is moved.

    Call it after the rows it is about are locked and written, like ``journal.record``.
    """
    tasks.find(task)
    values: list[Any] = [task, subject.kind, subject.id, due_at, json.dumps(tasks.plain(args))]
    with connection.cursor() as cursor:
        cursor.execute(_SET, values)


def cancel_deadline(task: str, subject: Subject) -> None:
    """From the commit of this transaction on it will not fire. No deadline, no harm."""
    tasks.find(task)
    with connection.cursor() as cursor:
        cursor.execute(_CANCEL, [task, subject.kind, subject.id])
