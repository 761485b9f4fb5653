"""Real PostgreSQL for every test: migrated by the owner, used as the web role, policies on.

Each run (and each xdist worker) takes a free slot, so that several runs on one machine do not
meet. A slot's database is kept and re-used as long as the migrations are the same.
"""

from __future__ import annotations

import atexit
import fcntl
import gc
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import psycopg
import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("BEATBOOK_SHARED", REPOSITORY.parent / "shared"))
DATA = REPOSITORY / ".cache" / "test-data"
SLOTS = 12


def _take_slot() -> tuple[str, IO[str]]:
    (DATA / "slots").mkdir(parents=True, exist_ok=True)
    for number in range(SLOTS):
        lock = (DATA / "slots" / str(number)).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return f"beatbook_test_{number}", lock
        except BlockingIOError:
            lock.close()
    raise RuntimeError(f"All {SLOTS} test databases are in use.")


DATABASE, _SLOT = _take_slot()
atexit.register(_SLOT.close)
os.environ["BEATBOOK_DATA"] = str(DATA)
os.environ["BEATBOOK_DATABASE"] = DATABASE
os.environ["BEATBOOK_ROLE"] = "web"
os.environ["DJANGO_SETTINGS_MODULE"] = "beatbook.site.settings"

import django  # noqa: E402 -- reads the environment set above
import hypothesis  # noqa: E402 -- the same
from django.conf import settings  # noqa: E402 -- the same

django.setup()
# How quick a busy machine draws an example says nothing about the code.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")
# Only the cost of a guess is lowered; the product hashes with Argon2's own parameters.
settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]

from django.db import connection, connections  # noqa: E402 -- the same

from beatbook.ground.journal.models import Entry  # noqa: E402 -- the same
from beatbook.site import database, roles  # noqa: E402 -- the same
from beatbook.site.data_directory import DataDirectory  # noqa: E402 -- the same
from tests import cast as cast_module  # noqa: E402 -- the same


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Workers inherit our environment, and with this would read the settings of our slot."""
    os.environ.pop("DJANGO_SETTINGS_MODULE")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was collected stays to the end: to look through it for garbage again and again costs
    each run half a minute of processor time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _migrations_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted((REPOSITORY / "beatbook").rglob("migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _comment(admin_dsn: str) -> str | None:
    with psycopg.connect(admin_dsn) as admin:
        row = admin.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [DATABASE],
        ).fetchone()
    return row[0] if row else None


def _migrate() -> None:
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        env=os.environ | {"BEATBOOK_ROLE": "owner"},
        cwd=REPOSITORY,
        check=True,
    )


@pytest.fixture(scope="session")
def server() -> Iterator[database.Server]:
    """The database server: the embedded one, or the one DATABASE_URL names."""
    with database.ensure_running(DataDirectory(DATA)) as running:
        yield running


@pytest.fixture(scope="session")
def credentials(server: database.Server) -> roles.Credentials:
    """The migrated test database of this slot and how each role signs in to it."""
    digest = _migrations_digest()
    if _comment(server.admin_dsn) != digest:
        roles.remove(server.admin_dsn, DATABASE)
        ready = roles.prepare(server.admin_dsn, DATABASE, server.data)
        _migrate()
        with psycopg.connect(server.admin_dsn, autocommit=True) as admin:
            admin.execute(f"COMMENT ON DATABASE {DATABASE} IS '{digest}'")
    else:
        ready = roles.prepare(server.admin_dsn, DATABASE, server.data)
    empty(ready)
    return ready


@pytest.fixture(scope="session")
def django_db_setup(credentials: roles.Credentials, django_db_blocker: Any) -> None:
    """pytest-django's place to make a database: ours is made above."""


KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def empty(ready: roles.Credentials) -> None:
    """Remove every row, as the owner, which alone may lift the journal's fence."""
    _standing.clear()
    with psycopg.connect(ready.dsn("owner")) as owner:
        tables = _used_tables(owner)
        fenced = ("journal_entry", "journal_seal")
        for table in fenced:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        if tables:
            owner.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
        for table in fenced:
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for series in owner.execute(
            "SELECT sequencename FROM pg_sequences"
            " WHERE sequencename ~ '^(incident|case)_number_[0-9]+_[0-9]+$'"
        ).fetchall():
            owner.execute(f"DROP SEQUENCE {series[0]}")


def _used_tables(owner: psycopg.Connection) -> list[str]:
    """Tables with a row in them: emptying every table takes most of a second."""
    every = owner.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
    ).fetchall()
    looks = [f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for (name,) in every]
    used = owner.execute(" UNION ALL ".join(looks)).fetchall()
    return [name for (name,) in used if name not in KEPT]


_standing: list[cast_module.Cast] = []


@pytest.fixture
def baseline(django_db_setup: None, django_db_blocker: Any) -> cast_module.Cast:
    """The cast, committed, under whatever the test does."""
    if not _standing:
        with django_db_blocker.unblock():
            cast_module.set_up()
            _standing.append(cast_module.read())
    return _standing[0].afresh()


@pytest.fixture
def cast(baseline: cast_module.Cast, db: None) -> cast_module.Cast:
    """The cast, in a transaction that is rolled back, seen as the dispatcher Tess Ellis sees it."""
    baseline.enter(baseline.tess)
    return baseline


@pytest.fixture
def recorded(cast: cast_module.Cast) -> Callable[[], list[str]]:
    """The names of the entries recorded since the test began, in order."""
    before = _last_entry()

    def names() -> list[str]:
        return list(
            Entry.objects.filter(pk__gt=before).order_by("pk").values_list("name", flat=True)
        )

    return names


def _last_entry() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM journal_entry_id_seq")
        row = cursor.fetchone()
        assert row is not None
        return int(row[0])


@pytest.fixture
def committed_cast(committed: roles.Credentials, baseline: cast_module.Cast) -> cast_module.Cast:
    """The cast, for tests on several real connections."""
    return baseline


@pytest.fixture
def committed(
    credentials: roles.Credentials, django_db_setup: None, django_db_blocker: Any
) -> Iterator[roles.Credentials]:
    """For tests on several real connections: an empty database, emptied again afterwards."""
    empty(credentials)
    with django_db_blocker.unblock():
        yield credentials
        connections.close_all()
    empty(credentials)
