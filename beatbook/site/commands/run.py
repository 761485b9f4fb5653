"""``beatbook run``: everything on one machine."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import functools
import os
import signal
import time
from collections.abc import Callable, Iterator

from beatbook.core import clock
from beatbook.site import (
    commands,
    database,
    processes,
    restarts,
    roles,
    startup,
    supervisor,
)
from beatbook.site.cluster import STOP_S, Cluster
from beatbook.site.commands import Subparsers
from beatbook.site.data_directory import DataDirectory
from beatbook.site.demo import logins
from beatbook.site.startup import Place
from beatbook.site.supervisor import Child, Stopped, Supervisor
from beatbook.site.trouble import Trouble

DEFAULT_PORT = "8000"
LAST_PORT = 65535
LOCK_S = 1.0


def register(subparsers: Subparsers) -> None:
    parser = commands.add(
        subparsers,
        "run",
        about="Start the database, the web server, the workers and the day, and keep them up.",
        example="PORT=8080 beatbook run",
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=os.environ.get("PORT") or DEFAULT_PORT,
        help="where to listen, on this machine only (default: PORT, else 8000)",
    )


def run(args: argparse.Namespace) -> int:
    data = DataDirectory.locate()
    data.check_writable()
    host = os.environ.get("BEATBOOK_BIND") or startup.HOST
    place = Place(data, roles.database_name(), host, args.port)
    keeper = Supervisor(functools.partial(_say_and_note, data), data.runtime / "children")
    with supervisor.until_told(), contextlib.ExitStack() as held:
        held.enter_context(_only_here(place))
        try:
            _start(place, keeper, held)
            keeper.watch()
        except Stopped:
            _say("Stopping")
        finally:
            supervisor.ignore_signals()
            keeper.stop()
    return commands.DONE


def _start(place: Place, keeper: Supervisor, held: contextlib.ExitStack) -> None:
    began = time.monotonic()
    if keeper.roster.exists():
        restarts.note(place.data, "Everything ended at once", at=clock.real_now())
    if os.environ.get(database.VARIABLE):
        supervisor.end_orphans(keeper.roster)
        place.check_port()
        admin_dsn = database.ensure_running(place.data).admin_dsn
    else:
        cluster = Cluster.of(place.data)
        held.enter_context(database.take_over(place.data, cluster, _say))
        supervisor.end_orphans(keeper.roster)
        place.check_port()
        _step("Starting the database", lambda: _start_embedded(cluster, keeper))
        admin_dsn = cluster.admin_dsn
    roles.prepare(admin_dsn, place.database, place.data)
    for step in startup.STEPS:
        if not place.is_done(step):
            _step(step.title, functools.partial(place.take, step))
    for part in startup.PARTS:
        _step(f"Starting the {part.name}", functools.partial(keeper.start, place.child(part)))
    _welcome(place, time.monotonic() - began)


def _start_embedded(cluster: Cluster, keeper: Supervisor) -> None:
    def spawn() -> supervisor.Process:
        cluster.clear_stale()
        return cluster.spawn(dies_with_us=True)

    cluster.prepare(lambda line: _say(f"    {line}"))
    keeper.start(
        Child(
            "database",
            spawn,
            cluster.log,
            ready=cluster.accepts,
            ready_s=database.START_S,
            stop_signal=signal.SIGINT,
            stop_s=STOP_S,
        )
    )
    cluster.check_sign_in()


def _welcome(place: Place, seconds: float) -> None:
    _say(f"Ready after {seconds:.1f} s. Ctrl-C stops everything.")
    _say(f"\n  {place.address}\n")
    _say(f"  Data is in {_places(place.data)}.")
    for line in logins.lines(place.data):
        _say(f"  {line}")


def _places(data: DataDirectory) -> str:
    """For root the database lies elsewhere, and people who make backups must know."""
    if os.environ.get(database.VARIABLE):
        return f"{data.path} and the database that {database.VARIABLE} names"
    directory = Cluster.of(data).directory
    return str(data.path) if data.path in directory.parents else f"{data.path} and {directory}"


@contextlib.contextmanager
def _only_here(place: Place) -> Iterator[None]:
    """Hold the lock that says a supervisor is up; Trouble when another one is."""
    with database.lock_file(place.data, database.SUPERVISED_LOCK) as file:
        exclusive = functools.partial(database.try_lock, file, fcntl.LOCK_EX)
        if not processes.wait_until(exclusive, seconds=LOCK_S):
            file.seek(0)
            raise Trouble(
                f"Beatbook is already running on {place.data.path} ({file.read().strip()}).",
                "Stop it first, or set BEATBOOK_DATA to another directory.",
            )
        file.truncate(0)
        file.write(f"process {os.getpid()}, {place.address}\n")
        file.flush()
        yield


def _step(title: str, do: Callable[[], None]) -> None:
    began = time.monotonic()
    _say(f"  {title} ...")
    do()
    _say(f"  {title}: {time.monotonic() - began:.1f} s")


def _say_and_note(data: DataDirectory, line: str) -> None:
    """The supervisor reports only what died; the first half of its sentence is the fact."""
    restarts.note(data, line.partition(";")[0], at=clock.real_now())
    _say(line)


def _say(line: str) -> None:
    print(line, flush=True)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to {LAST_PORT}, not {text!r}")
    return int(text)
