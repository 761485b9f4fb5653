"""What happened, to one subject or in an agency, as sentences for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext

from beatbook.contract.access import Actor
from beatbook.contract.base import EVENTS, describe
from beatbook.contract.values import Subject
from beatbook.ground.journal import recording

_ENTRY = """
SELECT e.id, e.name, e.actor, e.at, e.received, e.codes,
       CASE WHEN e.commitment IS NULL THEN '{}'::jsonb ELSE p."values" END
FROM journal_entry e LEFT JOIN journal_payload p ON p.entry_id = e.id
"""
# The index entry_of_subject serves both; the cost is that of the subject's own entries.
_OF_SUBJECT = f"""{_ENTRY}
WHERE e.subject_kind = %s AND e.subject_id = %s
ORDER BY e.id
"""
_LATEST_OF_SUBJECT = f"""{_ENTRY}
WHERE e.subject_kind = %s AND e.subject_id = %s AND e.id < %s
ORDER BY e.id DESC LIMIT %s
"""
# The index entry_of_agency serves it, backwards from the moment asked for.
_OF_AGENCY = f"""{_ENTRY}
WHERE e.agency_id = %s AND (e.at, e.id) < (%s, %s) AND e.name = ANY(%s)
ORDER BY e.at DESC, e.id DESC LIMIT %s
"""
END_OF_TIME = (datetime.max.replace(tzinfo=UTC), 2**63 - 1)
"""The key before which everything lies."""
Key = tuple[datetime, int]


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


@dataclass(frozen=True)
class Page:
    """What happened, newest first, and the key of the page after it."""

    happenings: list[Happening]
    next_key: Key | None


def latest_of(subject: Subject, *, before: Key | None = None, size: int = 50) -> Page:
    """The entries about one subject that the running scope may see, newest first."""
    _, entry_id = before or END_OF_TIME
    return _page(_LATEST_OF_SUBJECT, [subject.kind, subject.id, entry_id], size)


def log(
    agency_id: int, names: Iterable[str], *, before: Key | None = None, size: int = 100
) -> Page:
    """The entries of these names in an agency's log that the running scope may see, newest first:
    when it happened, and among those of one moment as they were written."""
    at, entry_id = before or END_OF_TIME
    return _page(_OF_AGENCY, [agency_id, at, entry_id, sorted(names)], size)


def _page(statement: str, values: list[Any], size: int) -> Page:
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, size + 1])
        found = [_happening(*row) for row in cursor.fetchall()]
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], (last.at, last.entry_id) if last else None)


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
        entry_id,
        name,
        Actor.parse(actor),
        at,
        received,
        values,
        describe(EVENTS[name], values, gettext),
    )
