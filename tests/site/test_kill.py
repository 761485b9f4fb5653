"""The power is pulled under load: no accepted call is lost, and none is there twice.

Web processes, the worker and the database are killed (SIGKILL) at random while machines take 200
calls. Each machine sends its call under an id of its own until it is told that it was taken.
``BEATBOOK_KILLS`` sets how many kills; ``BEATBOOK_SEED`` which.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
import pytest

from beatbook.site import processes, roles
from beatbook.site.cluster import Cluster
from beatbook.site.data_directory import DataDirectory

CALLS = 200
CLIENTS = 4
KILLS = int(os.environ.get("BEATBOOK_KILLS", "8"))
SEED = int(os.environ.get("BEATBOOK_SEED", "2026"))
PATIENCE_S = 120.0
PACE_S = CLIENTS * KILLS / CALLS
"""Callers do not ring all at once: the load lasts as long as the kills."""

PEOPLE = """
import django
django.setup()
from beatbook.core import clock
from beatbook.site.demo import people
people.set_up(password="a long demo passphrase", at=clock.real_now())
"""
PROGRAM = """
from beatbook.site import cli, startup
from beatbook.site.startup import Step

migrate = startup.STEPS[0]
startup.STEPS = (migrate, Step("Setting up the people", "worker", ("-c", PEOPLE)))
startup.PARTS = startup.PARTS[:2]
raise SystemExit(cli.main(["run"]))
"""


@dataclass
class Town:
    """A running installation of its own, with a token to take calls by."""

    data: DataDirectory
    port: int
    run: subprocess.Popen[str]
    token: str = ""

    def command_line(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "beatbook", *words],
            env=environment(self.data, self.port),
            capture_output=True,
            text=True,
            check=False,
        )

    def take(self, number: int) -> str:
        """Take one call, however often it needs to be sent; its number."""
        identity = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{SEED}/{number}"))
        body = {"call_type": "NOISE", "location": f"{number} Harbor Street"}
        deadline = time.monotonic() + PATIENCE_S
        time.sleep(PACE_S)
        while time.monotonic() < deadline:
            try:
                status, answer = self.post("/api/v1/calls", body, identity)
            except (OSError, http.client.HTTPException, ValueError):
                status, answer = 0, {}
            if status == 201:
                return str(answer["number"])
            assert status in (0, 500, 502, 503), answer
            time.sleep(0.05)
        raise AssertionError(f"Call {number} was not taken in {PATIENCE_S} s.")

    def post(self, path: str, body: object, identity: str) -> tuple[int, dict[str, str]]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Command-Id": identity,
        }
        try:
            line.request("POST", path, json.dumps(body), headers)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            line.close()

    def victims(self) -> list[Callable[[], list[psutil.Process]]]:
        """What may be killed: the database, the web server, one of its processes, the worker."""
        return [
            lambda: self.children("postgres"),
            lambda: self.children("beatbook.site.serve"),
            lambda: [p for web in self.children("beatbook.site.serve") for p in web.children()],
            lambda: self.children("beatbook.site.work"),
        ]

    def children(self, word: str) -> list[psutil.Process]:
        return [
            child
            for child in psutil.Process(self.run.pid).children()
            if any(word in part for part in child.cmdline())
        ]


def environment(data: DataDirectory, port: int) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("BEATBOOK", "DATABASE_URL"))}
    return kept | {"BEATBOOK_DATA": str(data.path), "PORT": str(port)}


@pytest.fixture
def town(data: DataDirectory, tmp_path: Path) -> Iterator[Town]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    said = tmp_path / "said"
    with said.open("w") as file:
        run = subprocess.Popen(
            [sys.executable, "-c", f"PEOPLE = {PEOPLE!r}\n{PROGRAM}"],
            env=environment(data, port),
            stdout=file,
            stderr=file,
            start_new_session=True,
            text=True,
        )
    town = Town(data, port, run)
    up = processes.wait_until(
        lambda: "Ready after" in said.read_text() or run.poll() is not None, seconds=PATIENCE_S
    )
    assert up, said.read_text()
    assert run.poll() is None, said.read_text()
    made = town.command_line("token", "create", "--agency", "AB", "--name", "load")
    assert made.returncode == 0, made.stderr
    town.token = made.stdout.splitlines()[0]
    yield town
    run.terminate()
    run.wait(PATIENCE_S)


def kill_at_random(town: Town, until_done: Callable[[], bool]) -> int:
    """Kill one after another until there were enough, or the load is over; how many."""
    chance = random.Random(SEED)
    killed = 0
    while killed < KILLS and not until_done():
        time.sleep(chance.uniform(0.2, 1.0))
        found = chance.choice(town.victims())()
        if found:
            chance.choice(found).kill()
            killed += 1
    return killed


def test_no_accepted_call_is_lost_or_doubled(town: Town):
    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        taken = [pool.submit(town.take, number) for number in range(CALLS)]
        killed = kill_at_random(town, lambda: all(one.done() for one in taken))
        numbers = [one.result() for one in taken]
    assert killed == KILLS
    assert len(set(numbers)) == CALLS

    assert calls_in(town) == sorted(numbers)
    assert processes.wait_until(
        lambda: town.command_line("check").returncode == 0, seconds=PATIENCE_S
    ), town.command_line("check").stdout


def calls_in(town: Town) -> list[str]:
    """Every call there is, read by the administrator, who stands outside the fences."""
    cluster = Cluster.of(town.data)
    processes.wait_until(cluster.accepts, seconds=PATIENCE_S)
    credentials = roles.Credentials(
        "beatbook",
        {"host": str(cluster.sockets), "port": 5432},
        {role: town.data.secret(f"beatbook_{role}") for role in roles.ROLES},
    )
    with psycopg.connect(credentials.dsn("owner")) as owner:
        rows = owner.execute(
            "SELECT i.number FROM calls_call c JOIN registry_incident i ON i.id = c.incident_id"
        ).fetchall()
    return sorted(row[0] for row in rows)
