"""Handing sealed entries to their subscribers, each with its own bookmark.

A subscriber that fails parks the entry's *subject*: later entries of that subject wait behind it
in order, all others go on. Parked ones are retried with a growing pause and are visible to people.
"""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta

from django.db import transaction

from beatbook.contract.values import Subject
from beatbook.core import clock
from beatbook.ground.journal import reading, recording, scope
from beatbook.ground.journal.models import Bookmark, Parked
from beatbook.ground.journal.reading import Sealed
from beatbook.ground.journal.subscribers import SUBSCRIBERS

log = logging.getLogger(__name__)

PAGE = 200
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)
NAMESPACE = uuid.UUID("6f1f6a0e-7d0a-4f43-9d3e-0f2c5b8d7a11")


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
                for entry in reading.read(bookmark.position, upto)
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
        [entry] = reading.read(parked.position - 1, parked.position)
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

