"""A PostgreSQL 15 as Debian packages it, for tests of a server that is not ours."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import conninfo

from beatbook.site import processes
from tests.site.somebody import NOBODY

BINARIES = Path("/usr/lib/postgresql/15/bin")


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Run one in a temporary directory; gives the administrator's connection string."""
    home = Path(tempfile.mkdtemp(prefix="beatbook-debian-"))
    user = {}
    if os.geteuid() == 0:
        os.chown(home, NOBODY, NOBODY)
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    (home / "password").write_text("admin's own\n")
    (home / "password").chmod(0o644)
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "cwd": home, **user}
    subprocess.run(
        [BINARIES / "initdb", "-D", home / "cluster", "-U", "chief", "--no-sync",
         "--auth=scram-sha-256", f"--pwfile={home / 'password'}"],
        check=True, **quiet,
    )  # fmt: skip
    server = subprocess.Popen(
        [BINARIES / "postgres", "-D", home / "cluster", "-k", home, "-c", "listen_addresses="],
        stderr=subprocess.DEVNULL,
        **quiet,
    )
    dsn = conninfo.make_conninfo(
        host=str(home), user="chief", password="admin's own", dbname="postgres"
    )
    assert processes.wait_until(lambda: _answers(dsn), seconds=30)
    yield dsn
    server.send_signal(2)
    server.wait()
    shutil.rmtree(home)


def _answers(dsn: str) -> bool:
    try:
        psycopg.connect(dsn).close()
    except psycopg.OperationalError:
        return False
    return True
