"""One thread that owns the fast back end, and a keeper that replaces it when it dies.

The fast back end may be used only by the thread that made it, so questions come to that thread by
a queue. Whatever goes wrong in it - a panic of the library is not even an ``Exception`` - ends the
thread: nothing that it made is trusted after that, and whoever waits is told at once.
"""

from __future__ import annotations

import gc
import logging
import queue
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

logger = logging.getLogger(__name__)

Searches = Any
"""What the thread makes, and each question is asked of: to this module it is all the same."""

Task = Callable[[Searches], Any]

STUCK_S = 10.0
"""A thread busy with one question for longer than this is given up."""

SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 60.0
"""The first restart is at once; each that soon follows another waits twice as long."""


class WorkerDied(Exception):
    """The thread ended before it answered."""


class Worker:
    """A thread that makes its searches and answers questions with them, one at a time."""

    def __init__(self, prepare: Callable[[], Searches]) -> None:
        self._prepare = prepare
        self._waiting: queue.SimpleQueue[tuple[Task, Future[Any]] | None] = queue.SimpleQueue()
        self._settled = threading.Event()  # prepared, or ended before it was
        self._busy_since: float | None = None
        self._ended = False
        self._thread = threading.Thread(target=self._live, name="travel-times", daemon=True)
        self._thread.start()

    @property
    def ready(self) -> bool:
        """Is it prepared, so that a question is answered soon?"""
        return self._settled.is_set() and not self.lost

    @property
    def lost(self) -> bool:
        """Has it ended, or has it been at one question for far too long?"""
        if self._ended or not self._thread.is_alive():
            return True
        since = self._busy_since
        return since is not None and time.monotonic() - since > STUCK_S

    def wait_until_ready(self, timeout_s: float) -> bool:
        """Wait for it to be prepared; False if it is not in time, or has ended."""
        self._settled.wait(timeout_s)
        return self.ready

    def ask(self, task: Task, deadline_s: float) -> Any:
        """The answer to a question; WorkerDied if the thread ends, TimeoutError if it is late."""
        future = self.submit(task)
        try:
            return future.result(deadline_s)
        finally:
            future.cancel()  # a late question is not worth answering

    def submit(self, task: Task) -> Future[Any]:
        """Put a question in the queue; its future fails with WorkerDied if the thread ends."""
        future: Future[Any] = Future()
        self._waiting.put((task, future))
        if self._ended:
            self._refuse_waiting()
        return future

    def stop(self) -> None:
        """Let the thread end after the questions that are waiting."""
        self._waiting.put(None)

    def join(self, timeout_s: float) -> None:
        self._thread.join(timeout_s)

    def _live(self) -> None:
        try:
            self._answer(self._prepare())
        except BaseException:  # a panic in the library is not an Exception
            logger.error("The travel time thread died.\n%s", traceback.format_exc())
        finally:
            self._ended = True
            self._settled.set()
            self._refuse_waiting()
            gc.collect()  # what is left of the searches must go in this thread, not in another

    def _answer(self, searches: Searches) -> None:
        self._settled.set()
        while (asked := self._waiting.get()) is not None:
            task, future = asked
            if future.set_running_or_notify_cancel():
                self._busy_since = time.monotonic()
                try:
                    future.set_result(task(searches))
                except BaseException:
                    self._ended = True
                    future.set_exception(WorkerDied())
                    raise
                self._busy_since = None

    def _refuse_waiting(self) -> None:
        while True:
            try:
                asked = self._waiting.get_nowait()
            except queue.Empty:
                return
            if asked is not None and asked[1].set_running_or_notify_cancel():
                asked[1].set_exception(WorkerDied())


class Keeper:
    """Keeps one worker alive. One that keeps dying is restarted after longer and longer pauses."""

    def __init__(self, prepare: Callable[[], Searches]) -> None:
        self._prepare = prepare
        self._lock = threading.Lock()
        self._stopped = False
        self._started_at = time.monotonic()
        self._restart_at = 0.0
        self._pause_s = SHORTEST_PAUSE_S / 2
        self._worker = Worker(prepare)
        self.restarts = 0

    def worker(self) -> Worker | None:
        """The worker if it can answer now. One that is lost is replaced, and takes a while."""
        with self._lock:
            if self._worker.lost and not self._stopped:
                self._replace()
            return self._worker if self._worker.ready else None

    def tell(self, task: Task) -> None:
        """Put a change in the queue of the worker, even if it is not ready yet."""
        with self._lock:
            self._worker.submit(task)

    def wait_until_ready(self, timeout_s: float) -> bool:
        """Wait for the worker, or the one in place of a lost one, to be prepared."""
        self.worker()
        return self._worker.wait_until_ready(timeout_s)

    def stop(self) -> None:
        """End the worker after the questions that are waiting; it is not replaced any more."""
        with self._lock:
            self._stopped = True
            self._worker.stop()
        self._worker.join(STUCK_S)

    def _replace(self) -> None:
        now = time.monotonic()
        if now < self._restart_at:
            return
        healthy = now - self._started_at > LONGEST_PAUSE_S
        self._pause_s = SHORTEST_PAUSE_S if healthy else min(LONGEST_PAUSE_S, 2 * self._pause_s)
        self._started_at, self._restart_at = now, now + self._pause_s
        self.restarts += 1
        self._worker.stop()  # one that is stuck ends when it can
        self._worker = Worker(self._prepare)
