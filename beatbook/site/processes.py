"""Small questions about processes of this machine, asked by the database and the supervisor."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import psutil

PAUSE_S = 0.02
PR_SET_PDEATHSIG = 1
FATAL = re.compile("FATAL:|PANIC:")

_libc = ctypes.CDLL(None, use_errno=True)


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Ask again and again until the condition holds; False when the time is up."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE_S)
    return True


def is_running(pid: int) -> bool:
    """True for a process that still does something: one that only waits to be reaped does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def working_in(folder: Path, *, name: str) -> list[psutil.Process]:
    """Processes of that name whose working directory is ``folder``."""
    found = []
    for process in psutil.process_iter(["name", "cwd", "status"]):
        if process.info["name"] != name or process.info["status"] == psutil.STATUS_ZOMBIE:
            continue
        if process.info["cwd"] == str(folder):
            found.append(process)
    return found


def end(processes: Iterable[psutil.Process], *, politely: signal.Signals, seconds: float) -> None:
    """Ask each to end, and end by force what has not within ``seconds``."""
    asked = list(processes)
    for process in asked:
        _send(process, politely)
    wait_until(lambda: not any(is_running(process.pid) for process in asked), seconds=seconds)
    for process in asked:
        if is_running(process.pid):
            _send(process, signal.SIGKILL)
    wait_until(lambda: not any(is_running(process.pid) for process in asked), seconds=seconds)
    for process in asked:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(process.pid, os.WNOHANG)


def spawn(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    log: IO[bytes],
    dies_by: signal.Signals | None,
    **options: Any,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, out of reach of the terminal's Ctrl-C.

    With ``dies_by`` the kernel sends it that signal when we die, so that even ``kill -9`` of the
    parent leaves nothing behind.
    """
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
        # Safe: it runs one system call, looked up before the fork.
        preexec_fn=_die_with_parent(dies_by) if dies_by else None,  # noqa: PLW1509
        **options,
    )


def _die_with_parent(signum: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()

    def ask_kernel() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, int(signum), 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), signum)

    return ask_kernel


def last_words(log: Path, log_from: int = 0) -> str:
    """The line of a log, from that many bytes on, that says best what went wrong."""
    written = log.read_bytes() if log.exists() else b""
    lines = (
        written[log_from if log_from <= len(written) else 0 :].decode(errors="replace").split("\n")
    )
    lines = [line.strip() for line in lines if line.strip()] or ["it said nothing"]
    return next((line for line in reversed(lines) if FATAL.search(line)), lines[-1])


def _send(process: psutil.Process, signum: signal.Signals) -> None:
    try:
        process.send_signal(signum)
    except psutil.NoSuchProcess:
        return
