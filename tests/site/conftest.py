"""Data directories of our own, and a way to be somebody who is not root."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from beatbook.site import database
from beatbook.site.cluster import Cluster
from beatbook.site.data_directory import DataDirectory
from tests.site.somebody import NOBODY, Somebody, copy_program

EMBEDDED: dict[str, str] = {}
"""An environment without DATABASE_URL: these tests want the embedded server."""


def throw_away(data: DataDirectory) -> None:
    """Stop the server of a test's data directory and remove what lies outside it."""
    cluster = Cluster.of(data)
    if cluster.exists:
        cluster.stop()
    for leftover in cluster.home.parent.glob(f"{cluster.home.name}*"):
        shutil.rmtree(leftover)
    if cluster.sockets.exists():
        shutil.rmtree(cluster.sockets)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[DataDirectory]:
    made = DataDirectory(tmp_path / "data")
    yield made
    throw_away(made)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[database.Server]:
    """An embedded server for the tests of one module that only look at it."""
    data = DataDirectory(tmp_path_factory.mktemp("started") / "data")
    with database.ensure_running(data, environment=EMBEDDED) as running:
        yield running
    throw_away(data)


@pytest.fixture
def somebody() -> Iterator[Somebody]:
    """Not root, even when the tests are; the home has mode 700."""
    root = Path(tempfile.mkdtemp(prefix="beatbook-test-"))
    root.chmod(0o755)
    uid = NOBODY if os.geteuid() == 0 else os.geteuid()
    home = root / "home"
    home.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(home, uid, uid)
    copy_program(root / "program")
    yield Somebody(home, uid)
    shutil.rmtree(root)
