"""The hands of a worker process: the sealer, the deliverer, the timekeeper, upkeep and jobs.

Any number of worker processes may run. The sealer takes turns under the lock of its transaction,
the deliverer under a lock of its session; deadlines, jobs and upkeep lock row by row.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg
from django.db import connection

from beatbook.ground.agency import queries
from beatbook.ground.journal import cursor, delivery, sealer
from beatbook.ground.work import firing, worker
from beatbook.site import roles, upkeep

log = logging.getLogger(__name__)

DELIVERY_LOCK = 0xDE11
LISTEN_S = 1.0
"""How long the deliverer waits for word from the sealer before it looks for itself."""

DEADLINES_EVERY_S = 0.25
UPKEEP_EVERY_S = 1.0
LOOK_EVERY_S = 0.25
FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 5.0


@dataclass
class Crew:
    """Work until ``stop`` is set. ``credentials`` say how each role signs in."""

    credentials: roles.Credentials
    stop: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        """Return when told to stop, once what was begun is done; raise if a hand falls off."""
        hands = [
            threading.Thread(target=self._with_care, args=(hand,), name=hand.__name__, daemon=True)
            for hand in (self.seal, self.deliver, self.keep_time, self.keep_up, self.run_jobs)
        ]
        for hand in hands:
            hand.start()
        while all(hand.is_alive() for hand in hands) and not self.stop.wait(LOOK_EVERY_S):
            continue
        asked = self.stop.is_set()
        self.stop.set()
        for hand in hands:
            hand.join()
        if not asked:
            raise RuntimeError("A thread of the worker ended by itself.")

    def seal(self) -> None:
        """Give committed entries their place."""
        sealer.run(lambda: self._connect(roles.SEALER), self.stop)

    def deliver(self) -> None:
        """Hand sealed entries to their subscribers, as the one deliverer of the installation."""
        with self._connect(roles.WORKER) as listener:
            listener.execute(f"LISTEN {sealer.CHANNEL}")
            while not self.stop.is_set() and not _lock(listener):
                self.stop.wait(LISTEN_S)
            while not self.stop.is_set():
                delivery.deliver_pending(cursor.latest_position())
                # Also notices when the lock was lost with the connection.
                for _ in listener.notifies(timeout=LISTEN_S, stop_after=1):
                    pass

    def keep_time(self) -> None:
        """Fire deadlines when operational time reaches them."""
        while not self.stop.is_set():
            firing.fire_due(queries.operational_clock().now())
            self.stop.wait(DEADLINES_EVERY_S)

    def keep_up(self) -> None:
        """Upkeep."""
        rota = upkeep.Rota()
        while not self.stop.is_set():
            rota.do_due(time.monotonic())
            self.stop.wait(UPKEEP_EVERY_S)

    def run_jobs(self) -> None:
        """Run jobs, and finish those that were begun."""
        asyncio.run(self._run_jobs())

    async def _run_jobs(self) -> None:
        running = asyncio.create_task(worker.run_jobs(self.credentials.dsn(roles.WORKER)))
        while not self.stop.is_set():
            done, _ = await asyncio.wait([running], timeout=LOOK_EVERY_S)
            if done:
                await running
                raise RuntimeError("The runner of jobs ended by itself.")
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running

    def _with_care(self, hand: Callable[[], None]) -> None:
        """A hand that fails is logged and begins again after a growing pause."""
        pause_s = FIRST_PAUSE_S
        while not self.stop.is_set():
            began = time.monotonic()
            try:
                hand()
            except Exception:
                log.exception("The worker's %s failed", hand.__name__)
            finally:
                connection.close()
            pause_s = FIRST_PAUSE_S if time.monotonic() - began > LONGEST_PAUSE_S else pause_s * 2
            self.stop.wait(min(pause_s, LONGEST_PAUSE_S))

    def _connect(self, role: str) -> psycopg.Connection:
        return psycopg.connect(self.credentials.dsn(role), autocommit=True)


def _lock(listener: psycopg.Connection) -> bool:
    row = listener.execute("SELECT pg_try_advisory_lock(%s)", [DELIVERY_LOCK]).fetchone()
    return bool(row and row[0])
