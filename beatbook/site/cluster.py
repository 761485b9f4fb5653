"""The embedded PostgreSQL: where it lives, how it is made, started, found stale and stopped.

PostgreSQL refuses to run as root. For root, binaries and data go to ``/var/lib/beatbook``, where
the system user ``beatbook`` can reach them; no permission of a directory that is not ours is
ever changed. For everybody else both stay where they are: the wheel and the data directory.
"""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import signal
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import conninfo

from beatbook.site import postgresql, processes
from beatbook.site.data_directory import DataDirectory
from beatbook.site.trouble import Report, Trouble

ADMINISTRATOR = "postgres"
PORT = 5432
LOG = "postgresql"
LABEL = "belongs-to"

OWN_HOME = "postgresql"
"""Where in the data directory an ordinary user's database is."""

POINTER = "database-home"
"""In the data directory of root: where its database is, so that the directory may be moved."""

LONGEST_SOCKET_PATH = 99
SHELTER = Path("/tmp")  # noqa: S108 -- for a private directory whose owner is checked
STOP_S = 30.0
CRASH_STOP_S = 5.0

# Web threads, feed listeners, workers, the sealer, the day, a few commands: together below 60.
MAX_CONNECTIONS = 100

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": str(MAX_CONNECTIONS),
    "password_encryption": "scram-sha-256",
    # What was acknowledged must survive a power cut: these three stay on.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_duration_statement": "1000",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}


