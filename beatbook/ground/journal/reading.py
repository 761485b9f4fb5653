"""Reading the log by sealed position: the one order that subscribers and the feed go by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from beatbook.contract.access import Actor
from beatbook.contract.base import EVENTS, Event
from beatbook.contract.values import Subject
from beatbook.ground.journal import recording


@dataclass(frozen=True)
class Sealed:
    """One entry with its place, as subscribers and the feed read it."""

    position: int
    entry_id: int
    agency_id: int
    need_to_know: str
    name: str
    subject: Subject
    actor: Actor
    at: datetime
    codes: dict[str, Any]
    personal: dict[str, Any] | None

    @property
    def event(self) -> Event:
        """The event as it was recorded. Raises KeyError when its payload was expunged."""
        cls: Any = EVENTS[self.name]
        if self.personal is None:
            raise KeyError(f"The personal values of entry {self.entry_id} were removed.")
        event: Event = cls(**self.codes, **self.personal)
        return event


_AFTER = """
SELECT s.position, e.id, e.agency_id, e.need_to_know, e.name, e.subject_kind, e.subject_id,
       e.actor, e.at, e.codes,
       CASE WHEN e.commitment IS NULL THEN '{}'::jsonb ELSE p."values" END
FROM journal_seal s
JOIN journal_entry e ON e.id = s.entry_id
LEFT JOIN journal_payload p ON p.entry_id = e.id
WHERE s.position > %s AND s.position <= %s
ORDER BY s.position
"""

_WITH = """
SELECT other.name FROM journal_entry one
JOIN journal_entry other USING (subject_kind, subject_id, command_id)
WHERE one.id = %s
"""


def recorded_with(entry: Sealed, event: type[Any]) -> bool:
    """Did the same command also record such an event on the same subject?"""
    with connection.cursor() as cursor:
        cursor.execute(_WITH, [entry.entry_id])
        return (event.name,) in cursor.fetchall()


def read(after: int, upto: int) -> list[Sealed]:
    """Sealed entries with ``after < position <= upto`` that the running scope may see."""
    with connection.cursor() as cursor:
        cursor.execute(_AFTER, [after, upto])
        return [
            Sealed(
                position=row[0],
                entry_id=row[1],
                agency_id=row[2],
                need_to_know=row[3],
                name=row[4],
                subject=Subject(row[5], row[6]),
                actor=Actor.parse(row[7]),
                at=row[8],
                codes=recording.loaded(row[9]),
                personal=recording.loaded(row[10]),
            )
            for row in cursor.fetchall()
        ]
