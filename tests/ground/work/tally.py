"""A row to count on, and tasks that do: the marks that tests look for afterwards."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from beatbook.contract.values import Subject
from beatbook.ground import work

_ADD = """
INSERT INTO journal_bookmark (subscriber, position) VALUES (%s, 1)
ON CONFLICT (subscriber) DO UPDATE SET position = journal_bookmark.position + 1
"""


def add(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [name])


def of(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT position FROM journal_bookmark WHERE subscriber = %s", [name])
        row = cursor.fetchone()
        return row[0] if row else 0


@work.task("test.count_deadline")
def count_deadline(*, subject: Subject, at: datetime) -> None:
    add(f"{subject} at {at:%H:%M}")


@work.task("test.count_job")
def count_job(*, number: int) -> None:
    add(f"job {number}")
