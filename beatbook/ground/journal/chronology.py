"""What happened to one subject, oldest first, as sentences for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from beatbook.contract.access import Actor
from beatbook.contract.base import EVENTS, describe
from beatbook.contract.values import Subject
from beatbook.ground.journal import recording

# The index entry_of_subject serves it; the cost is that of the subject's own entries.
_OF_SUBJECT = """
SELECT e.id, e.name, e.actor, e.at, e.received, e.codes,
       CASE WHEN e.commitment IS NULL THEN '{}'::jsonb ELSE p."values" END
FROM journal_entry e LEFT JOIN journal_payload p ON p.entry_id = e.id
WHERE e.subject_kind = %s AND e.subject_id = %s
ORDER BY e.id
"""


@dataclass(frozen=True)
class Happening:
    """One line of a chronology."""

    entry_id: int
    name: str
    actor: Actor
    at: datetime
    received: datetime
    values: dict[str, Any]
    sentence: str


def of(subject: Subject) -> list[Happening]:
    """Every entry about ``subject`` that the running scope may see."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_SUBJECT, [subject.kind, subject.id])
        rows = cursor.fetchall()
    return [_happening(*row) for row in rows]


def _happening(
    entry_id: int,
    name: str,
    actor: str,
    at: datetime,
    received: datetime,
    codes: Any,
    personal: Any,
) -> Happening:
    values = recording.loaded(codes) | (recording.loaded(personal) or {})
    return Happening(
        entry_id, name, Actor.parse(actor), at, received, values, describe(EVENTS[name], values)
    )
