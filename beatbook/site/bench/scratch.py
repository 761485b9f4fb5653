"""An installation that exists for one measurement."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import IO

import psycopg

from beatbook.site import database, processes, roles, startup
from beatbook.site.data_directory import DataDirectory
from beatbook.site.startup import Place
from beatbook.site.trouble import Trouble

NAME = "beatbook_bench"
LOCK = "bench.lock"
UP_S = 60.0


@contextlib.contextmanager
def installation(data: DataDirectory) -> Iterator[Place]:
    """A migrated, empty database on this installation's server, removed in the end.

    Two measurements at once would measure each other, so they take turns.
    """
    with database.exclusively(data, LOCK), database.ensure_running(data) as server:
        roles.remove(server.admin_dsn, NAME)
        roles.prepare(server.admin_dsn, NAME, data)
        place = Place(data, NAME, startup.HOST, _free_port())
        try:
            _migrate(place)
            yield place
        finally:
            roles.remove(server.admin_dsn, NAME)


@contextlib.contextmanager
def at_home(data: DataDirectory) -> Iterator[Place]:
    """The installation's own database, for measurements that only read."""
    with database.ensure_running(data):
        try:
            psycopg.connect(roles.credentials(data).dsn(roles.WEB)).close()
        except psycopg.OperationalError as refusal:
            raise Trouble(
                f"There is no database of Beatbook's in {data.path} yet.", "Make one: beatbook run"
            ) from refusal
        yield Place(data, roles.database_name(), startup.HOST, _free_port())


@contextlib.contextmanager
def serving(place: Place) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """The web server and the worker of a scratch installation, while the block lasts."""
    with contextlib.ExitStack() as held:
        log = held.enter_context(place.data.open_log("bench"))
        running = {}
        for part in startup.PARTS:
            running[part.name] = _spawn(place, part, log)
            held.callback(_end, running[part.name])
        if not processes.wait_until(place.answers, seconds=UP_S):
            raise Trouble("The web server did not start.", f"Its log is {log.name}.")
        yield running


def _migrate(place: Place) -> None:
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity=0"],
        env=place.environment(roles.OWNER),
        check=True,
    )


def _spawn(place: Place, part: startup.Part, log: IO[bytes]) -> subprocess.Popen[bytes]:
    return processes.spawn(
        [sys.executable, *part.arguments],
        environment=place.environment(part.role),
        log=log,
        dies_by=signal.SIGTERM,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((startup.HOST, 0))
        return int(probe.getsockname()[1])
