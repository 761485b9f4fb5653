"""Keeps a handful of child processes running: starts, watches, restarts and stops them.

It knows nothing of Beatbook: which children there are is data, in ``site.startup``.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import psutil

from beatbook.site import processes
from beatbook.site.trouble import Report, Trouble

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
STEADY_S = 60.0
LOOK_EVERY_S = 0.1
ORPHAN_STOP_S = 5.0

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Process = subprocess.Popen[bytes]


class Stopped(BaseException):
    """Somebody asked for the end: Ctrl-C, a closed terminal, or ``kill``."""


@dataclass(frozen=True)
class Child:
    """One process to keep running.

    ``ready`` is asked until it is true when the child is first started; ``stop_signal`` asks the
    child to end in good order, for which it has ``stop_s`` seconds.
    """

    name: str
    spawn: Callable[[], Process]
    log: Path
    ready: Callable[[], bool] = lambda: True
    ready_s: float = 60.0
    stop_signal: signal.Signals = signal.SIGTERM
    stop_s: float = 10.0


@dataclass
class _Kept:
    """A child as it is now."""

    child: Child
    process: Process
    started: float
    pause_s: float = FIRST_PAUSE_S
    due: float | None = None


@dataclass
class Supervisor:
    """Children are started in the order given and stopped in the reverse.

    ``roster`` is a file that names those that run, for ``end_orphans`` after our own sudden end.
    """

    report: Report
    roster: Path
    first_pause_s: float = FIRST_PAUSE_S
    longest_pause_s: float = LONGEST_PAUSE_S
    steady_s: float = STEADY_S
    _kept: list[_Kept] = field(default_factory=list)

    def start(self, child: Child) -> None:
        """Start a child and return once it is ready; Trouble when it ends instead."""
        log_from = child.log.stat().st_size if child.log.exists() else 0
        kept = _Kept(child, child.spawn(), time.monotonic(), self.first_pause_s)
        self._kept.append(kept)
        self._write_roster()
        processes.wait_until(
            lambda: kept.process.poll() is not None or child.ready(), seconds=child.ready_s
        )
        if kept.process.poll() is not None:
            why = f"{_how(kept.process.returncode)}: {processes.last_words(child.log, log_from)}"
            raise Trouble(f"The {child.name} ended at once ({why}).", f"Its log is {child.log}.")
        if not child.ready():
            raise Trouble(f"The {child.name} did not become ready.", f"Its log is {child.log}.")

    def watch(self) -> None:
        """Restart whatever dies, until ``Stopped`` is raised by a signal."""
        while True:
            for kept in self._kept:
                self._look_after(kept, time.monotonic())
            time.sleep(LOOK_EVERY_S)

    def stop(self) -> None:
        """End all children, the last started first; what does not end in time is killed."""
        while self._kept:
            _stop(self._kept.pop())
        self.roster.unlink(missing_ok=True)

    def _look_after(self, kept: _Kept, now: float) -> None:
        if kept.due is None:
            if kept.process.poll() is not None:
                self._plan_restart(kept, now, _how(kept.process.returncode))
        elif now >= kept.due:
            self._restart(kept, now)

    def _restart(self, kept: _Kept, now: float) -> None:
        try:
            kept.process, kept.started, kept.due = kept.child.spawn(), now, None
        except (OSError, Trouble) as refusal:
            self._plan_restart(kept, now, str(refusal))
        self._write_roster()

    def _plan_restart(self, kept: _Kept, now: float, why: str) -> None:
        """The pause doubles at each death, and is short again after a steady while."""
        if now - kept.started >= self.steady_s:
            kept.pause_s = self.first_pause_s
        kept.due = now + kept.pause_s
        self.report(
            f"The {kept.child.name} ended ({why}); "
            f"starting it again in {kept.pause_s:g} s. Its log is {kept.child.log}"
        )
        kept.pause_s = min(2 * kept.pause_s, self.longest_pause_s)

    def _write_roster(self) -> None:
        lines = []
        for kept in self._kept:
            with contextlib.suppress(psutil.NoSuchProcess):
                running = psutil.Process(kept.process.pid)
                lines.append(f"{running.pid} {running.create_time()}\n")
        self.roster.write_text("".join(lines))


@contextlib.contextmanager
def until_told() -> Iterator[None]:
    """Turn the signals that ask for the end into ``Stopped``, once; then let us end in peace."""

    def tell(_signum: int, _frame: FrameType | None) -> None:
        ignore_signals()
        raise Stopped

    before = {signum: signal.signal(signum, tell) for signum in STOP_SIGNALS}
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


def ignore_signals() -> None:
    """The end has begun: asking again changes nothing."""
    for signum in STOP_SIGNALS:
        signal.signal(signum, signal.SIG_IGN)


def end_orphans(roster: Path) -> None:
    """End the children, and theirs, of a supervisor that was killed before it could stop them."""
    if not roster.exists():
        return
    orphans = []
    for line in roster.read_text().splitlines():
        pid, began = line.split()
        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(int(pid))
            if str(process.create_time()) == began:
                orphans += [process, *process.children(recursive=True)]
    processes.end(orphans, politely=signal.SIGTERM, seconds=ORPHAN_STOP_S)
    roster.unlink()


def _stop(kept: _Kept) -> None:
    """Ask the child, then end by force it and whatever it started."""
    process = kept.process
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(kept.child.stop_signal)
    try:
        process.wait(timeout=kept.child.stop_s)
    except subprocess.TimeoutExpired:
        process.kill()
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
