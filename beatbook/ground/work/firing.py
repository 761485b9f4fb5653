"""Firing deadlines when operational time reaches them, in a worker.

A due deadline is deleted, its task is run, and both commit together: so it fires once, or not
yet. A command that cancels it either deletes it first, and nothing fires, or waits for the task
that is running now and comes after it. Should the task in turn need a row that the command has
locked, the task gives way at once and is tried again: a timer never makes a person wait.

The due time is operational and is compared with operational time at every look, so a clock that
is set forward, back or to another rate needs no rescheduling.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import OperationalError, connection, transaction
from django.db.models import Q
from psycopg import errors

from beatbook.contract.values import Subject
from beatbook.core import clock
from beatbook.ground.work import tasks
from beatbook.ground.work.models import Deadline

log = logging.getLogger(__name__)

PATIENCE = "200ms"
"""How long a firing task waits for a row that somebody else has locked."""


class _GaveWay(Exception):
    def __init__(self, deadline_id: int) -> None:
        self.deadline_id = deadline_id


def fire_due(now: datetime) -> int:
    """Fire every deadline due at the operational time ``now``; return how many fired.

    Several workers may do this at once. What fails stays, is logged and tried again later.
    """
    fired, given_way = 0, set[int]()
    while True:
        try:
            outcome = _fire_next(now, given_way)
        except _GaveWay as collision:
            given_way.add(collision.deadline_id)
            continue
        if outcome is None:
            return fired
        fired += outcome


def _fire_next(now: datetime, given_way: set[int]) -> bool | None:
    """True when one fired, False when one failed, None when nothing is due."""
    with transaction.atomic():
        _be_impatient()
        deadline = _claim_next(now, given_way)
        if deadline is None:
            return None
        try:
            _fire(deadline, now)
        except Exception as error:
            if _collided(error):
                raise _GaveWay(deadline.pk) from error
            log.exception("The deadline %s failed", deadline)
            _postpone(deadline, error)
            return False
        return True


def _be_impatient() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])


def _claim_next(now: datetime, given_way: set[int]) -> Deadline | None:
    waiting = Q(retry_at__isnull=True) | Q(retry_at__lte=clock.real_now())
    return (
        Deadline.objects.select_for_update(skip_locked=True)
        .filter(waiting, due_at__lte=now)
        .exclude(pk__in=given_way)
        .order_by("due_at", "pk")
        .first()
    )


def _fire(deadline: Deadline, now: datetime) -> None:
    """Delete first, so that the task may set the same deadline anew."""
    with transaction.atomic():
        Deadline.objects.filter(pk=deadline.pk).delete()
        subject = Subject(deadline.subject_kind, deadline.subject_id)
        tasks.find(deadline.task)(subject=subject, at=now, **deadline.args)


def _collided(error: Exception) -> bool:
    return isinstance(error, OperationalError) and isinstance(
        error.__cause__, errors.LockNotAvailable | errors.DeadlockDetected
    )


def _postpone(deadline: Deadline, error: Exception) -> None:
    deadline.attempts += 1
    deadline.error = tasks.brief(error)
    deadline.retry_at = clock.real_now() + tasks.pause_after(deadline.attempts)
    deadline.save(update_fields=["attempts", "error", "retry_at"])
