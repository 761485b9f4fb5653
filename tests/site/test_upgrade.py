"""A database that grew step by step before the first release is as good as one made today.

Those steps are folded into one for each room of the house, which names the last that it stands for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from django.db.migrations.loader import MigrationLoader

from beatbook.site import database, roles
from tests.conftest import DATABASE, REPOSITORY

NAME = f"{DATABASE}_old"
FOLDED = [
    migration
    for migration in MigrationLoader(None, replace_migrations=False).disk_migrations.values()
    if migration.replaces and migration.__module__.startswith("beatbook.")
]

UP_TO_THE_FOLD = """
import sys, django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
graph, folded = executor.loader.graph, set(sys.argv[1:])
others = [leaf for leaf in graph.leaf_nodes() if leaf[0] not in folded]
executor.migrate([*others, *((app, "0001_tables") for app in folded)])
"""


@pytest.fixture
def grown(server: database.Server) -> Iterator[psycopg.Connection]:
    """A database as the steps left it: the tables of that day, and the names of the steps."""
    roles.remove(server.admin_dsn, NAME)
    credentials = roles.prepare(server.admin_dsn, NAME, server.data)
    try:
        django("-c", UP_TO_THE_FOLD, *(each.app_label for each in FOLDED)).check_returncode()
        with psycopg.connect(credentials.dsn("owner"), autocommit=True) as owner:
            for folded in FOLDED:
                owner.execute("DELETE FROM django_migrations WHERE app = %s", [folded.app_label])
                for app, name in folded.replaces:
                    owner.execute(
                        "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())",
                        [app, name],
                    )
            yield owner
    finally:
        roles.remove(server.admin_dsn, NAME)


def migrate() -> subprocess.CompletedProcess[str]:
    return django("-m", "django", "migrate")


def django(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"BEATBOOK_ROLE": "owner", "BEATBOOK_DATABASE": NAME},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_database_that_took_every_step_goes_on_from_there(grown):
    """Nothing of before is made again, and what came since is."""
    now = migrate()
    assert (now.returncode, "0001_tables" in now.stdout) == (0, False)
    assert grown.execute("SELECT count(*) FROM calls_statusaddress").fetchone() == (0,)
    assert "No migrations to apply." in migrate().stdout
    recorded = grown.execute("SELECT app FROM django_migrations WHERE name = '0001_tables'")
    assert {app for (app,) in recorded} == {folded.app_label for folded in FOLDED}


def test_a_database_that_missed_a_step_is_refused_and_stays_as_it_is(grown):
    grown.execute("UPDATE django_migrations SET name = '0017_stacks' WHERE name = '0018_transfers'")
    refused = migrate()
    assert refused.returncode == 1
    assert "already exists" in refused.stderr
    assert grown.execute("SELECT count(*) FROM calls_transfer").fetchone() == (0,)
