from __future__ import annotations

import stat
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import conninfo, errors

from beatbook.site import database, roles
from beatbook.site.data_directory import DataDirectory
from beatbook.site.roles import OWNER, RUNNING, SEALER, WEB, WORKER, Credentials
from beatbook.site.trouble import Trouble
from tests.site import debian
from tests.site.conftest import EMBEDDED, throw_away

# Debian's PostgreSQL 15 as well, on machines that have it.
WITHOUT_DEBIAN = pytest.mark.skipif(
    not debian.BINARIES.exists(),
    reason="Debian's PostgreSQL 15 is not here: apt-get install postgresql-15",
)
KINDS = ["embedded", pytest.param("debian", marks=WITHOUT_DEBIAN)]


@pytest.fixture(scope="module", params=KINDS)
def admin_dsn(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if request.param == "debian":
        with debian.postgresql() as dsn:
            yield dsn
        return
    data = DataDirectory(tmp_path_factory.mktemp("roles") / "data")
    with database.ensure_running(data, environment=EMBEDDED) as server:
        yield server.admin_dsn
    throw_away(data)


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> DataDirectory:
    return DataDirectory(tmp_path_factory.mktemp("secrets"))


@pytest.fixture
def town(admin_dsn: str, secrets: DataDirectory) -> Iterator[Credentials]:
    """A prepared database with one table of the owner's."""
    ready = roles.prepare(admin_dsn, "town", secrets)
    with psycopg.connect(ready.dsn(OWNER)) as owner:
        owner.execute("CREATE TABLE calls (id bigserial PRIMARY KEY, note text)")
    yield ready
    roles.remove(admin_dsn, "town")


def asked(dsn: str, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn) as connection:
        return connection.execute(question).fetchall()


def test_each_role_signs_in_and_none_is_powerful(town: Credentials):
    powers = (
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
        " FROM pg_roles WHERE rolname = current_user"
    )
    for role in roles.ROLES:
        assert asked(town.dsn(role), powers) == [(f"town_{role}",) + (False,) * 5]


@pytest.mark.parametrize("role", [WEB, WORKER])
def test_web_and_worker_read_and_write_what_the_owner_makes(town: Credentials, role: str):
    with psycopg.connect(town.dsn(role)) as connection:
        connection.execute("INSERT INTO calls (note) VALUES ('a')")
        connection.execute("UPDATE calls SET note = 'b'")
        assert connection.execute("SELECT note FROM calls").fetchall() == [("b",)]
        connection.execute("DELETE FROM calls")


@pytest.mark.parametrize(
    "statement", ["TRUNCATE calls", "DROP TABLE calls", "CREATE TABLE mine (id int)"]
)
@pytest.mark.parametrize("role", RUNNING)
def test_no_running_role_owns_or_makes_a_table(town: Credentials, role: str, statement: str):
    with psycopg.connect(town.dsn(role)) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement", ["SELECT * FROM calls", "INSERT INTO calls (note) VALUES ('')"]
)
def test_the_sealer_gets_only_what_it_is_granted(town: Credentials, statement: str):
    with (
        psycopg.connect(town.dsn(SEALER)) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute(statement)


def test_a_running_role_that_idles_in_a_transaction_is_cut_off_after_5_seconds(town: Credentials):
    limit = "SHOW idle_in_transaction_session_timeout"
    assert [asked(town.dsn(role), limit) for role in RUNNING] == [[("5s",)]] * 3
    assert asked(town.dsn(OWNER), limit) == [("0",)]


def test_the_owner_may_add_the_extensions_that_migrations_need(town: Credentials):
    with psycopg.connect(town.dsn(OWNER)) as owner:
        for extension in ("pg_trgm", "btree_gist", "unaccent"):
            owner.execute(f"CREATE EXTENSION {extension}")
        assert owner.execute("SELECT similarity('José', 'jose')").fetchone() != (0,)


def test_text_is_utf8_sorted_by_code_point_with_letters_beyond_ascii(town: Credentials):
    row = "SELECT upper('é'), 'a' < 'B', getdatabaseencoding()::text"
    assert asked(town.dsn(WEB), row) == [("É", False, "UTF8")]


def test_preparing_again_changes_nothing(admin_dsn: str, secrets: DataDirectory, town: Credentials):
    with psycopg.connect(town.dsn(WEB)) as connection:
        connection.execute("INSERT INTO calls (note) VALUES ('kept')")
    again = roles.prepare(admin_dsn, "town", secrets)
    assert again == town
    assert asked(again.dsn(WEB), "SELECT note FROM calls") == [("kept",)]


def test_the_passwords_are_kept_apart_and_readable_by_us_alone(
    secrets: DataDirectory, town: Credentials
):
    assert len(set(town.passwords.values())) == 4
    for role in roles.ROLES:
        kept = secrets.path / "secrets" / f"town_{role}"
        assert kept.read_text().strip() == town.passwords[role]
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_new_password_takes_the_place_of_a_lost_one(
    admin_dsn: str, secrets: DataDirectory, town: Credentials
):
    (secrets.path / "secrets" / "town_web").unlink()
    again = roles.prepare(admin_dsn, "town", secrets)
    assert again.passwords["web"] != town.passwords["web"]
    assert asked(again.dsn(WEB), "SELECT 1") == [(1,)]


def test_the_roles_of_one_database_cannot_enter_another(
    admin_dsn: str, secrets: DataDirectory, town: Credentials
):
    village = roles.prepare(admin_dsn, "village", secrets)
    stranger = conninfo.make_conninfo(town.dsn(WEB), dbname="village")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(stranger)
    assert asked(village.dsn(WEB), "SELECT 1") == [(1,)]
    roles.remove(admin_dsn, "village")


@pytest.fixture
def modest_dsn(admin_dsn: str) -> Iterator[str]:
    """An administrator who is no superuser."""
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        admin.execute("CREATE ROLE modest LOGIN CREATEDB CREATEROLE PASSWORD 'modest'")
        yield conninfo.make_conninfo(admin_dsn, user="modest", password="modest")
        admin.execute("DROP OWNED BY modest")
        admin.execute("DROP ROLE modest")


def test_an_administrator_without_superpowers_is_enough(modest_dsn: str, secrets: DataDirectory):
    ready = roles.prepare(modest_dsn, "village", secrets)
    assert roles.prepare(modest_dsn, "village", secrets) == ready
    with psycopg.connect(ready.dsn(OWNER)) as owner:
        owner.execute("CREATE TABLE t (id int)")
    assert asked(ready.dsn(WORKER), "SELECT * FROM t") == []
    roles.remove(modest_dsn, "village")


def test_an_administrator_who_may_not_is_told_what_is_missing(
    town: Credentials, secrets: DataDirectory
):
    with pytest.raises(Trouble) as trouble:
        roles.prepare(town.dsn(WEB), "village", secrets)
    assert trouble.value.remedy == (
        "Let DATABASE_URL name a superuser, or a role with CREATEDB and CREATEROLE."
    )


def test_django_signs_in_with_what_is_left_of_the_address_as_options(secrets: DataDirectory):
    url = "postgresql://chief:secret@db.example:6543/postgres?sslmode=require"
    ready = roles.credentials(secrets, {"DATABASE_URL": url, "BEATBOOK_DATABASE": "town"})
    assert ready.django(WEB) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "town",
        "USER": "town_web",
        "PASSWORD": secrets.secret("town_web"),
        "HOST": "db.example",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({}, "beatbook"),
        ({"DATABASE_URL": "postgresql://chief@db.example/county"}, "county"),
        ({"DATABASE_URL": "postgresql://chief@db.example/postgres"}, "beatbook"),
        ({"DATABASE_URL": "postgresql://db.example/county", "BEATBOOK_DATABASE": "town"}, "town"),
    ],
)
def test_the_database_is_named_by_the_environment(environment: dict[str, str], name: str):
    assert roles.database_name(environment) == name


def test_a_role_that_is_none_of_ours_is_refused():
    assert roles.role_name({}) == "web"
    assert roles.role_name({"BEATBOOK_ROLE": "owner"}) == "owner"
    with pytest.raises(Trouble, match="which is no role of ours"):
        roles.role_name({"BEATBOOK_ROLE": "postgres"})
