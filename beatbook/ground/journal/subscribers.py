"""Reacting to what happened: ``@subscribe(CallClosed)``, called by position, at least once.

A subscriber that fails parks the entry's *subject*: later entries of that subject wait behind it
in order, all others go on. Parked ones are retried with a growing pause and are visible to people.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from beatbook.contract.access import Actor
from beatbook.contract.base import EVENTS, Event
from beatbook.contract.values import Subject
from beatbook.core import clock
from beatbook.ground.journal import recording, scope
from beatbook.ground.journal.models import Bookmark, Parked

log = logging.getLogger(__name__)

PAGE = 200
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)
NAMESPACE = uuid.UUID("6f1f6a0e-7d0a-4f43-9d3e-0f2c5b8d7a11")


@dataclass(frozen=True)
class Sealed:
    """One entry with its place, as subscribers and the feed read it."""

    position: int
    entry_id: int
    agency_id: int
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


Handler = Callable[[Sealed], None]
SUBSCRIBERS: dict[str, tuple[frozenset[str], Handler]] = {}

_AFTER = """
SELECT s.position, e.id, e.agency_id, e.name, e.subject_kind, e.subject_id, e.actor, e.at, e.codes,
       CASE WHEN e.commitment IS NULL THEN '{}'::jsonb ELSE p."values" END
FROM journal_seal s
JOIN journal_entry e ON e.id = s.entry_id
LEFT JOIN journal_payload p ON p.entry_id = e.id
WHERE s.position > %s AND s.position <= %s
ORDER BY s.position
"""


def subscribe(*events: type[Any], name: str | None = None) -> Callable[[Handler], Handler]:
    """Call the function for every sealed entry of these events, in order of position.

    Its database work and its bookmark commit together. Its name is part of its memory: a renamed
    subscriber begins again from the first entry, so give a lasting ``name`` when you rename it.
    """

    def register(function: Handler) -> Handler:
        key = name or f"{function.__module__}.{function.__qualname__}"
        SUBSCRIBERS[key] = (frozenset(event.name for event in events), function)
        return function

    return register


def read(after: int, upto: int) -> list[Sealed]:
    """Sealed entries with ``after < position <= upto`` that the running scope may see."""
    with connection.cursor() as cursor:
        cursor.execute(_AFTER, [after, upto])
        return [
            Sealed(
                position=row[0],
                entry_id=row[1],
                agency_id=row[2],
                name=row[3],
                subject=Subject(row[4], row[5]),
                actor=Actor.parse(row[6]),
                at=row[7],
                codes=recording.loaded(row[8]),
                personal=recording.loaded(row[9]),
            )
            for row in cursor.fetchall()
        ]


def deliver_pending(agencies: list[int], latest: int) -> int:
    """Bring every subscriber up to ``latest``; return how many entries were handed over."""
    return sum(
        _catch_up(subscriber, agencies, latest) + _retry_parked(subscriber, agencies)
        for subscriber in SUBSCRIBERS
    )


def _catch_up(subscriber: str, agencies: list[int], latest: int) -> int:
    handed = 0
    bookmark, _ = Bookmark.objects.get_or_create(subscriber=subscriber)
    while bookmark.position < latest:
        upto = min(bookmark.position + PAGE, latest)
        with scope.within(agencies):
            wanted = [
                entry
                for entry in read(bookmark.position, upto)
                if entry.name in SUBSCRIBERS[subscriber][0]
            ]
        for entry in wanted:
            _hand_over_or_park(subscriber, entry)
            handed += 1
        _move_bookmark(subscriber, upto)
        bookmark.position = upto
    return handed


def _hand_over_or_park(subscriber: str, entry: Sealed) -> None:
    if _waiting(subscriber, entry.subject):
        _park(subscriber, entry, "")
        return
    try:
        _hand_over(subscriber, entry)
    except Exception as error:
        log.exception("%s could not take entry %s", subscriber, entry.entry_id)
        _park(subscriber, entry, f"{type(error).__name__}: {error}")


def _hand_over(subscriber: str, entry: Sealed) -> None:
    identity = uuid.uuid5(NAMESPACE, f"{subscriber}/{entry.position}")
    with scope.within([entry.agency_id]), recording.command_id(identity):
        SUBSCRIBERS[subscriber][1](entry)
        _move_bookmark(subscriber, entry.position)


def _move_bookmark(subscriber: str, position: int) -> None:
    Bookmark.objects.filter(subscriber=subscriber, position__lt=position).update(position=position)


def _waiting(subscriber: str, subject: Subject) -> bool:
    return Parked.objects.filter(
        subscriber=subscriber, subject_kind=subject.kind, subject_id=subject.id
    ).exists()


def _park(subscriber: str, entry: Sealed, error: str) -> None:
    with transaction.atomic():
        Parked.objects.get_or_create(
            subscriber=subscriber,
            position=entry.position,
            defaults={
                "agency_id": entry.agency_id,
                "subject_kind": entry.subject.kind,
                "subject_id": entry.subject.id,
                "error": error,
                "attempts": 1 if error else 0,
                "retry_at": clock.real_now() + FIRST_PAUSE,
            },
        )
        _move_bookmark(subscriber, entry.position)


def _retry_parked(subscriber: str, agencies: list[int]) -> int:
    """Try the first parked entry of each subject whose pause is over, then those behind it."""
    handed = 0
    stuck: set[Subject] = set()
    for parked in Parked.objects.filter(subscriber=subscriber).order_by("position"):
        subject = Subject(parked.subject_kind, parked.subject_id)
        if subject in stuck:
            continue
        if parked.retry_at > clock.real_now() or not _retried(parked, agencies):
            stuck.add(subject)
            continue
        handed += 1
    return handed


def _retried(parked: Parked, agencies: list[int]) -> bool:
    with scope.within(agencies):
        [entry] = read(parked.position - 1, parked.position)
    try:
        with transaction.atomic():
            _hand_over(parked.subscriber, entry)
            parked.delete()
    except Exception as error:
        log.exception("%s still cannot take entry %s", parked.subscriber, entry.entry_id)
        pause = min(FIRST_PAUSE * 2**parked.attempts, LONGEST_PAUSE)
        Parked.objects.filter(pk=parked.pk).update(
            attempts=parked.attempts + 1,
            error=f"{type(error).__name__}: {error}",
            retry_at=clock.real_now() + pause,
        )
        return False
    return True

