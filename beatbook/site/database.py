"""The database server of an installation: the embedded one, or the one DATABASE_URL names.

Several processes may use one embedded server. Each holds a shared lock while it does; the last
to leave stops the server. Under ``beatbook run`` the supervisor is the one that starts it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO

import psycopg
from psycopg import conninfo

from beatbook.site import processes
from beatbook.site.cluster import PORT, Cluster
from beatbook.site.data_directory import DataDirectory
from beatbook.site.trouble import Report, Trouble

VARIABLE = "DATABASE_URL"
SUPERVISED = "BEATBOOK_SUPERVISED"
"""Set for the children of ``beatbook run``, which keeps the server up for them."""

OLDEST_VERSION = 15

START_S = 120.0
OTHERS_S = 60.0

START_LOCK = "database-start.lock"
USERS_LOCK = "database-users.lock"
SUPERVISED_LOCK = "supervisor.lock"


def silent(_: str) -> None:
    """Report to nobody."""


@dataclass
class Server:
    """A running database server. As a context, or by ``release``, says when we are done."""

    admin_dsn: str
    data: DataDirectory
    cluster: Cluster | None
    _use: IO[str] | None = field(default=None, repr=False)

    @property
    def embedded(self) -> bool:
        return self.cluster is not None

    def release(self) -> None:
        """Leave; the last user of an embedded server stops it. A second call changes nothing."""
        if self._use is None or self.cluster is None:
            return
        with exclusively(self.data, START_LOCK):
            if try_lock(self._use, fcntl.LOCK_EX):
                self.cluster.stop()
            self._use.close()
            self._use = None

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def ensure_running(
    data: DataDirectory,
    *,
    report: Report = silent,
    environment: Mapping[str, str] = os.environ,
) -> Server:
    """The server of this installation, started if it is embedded and nobody started it yet."""
    if environment.get(SUPERVISED):
        return Server(environment.get(VARIABLE) or Cluster.of(data).admin_dsn, data, None)
    if environment.get(VARIABLE):
        return _external(data, environment[VARIABLE])
    data.check_writable()
    cluster = Cluster.of(data)
    with exclusively(data, START_LOCK), contextlib.ExitStack() as undo:
        use = undo.enter_context(lock_file(data, USERS_LOCK))
        fcntl.flock(use, fcntl.LOCK_SH)
        if cluster.serving() is None and not is_supervised(data):
            start(cluster, report)
        undo.pop_all()
    server = Server(cluster.admin_dsn, data, cluster, use)
    try:
        await_ready(cluster)
        cluster.check_sign_in()
    except Trouble:
        server.release()
        raise
    return server


def start(cluster: Cluster, report: Report) -> None:
    """Start a server that outlives this process, until its last user leaves."""
    cluster.prepare(report)
    cluster.clear_stale()
    log_from = cluster.log.stat().st_size if cluster.log.exists() else 0
    child = cluster.spawn()
    processes.wait_until(lambda: cluster.accepts() or child.poll() is not None, seconds=START_S)
    if not cluster.accepts():
        raise Trouble(
            f"The database did not start ({processes.last_words(cluster.log, log_from)}).",
            f"Its log is {cluster.log}.",
        )


def await_ready(cluster: Cluster) -> None:
    """Return once the server, started by somebody else, answers."""
    if not processes.wait_until(cluster.accepts, seconds=START_S):
        raise Trouble("The database does not answer.", f"Its log is {cluster.log}.")


def address(
    data: DataDirectory, environment: Mapping[str, str] = os.environ
) -> dict[str, str | int]:
    """Host, port and options of the server, without connecting: no user, password or database."""
    if environment.get(VARIABLE):
        return without_identity(environment[VARIABLE])
    return {"host": str(Cluster.of(data).sockets), "port": PORT}


@contextlib.contextmanager
def exclusively(data: DataDirectory, lock: str) -> Iterator[None]:
    """Only one process of this installation at a time."""
    with lock_file(data, lock) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_supervised(data: DataDirectory) -> bool:
    """True while ``beatbook run`` is up on this data directory."""
    with lock_file(data, SUPERVISED_LOCK) as file:
        return not try_lock(file, fcntl.LOCK_SH)


def take_over(data: DataDirectory, cluster: Cluster, report: Report) -> IO[str]:
    """For the supervisor: stop what others left, and return the lock that keeps the server up.

    Another command may be using the server that it started itself: wait until it is done.
    """
    with exclusively(data, START_LOCK):
        use = lock_file(data, USERS_LOCK)
        if cluster.serving() is not None:
            _await_others(data, use, report)
            cluster.stop()
        fcntl.flock(use, fcntl.LOCK_SH)
    return use


def try_lock(file: IO[str], kind: int) -> bool:
    """Lock without waiting; False when another process has it."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def lock_file(data: DataDirectory, name: str) -> IO[str]:
    try:
        return (data.runtime / name).open("a+")
    except OSError as refusal:
        raise data.unusable(refusal) from refusal


def _await_others(data: DataDirectory, use: IO[str], report: Report) -> None:
    if try_lock(use, fcntl.LOCK_EX):
        return
    report("Waiting for another beatbook command to finish with the database")
    if not processes.wait_until(lambda: try_lock(use, fcntl.LOCK_EX), seconds=OTHERS_S):
        raise Trouble(
            f"Another beatbook command is still using the database of {data.path}.",
            "Wait until it is done, then try again.",
        )


def _external(data: DataDirectory, url: str) -> Server:
    """Check that the server answers and is new enough."""
    admin_dsn = _reachable(url)
    with psycopg.connect(admin_dsn) as connection:
        if connection.info.server_version < OLDEST_VERSION * 10_000:
            raise Trouble(
                f"{VARIABLE} names a PostgreSQL {connection.info.server_version // 10_000}.",
                f"Beatbook needs {OLDEST_VERSION} or newer.",
            )
    return Server(admin_dsn, data, None)


def _reachable(url: str) -> str:
    """The administrator's connection string; the database it names may not exist yet."""
    try:
        psycopg.connect(url, connect_timeout=10).close()
        return url
    except psycopg.ProgrammingError as mistake:
        raise Trouble(
            f"{VARIABLE} cannot be read ({_first_line(mistake)}).",
            "Write it as postgresql://user:password@host:5432/database.",
        ) from mistake
    except psycopg.OperationalError as refusal:
        if "does not exist" in str(refusal) and "database" in str(refusal):
            return _reachable(conninfo.make_conninfo(url, dbname="postgres"))
        raise Trouble(
            f"The PostgreSQL that {VARIABLE} names does not answer ({_first_line(refusal)}).",
            "Check the address, the password, and that the server is up.",
        ) from refusal


def without_identity(url: str) -> dict[str, str | int]:
    parts = conninfo.conninfo_to_dict(url)
    hidden = {"user", "password", "dbname"}
    return {k: v for k, v in parts.items() if k not in hidden and isinstance(v, str | int)}


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".")
