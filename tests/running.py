"""The installation as it runs: a web server and a worker as processes, on the test database."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from beatbook.core import clock
from beatbook.ground.agency import queries
from beatbook.ground.geo import imports
from beatbook.ground.geo.gis.sources import Sources
from beatbook.ground.geo.models import Map
from beatbook.site import roles
from tests.ground.geo.conftest import small_town

REPOSITORY = Path(__file__).resolve().parents[1]
PATIENCE_S = 60.0


@dataclass
class Installation:
    """`address` has no final slash."""

    address: str
    web: subprocess.Popen[bytes]

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """The web server is there and says nothing: as when a cable is pulled."""
        processes = [psutil.Process(self.web.pid), *psutil.Process(self.web.pid).children()]
        for process in processes:
            process.suspend()
        try:
            yield
        finally:
            for process in processes:
                process.resume()


def use_small_town() -> Map:
    """Import the small town as the map in use, and return it.

    Waits for a turn: imports into one directory refuse each other, and tests share theirs.
    """
    turns = Path(os.environ["BEATBOOK_DATA"]) / "slots" / "maps"
    with tempfile.TemporaryDirectory() as folder, turns.open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return imports.import_map(
            Sources(osm=small_town().write(Path(folder) / "town.osm")),
            name="Small town",
            by=queries.system("test"),
            at=clock.real_now(),
            progress=lambda *_: None,
        )


@contextlib.contextmanager
def installation(web_processes: int = 1) -> Iterator[Installation]:
    """The installation, once it is well. What was committed before is there."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    web = _process("beatbook.site.serve", roles.WEB, port, web_processes)
    with web as served, _process("beatbook.site.work", roles.WORKER, port, 1):
        _wait_until_well(address)
        yield Installation(address, served)


@contextlib.contextmanager
def _process(
    module: str, role: str, port: int, processes: int
) -> Iterator[subprocess.Popen[bytes]]:
    told = {
        "PORT": str(port),
        "BEATBOOK_PROCESSES": str(processes),
        roles.ROLE_VARIABLE: role,
        "PYTHONPATH": str(REPOSITORY),
    }
    process = subprocess.Popen([sys.executable, "-m", module], env=os.environ | told)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _wait_until_well(address: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not _is_well(address):
        assert time.monotonic() < deadline, f"{address} did not become well."
        time.sleep(0.05)


def _is_well(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
