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

from psycopg import conninfo

from beatbook.contract.access import ROLES
from beatbook.site import database, processes, roles
from beatbook.site.data_directory import VARIABLE as DATA_VARIABLE
from beatbook.site.data_directory import DataDirectory
from beatbook.site.demo import cast
from beatbook.site.supervisor import Child
from beatbook.site.trouble import Trouble

HOST = "127.0.0.1"
DEMO_PASSWORD = "demo_password"  # noqa: S105 -- the name of a secret, not a secret


@dataclass(frozen=True)
class Step:
    """Something done once before the parts start, as one database role."""

    title: str
    role: str
    arguments: tuple[str, ...]


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
        ("-m", "django", "migrate", "--no-input", "--verbosity", "0"),
    ),
    Step("Setting up the demo town", roles.WORKER, ("-m", "beatbook.site.demo.build")),
    Step("Collecting the pages' files", roles.WEB, ("-m", "django", "collectrelease")),
)

PARTS = (
    Part("web server", roles.WEB, ("-m", "beatbook.site.serve"), listens=True),
    Part("worker", roles.WORKER, ("-m", "beatbook.site.work")),
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

    def take(self, step: Step) -> None:
        """Do a step; what it prints is for the person who waits, what it logs is kept."""
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

    def sign_ins(self) -> list[str]:
        """One line for each person of the demo town one may sign in as; none without the town."""
        if not self.data.has_secret(DEMO_PASSWORD):
            return []
        agencies = {agency.code: agency.name for agency in cast.AGENCIES}
        roles_held = {role.code: role.name for role in ROLES}
        return [
            f"{one.username:<8} {one.name}, {roles_held[one.role]}, {agencies[one.agency]}"
            for one in cast.SIGN_INS
        ]
