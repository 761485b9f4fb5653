"""Serving whichever map is active, with the closures that stand: a thread that looks often, or
when woken, and changes over.

A map that cannot be read, or a database that does not answer, leaves what is served as it is.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from beatbook.ground.geo.travel import engine
from beatbook.ground.geo.travel.closures import Standing

logger = logging.getLogger(__name__)

EVERY_S = 1.0

FindActive = Callable[[], Path | None]
"""Gives the directory of the active map, or None if there is none.

It is called in the follower's thread, and must close there what it opens (a database connection).
"""

FindStanding = Callable[[], Sequence[Standing]]
"""Gives the closures that stand now, of every agency; the same holds for it."""


def _none_stand() -> Sequence[Standing]:
    return ()


class Follower:
    """Keeps the travel times of this process on the active map until it is stopped."""

    def __init__(
        self,
        find_active: FindActive,
        find_standing: FindStanding = _none_stand,
        every_s: float = EVERY_S,
    ) -> None:
        self._find_active = find_active
        self._find_standing = find_standing
        self._every_s = every_s
        self._stopping = False
        self._wanted = threading.Event()
        self._fault = ""
        self._thread = threading.Thread(target=self._follow, name="active-map", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop following, and serve no map any more."""
        self._stopping = True
        self.wake()
        self._thread.join()
        engine.stop()

    def wake(self) -> None:
        """Look at once: something has changed. Any thread may call this, and it never waits."""
        self._wanted.set()

    def _follow(self) -> None:
        while True:
            self._wanted.clear()
            if self._stopping:
                return
            try:
                self._look()
            except Exception as fault:
                self._report(f"{type(fault).__name__}: {fault}")
            else:
                self._report("")
            self._wanted.wait(self._every_s)

    def _look(self) -> None:
        directory = self._find_active()
        if directory is None:
            engine.stop()
        else:
            engine.start(directory, self._find_standing())

    def _report(self, fault: str) -> None:
        if fault and fault != self._fault:  # not again and again while it lasts
            logger.error("The active map cannot be served: %s", fault)
        self._fault = fault
