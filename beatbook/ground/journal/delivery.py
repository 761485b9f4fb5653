"""Handing sealed entries to their subscribers, each with its own bookmark.

The bookmark moves in the transaction of the subscriber's own work, and whoever moves it holds its
row: so two deliverers at once hand nothing over twice.

A subscriber that fails parks the entry's *subject*: later entries of that subject wait behind it
in order, all others go on. Parked ones are retried with a growing pause and are visible to people.
"""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction

from beatbook.contract.values import Subject
from beatbook.core import clock
from beatbook.ground.journal import reading, recording, scope
from beatbook.ground.journal.models import Bookmark, Parked
from beatbook.ground.journal.subscribers import SUBSCRIBERS

log = logging.getLogger(__name__)

PAGE = 200
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)
NAMESPACE = uuid.UUID("6f1f6a0e-7d0a-4f43-9d3e-0f2c5b8d7a11")


@dataclass(frozen=True)
class _Place:
    """Where an entry is and in which scope it can be read: all that is known from outside it."""

    position: int
    agency_id: int
    need_to_know: str
    subject: Subject


def deliver_pending(latest: int) -> int:
    """Bring every subscriber up to the position ``latest``; return how many it took."""
    return sum(
        _catch_up(subscriber, latest) + _retry_parked(subscriber) for subscriber in SUBSCRIBERS
    )


def _catch_up(subscriber: str, latest: int) -> int:
    handed = 0
    after = Bookmark.objects.get_or_create(subscriber=subscriber)[0].position
    while after < latest:
        page = _pending(subscriber, after, latest)
        for place in page:
            handed += _hand_over_or_park(subscriber, place)
        after = page[-1].position if len(page) == PAGE else latest
        _take(subscriber, after)
    return handed


def _pending(subscriber: str, after: int, upto: int) -> list[_Place]:
    """The next places of entries that the subscriber wants, in order, a page at most."""
    names = sorted(SUBSCRIBERS[subscriber][0])
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM journal_pending(%s, %s, %s, %s)", [after, upto, names, PAGE])
        return [_Place(row[0], row[1], row[2], Subject(*row[3:])) for row in cursor.fetchall()]


def _hand_over_or_park(subscriber: str, place: _Place) -> bool:
    """True when the subscriber took it."""
    try:
        with transaction.atomic():
            if not _take(subscriber, place.position):
                return False
            if _waiting(subscriber, place.subject):
                _park(subscriber, place, "")
                return False
            _hand_over(subscriber, place)
    except Exception as error:
        log.exception("%s could not take the entry at %s", subscriber, place.position)
        with transaction.atomic():
            if _take(subscriber, place.position):
                _park(subscriber, place, _brief(error))
        return False
    return True


def _take(subscriber: str, position: int) -> bool:
    """Move the bookmark to ``position``; False when somebody else did, perhaps after a wait."""
    behind = Bookmark.objects.filter(subscriber=subscriber, position__lt=position)
    return behind.update(position=position) == 1


def _hand_over(subscriber: str, place: _Place) -> None:
    identity = uuid.uuid5(NAMESPACE, f"{subscriber}/{place.position}")
    with (
        scope.within([place.agency_id], classes=[place.need_to_know]),
        recording.command_id(identity),
    ):
        [entry] = reading.read(place.position - 1, place.position)
        SUBSCRIBERS[subscriber][1](entry)


def _waiting(subscriber: str, subject: Subject) -> bool:
    return Parked.objects.filter(
        subscriber=subscriber, subject_kind=subject.kind, subject_id=subject.id
    ).exists()


def _park(subscriber: str, place: _Place, error: str) -> None:
    Parked.objects.create(
        subscriber=subscriber,
        position=place.position,
        agency_id=place.agency_id,
        subject_kind=place.subject.kind,
        subject_id=place.subject.id,
        error=error,
        attempts=1 if error else 0,
        retry_at=clock.real_now() + FIRST_PAUSE,
    )


def _retry_parked(subscriber: str) -> int:
    """Try the first parked entry of each subject whose pause is over, then those behind it."""
    handed = 0
    stuck: set[Subject] = set()
    for parked in Parked.objects.filter(subscriber=subscriber).order_by("position"):
        subject = Subject(parked.subject_kind, parked.subject_id)
        if subject in stuck:
            continue
        if parked.retry_at > clock.real_now() or not _retried(parked):
            stuck.add(subject)
            continue
        handed += 1
    return handed


def _retried(parked: Parked) -> bool:
    """True when it is parked no longer."""
    try:
        with transaction.atomic():
            [place] = _pending(parked.subscriber, parked.position - 1, parked.position)
            removed, _ = Parked.objects.filter(pk=parked.pk).delete()
            if removed:
                _hand_over(parked.subscriber, place)
    except Exception as error:
        log.exception("%s still cannot take the entry at %s", parked.subscriber, parked.position)
        Parked.objects.filter(pk=parked.pk).update(
            attempts=parked.attempts + 1,
            error=_brief(error),
            retry_at=clock.real_now() + _pause_after(parked.attempts),
        )
        return False
    return True


def _pause_after(attempts: int) -> timedelta:
    return min(FIRST_PAUSE * 2.0 ** min(attempts, 20), LONGEST_PAUSE)


def _brief(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
