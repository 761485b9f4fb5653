"""What must be done from time to time whether anybody asks or not, by whichever worker is first.

Each part that needs upkeep offers a function that does no harm when done twice; here they meet.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction

from beatbook.core import clock
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency
from beatbook.ground.files import commands as files
from beatbook.ground.force import track
from beatbook.ground.journal import scope
from beatbook.ground.registry import queries as registry
from beatbook.ground.work import jobs

log = logging.getLogger(__name__)

FAMILY = 0xBEA7
"""The first half of the advisory locks of upkeep; the second half is the name's checksum."""


@dataclass(frozen=True)
class Upkeep:
    """``run`` is called in a transaction of its own, about once in ``every``, and at the start."""

    name: str
    every: timedelta
    run: Callable[[], object]


def _open_number_series() -> None:
    now = queries.operational_clock().now()
    for agency in Agency.objects.all():
        with scope.within([agency.pk]):
            for year in (agency.local(now).year, agency.local(now).year + 1):
                registry.open_number_series([agency.pk], year)


UPKEEP: tuple[Upkeep, ...] = (
    Upkeep("take up the jobs of dead workers", timedelta(seconds=5), jobs.take_up_stalled),
    Upkeep("forget jobs given up long ago", timedelta(days=1), jobs.forget_failed),
    Upkeep("remove ended sessions", timedelta(hours=1), SessionStore.clear_expired),
    Upkeep("open and drop days of positions", timedelta(hours=1), track.keep_days),
    Upkeep("sweep bytes that nobody keeps", timedelta(hours=6), files.sweep),
    Upkeep("open this and next year's numbers", timedelta(hours=6), _open_number_series),
)


@dataclass
class Rota:
    """Remembers when each was last done by this process."""

    tasks: Sequence[Upkeep] = UPKEEP
    _done: dict[str, float] = field(default_factory=dict)

    def do_due(self, now_s: float) -> None:
        """Do what is due. One that fails is logged and due again after its usual time."""
        for task in self.tasks:
            done = self._done.get(task.name)
            if done is not None and now_s - done < task.every.total_seconds():
                continue
            self._done[task.name] = now_s
            try:
                _do_alone(task)
            except Exception:
                log.exception("Upkeep failed: %s", task.name)


def _do_alone(task: Upkeep) -> None:
    """If another worker is at it, leave it to that one."""
    with transaction.atomic(), connection.cursor() as cursor:
        key = zlib.crc32(task.name.encode()) - 2**31
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [FAMILY, key])
        row = cursor.fetchone()
        if row and row[0]:
            began = clock.real_now()
            task.run()
            log.debug("Upkeep done in %s: %s", clock.real_now() - began, task.name)
