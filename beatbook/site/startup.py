"""What ``beatbook run`` does before, and what it keeps running: two tables of data.

A new part of the product that needs a process of its own is a line in ``PARTS``; work to be done
once at each start is a line in ``STEPS``.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from psycopg import conninfo

from beatbook.site import database, processes, roles
from beatbook.site.data_directory import CHECKOUT, DataDirectory
from beatbook.site.data_directory import VARIABLE as DATA_VARIABLE
from beatbook.site.stamps import Stamp
from beatbook.site.supervisor import Child
from beatbook.site.trouble import Trouble

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Step:
    """Something done before the parts start, as one database role.

    It is done again when one of the files named by ``depends_on`` (patterns in the checkout) has
    changed, or the database is another one.
    """

    title: str
    role: str
    arguments: tuple[str, ...]
    depends_on: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The last word of the command line: ``migrate``, ``build``."""
        return [word for word in self.arguments if not word.startswith("-")][-1].split(".")[-1]


@dataclass(frozen=True)
class Part:
    """A process that is kept running, as one database role; ``listens`` if it answers at PORT."""

    name: str
    role: str
    arguments: tuple[str, ...]
    listens: bool = False


STEPS = (
    Step(
        "Bringing the tables up to date",
        roles.OWNER,
        ("-m", "django", "migrate", "--no-input", "--verbosity=0"),
        ("beatbook/**/migrations/*.py", "requirements.lock"),
    ),
    Step("Setting up the demo town", roles.WORKER, ("-m", "beatbook.site.demo.build")),
    Step(
        "Collecting the pages' files",
        roles.WEB,
        ("-m", "django", "collectrelease"),
        ("beatbook/*/*/static/**/*", "beatbook/ground/ui/*.py", "package-lock.json"),
    ),
)

PARTS = (
    Part("web server", roles.WEB, ("-m", "beatbook.site.serve"), listens=True),
    Part("worker", roles.WORKER, ("-m", "beatbook.site.work")),
    Part("day", roles.WORKER, ("-m", "beatbook", "simulate", "--for-ever")),
)


@dataclass(frozen=True)
class Place:
    """Where this run happens."""

    data: DataDirectory
    database: str
    host: str
    port: int

    @property
    def address(self) -> str:
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"

    def environment(self, role: str, outer: Mapping[str, str] = os.environ) -> dict[str, str]:
        """What a child is told. It never hears the administrator's password."""
        told = {
            **outer,
            "DJANGO_SETTINGS_MODULE": "beatbook.site.settings",
            "PYTHONUNBUFFERED": "1",
            DATA_VARIABLE: str(self.data.path),
            roles.NAME_VARIABLE: self.database,
            roles.ROLE_VARIABLE: role,
            database.SUPERVISED: "1",
            "PORT": str(self.port),
        }
        if url := outer.get(database.VARIABLE):
            told[database.VARIABLE] = conninfo.make_conninfo("", **database.without_identity(url))
        return told

    def is_done(self, step: Step) -> bool:
        return self._stamp(step).holds()

    def take(self, step: Step) -> None:
        """Do a step; what it prints is for the person who waits, what it logs is kept."""
        self._do(step)
        self._stamp(step).leave()

    def _stamp(self, step: Step) -> Stamp:
        files = [
            path
            for pattern in step.depends_on
            for path in sorted(CHECKOUT.glob(pattern))
            if path.is_file()
        ]
        owner = roles.credentials(self.data).dsn(roles.OWNER)
        return Stamp.of(self.data.runtime / f"done-{step.name}", *files, beside=_state(owner))

    def _do(self, step: Step) -> None:
        log = self.data.log("startup")
        with self.data.open_log("startup") as file:
            done = subprocess.run(
                [sys.executable, *step.arguments],
                env=self.environment(step.role),
                stdin=subprocess.DEVNULL,
                stderr=file,
                check=False,
            )
        if done.returncode:
            lines = log.read_text(errors="replace").strip().splitlines() or ["it said nothing"]
            raise Trouble(
                f"{step.title} failed ({lines[-1].strip()}).", f"The whole story is in {log}."
            )

    def child(self, part: Part) -> Child:
        log = part.name.replace(" ", "-")

        def spawn() -> subprocess.Popen[bytes]:
            with self.data.open_log(log) as file:
                return processes.spawn(
                    [sys.executable, *part.arguments],
                    environment=self.environment(part.role),
                    log=file,
                    dies_by=signal.SIGTERM,
                )

        return Child(
            part.name, spawn, self.data.log(log), self.answers if part.listens else lambda: True
        )

    def answers(self) -> bool:
        """True once a request is answered; that the port is open says too little."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=5)
        try:
            connection.request("GET", "/health")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True

    def check_port(self) -> None:
        """Raise Trouble now if the web server could not listen."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except PermissionError as refusal:
                raise Trouble(
                    f"Only root may listen on port {self.port}.",
                    "Choose a port from 1024 up, like this: PORT=8000 make run",
                ) from refusal
            except OSError as refusal:
                raise Trouble(
                    f"Port {self.port} is taken by another program.",
                    f"Stop that program, or choose another port: PORT={self.port + 1} make run",
                ) from refusal


def _state(dsn: str) -> list[str]:
    """Tells a database from every other, and from itself before its tables were changed."""
    with psycopg.connect(dsn) as connection:
        found = connection.execute(
            "SELECT (SELECT oid FROM pg_database WHERE datname = current_database())::text,"
            " to_regclass('django_migrations')::text"
        ).fetchall()
        if found[0][1]:
            found += connection.execute("SELECT app, name FROM django_migrations").fetchall()
    return sorted(str(row) for row in found)