@dataclass(frozen=True)
class Cluster:
    """The files of one embedded server. ``home`` is a folder of ours that holds nothing else."""

    data: DataDirectory
    home: Path
    binaries: Path
    as_system_user: bool

    @classmethod
    def of(cls, data: DataDirectory) -> Cluster:
        if os.geteuid() == 0:
            home, binaries = _home_for_root(data), postgresql.copied_binaries()
            return cls(data, home, binaries, as_system_user=True)
        home, binaries = data.path / OWN_HOME, postgresql.wheel_binaries()
        return cls(data, home, binaries, as_system_user=False)

    @functools.cached_property
    def account(self) -> postgresql.Account | None:
        """The user that runs the server, when that is not ourselves."""
        return postgresql.system_account() if self.as_system_user else None

    @property
    def directory(self) -> Path:
        return self.home / "cluster"

    @property
    def sockets(self) -> Path:
        """A private directory, short enough for the name of a socket."""
        beside = self.home / "socket"
        if len(os.fsencode(beside / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return beside
        return SHELTER / f"beatbook-{os.geteuid()}-{self.data.fingerprint}"

    @property
    def log(self) -> Path:
        return self.data.log(LOG)

    @property
    def exists(self) -> bool:
        return (self.directory / "PG_VERSION").exists()

    @property
    def admin_dsn(self) -> str:
        return conninfo.make_conninfo(
            host=str(self.sockets),
            port=PORT,
            user=ADMINISTRATOR,
            password=self.data.secret("postgres"),
            dbname="postgres",
        )

    def command(self) -> list[str]:
        """The command line of the server, to be run in the foreground."""
        settings = {**SETTINGS, "unix_socket_directories": str(self.sockets)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self.binaries / "postgres"), "-D", str(self.directory), *options]

    def spawn(self, *, dies_with_us: bool = False) -> subprocess.Popen[bytes]:
        """Start the server as a child of ours; its log goes to the data directory."""
        with self.data.open_log(LOG) as log:
            return processes.spawn(
                self.command(),
                environment=_plain_environment(),
                log=log,
                dies_by=signal.SIGINT if dies_with_us else None,
                cwd=self.home,
                **self._as_account(),
            )

    def prepare(self, report: Report) -> None:
        """Make whatever is missing: the system user's copy, the cluster, the socket directory."""
        with _explained(self.home):
            self._check_ours()
            self._set_aside_foreign(report)
            self._make_home()
            if self.account:
                postgresql.install_copy(self.binaries, report)
            if not self.exists:
                report(f"Creating the database in {self.directory}")
                self._initialize()
            self._make_private(self.sockets)
        self._check_version()

    def serving(self) -> int | None:
        """The process id of the server that runs on this cluster, or None."""
        pid = self._recorded_pid()
        if pid is None:
            return None
        return pid if any(p.pid == pid for p in self._own_processes()) else None

    def accepts(self) -> bool:
        """True once the server answers (a recovery after a crash may take a while)."""
        try:
            return self._lock_lines()[7].strip() == "ready"
        except (FileNotFoundError, IndexError):
            return False

    def clear_stale(self) -> None:
        """After a crash: end orphaned server processes, then drop the lock they left behind.

        PostgreSQL would refuse to start while an orphan still holds its shared memory, and for
        good when the recorded process id now belongs to some other program.
        """
        if self.serving() is not None:
            return
        processes.end(self._own_processes(), politely=signal.SIGQUIT, seconds=CRASH_STOP_S)
        (self.directory / "postmaster.pid").unlink(missing_ok=True)
        (self.sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop the server, whoever started it, and whatever it may have left."""
        pid = self.serving()
        if pid is not None:
            found = [p for p in self._own_processes() if p.pid == pid]
            processes.end(found, politely=signal.SIGINT, seconds=STOP_S)
        self.clear_stale()

    def check_sign_in(self) -> None:
        """Raise Trouble when the kept password does not open this cluster."""
        try:
            psycopg.connect(self.admin_dsn, connect_timeout=10).close()
        except psycopg.OperationalError as refusal:
            raise Trouble(
                f"The database in {self.directory} does not accept our password.",
                f"Restore {self.data.path / 'secrets'} from a backup of the same day.",
            ) from refusal

    def _lock_lines(self) -> list[str]:
        return (self.directory / "postmaster.pid").read_text().splitlines()

    def _recorded_pid(self) -> int | None:
        try:
            return int(self._lock_lines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def _own_processes(self) -> list[Any]:
        return list(processes.working_in(self.directory.resolve(), name="postgres"))

    def _as_account(self) -> dict[str, Any]:
        if self.account is None:
            return {}
        return {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}

    def _check_ours(self) -> None:
        """Raise Trouble rather than start another database beside the one people mean."""
        if not self.as_system_user:
            return
        if (self.data.path / OWN_HOME).exists():
            raise Trouble(
                f"The database in {self.data.path} belongs to {(self.data.path / OWN_HOME).owner()}"
                ", and PostgreSQL refuses to run as root.",
                "Run Beatbook as that user.",
            )
        label = self.home / LABEL
        belongs_to = Path(label.read_text().strip()) if label.exists() else self.data.path
        if belongs_to != self.data.path and belongs_to.exists():
            raise Trouble(
                f"{self.data.path} is a copy of {belongs_to}, and they cannot share {self.home}.",
                f"Remove {self.data.path / POINTER} to start the copy with an empty database.",
            )

    def _make_home(self) -> None:
        if self.as_system_user:
            postgresql.SYSTEM_HOME.mkdir(mode=0o755, exist_ok=True)
            _point_to(self.home, self.data.path / POINTER)
        self._make_private(self.home)
        (self.home / LABEL).write_text(f"{self.data.path}\n")

    def _make_private(self, folder: Path) -> None:
        """A directory with mode 700 of the server's user; Trouble if a stranger has made it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = self.account or postgresql.Account(os.geteuid(), os.getegid())
        found = folder.lstat()
        if found.st_uid not in (owner.uid, os.geteuid()) or not stat.S_ISDIR(found.st_mode):
            raise Trouble(
                f"{folder} belongs to another user, so the database cannot use it.",
                "Remove it, or set BEATBOOK_DATA to another directory.",
            )
        os.chown(folder, owner.uid, owner.gid)
        folder.chmod(0o700)

    def _initialize(self) -> None:
        """Run initdb beside the final place, so that a half-made cluster is never mistaken."""
        draft = self.home / "cluster.new"
        shutil.rmtree(draft, ignore_errors=True)
        password = self.home / "initial-password"
        password.unlink(missing_ok=True)
        password.touch(mode=0o600)
        password.write_text(self.data.secret("postgres") + "\n")
        if self.account:
            os.chown(password, self.account.uid, self.account.gid)
        try:
            self._run_initdb(draft, password)
        finally:
            password.unlink()
        draft.rename(self.directory)

    def _run_initdb(self, draft: Path, password: Path) -> None:
        done = subprocess.run(
            [
                str(self.binaries / "initdb"),
                f"--pgdata={draft}",
                f"--username={ADMINISTRATOR}",
                f"--pwfile={password}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--lc-collate=C",
                "--lc-ctype=C.UTF-8",
            ],
            cwd=self.home,
            env=_plain_environment(),
            capture_output=True,
            text=True,
            check=False,
            **self._as_account(),
        )
        if done.returncode:
            said = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise Trouble(
                f"The database could not be created in {self.home} ({said}).",
                "Check the free space and the permissions there, then try again.",
            )

    def _set_aside_foreign(self, report: Report) -> None:
        """A cluster whose password went with a deleted data directory is kept, out of the way."""
        if not self.exists or self.data.has_secret("postgres"):
            return
        number = 1
        while (aside := self.home.with_name(f"{self.home.name}.old-{number}")).exists():
            number += 1
        self.stop()
        self.home.rename(aside)
        report(f"Set aside the database of an earlier data directory: {aside} (delete it at will)")

    def _check_version(self) -> None:
        made_by = (self.directory / "PG_VERSION").read_text().strip()
        ours = postgresql.version().partition(".")[0]
        if made_by != ours:
            raise Trouble(
                f"The database in {self.directory} was made by PostgreSQL {made_by}, "
                f"and this release brings {ours}.",
                "Start it once with the earlier release, dump it, and restore it here.",
            )


@contextlib.contextmanager
def _explained(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as refusal:
        why = (refusal.strerror or str(refusal)).lower()
        raise Trouble(
            f"The database cannot be put in {home} ({why}).",
            "Make room or permission there, or set DATABASE_URL to a PostgreSQL of your own.",
        ) from refusal


def _home_for_root(data: DataDirectory) -> Path:
    pointer = data.path / POINTER
    if not pointer.exists():
        return postgresql.SYSTEM_HOME / data.fingerprint
    home = Path(pointer.read_text().strip())
    if not home.is_absolute():  # an empty file would name the directory that one happens to be in
        raise Trouble(
            f"{pointer} does not say where the database is.",
            f"Write the folder below {postgresql.SYSTEM_HOME} into it that belongs to {data.path}.",
        )
    return home


def _point_to(home: Path, pointer: Path) -> None:
    """Write the pointer whole: who reads it meanwhile must never find it empty."""
    draft = pointer.with_suffix(f".{os.getpid()}")
    draft.write_text(f"{home}\n")
    draft.rename(pointer)


def _plain_environment() -> dict[str, str]:
    """The server hears none of our settings: no secrets, no PG variables, no locale."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
