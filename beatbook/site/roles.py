"""The four database roles of an installation, and how to sign in as each.

``owner`` migrates; ``web``, ``worker`` and ``sealer`` run. None of those three owns a table, and
none of the four is a superuser or goes round row-level security.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import conninfo, sql

from beatbook.site import database
from beatbook.site.data_directory import DataDirectory
from beatbook.site.trouble import Trouble

NAME_VARIABLE = "BEATBOOK_DATABASE"
ROLE_VARIABLE = "BEATBOOK_ROLE"
DEFAULT_DATABASE = "beatbook"
DEFAULT_ROLE = "web"

OWNER, WEB, WORKER, SEALER = ROLES = ("owner", "web", "worker", "sealer")
RUNNING = (WEB, WORKER, SEALER)

IDLE_IN_TRANSACTION = "5s"

_LOCK = 4_711_201
"""Two processes that prepare the same server take turns under this advisory lock."""


@dataclass(frozen=True)
class Credentials:
    """How each role signs in to one database."""

    database: str
    address: Mapping[str, str | int]
    passwords: Mapping[str, str]

    def user(self, role: str) -> str:
        return f"{self.database}_{role}"

    def dsn(self, role: str) -> str:
        return conninfo.make_conninfo(
            "",
            **self.address,
            user=self.user(role),
            password=self.passwords[role],
            dbname=self.database,
        )

    def django(self, role: str) -> dict[str, Any]:
        """The entry of Django's ``DATABASES``; what is left of the address becomes options."""
        options = {k: v for k, v in self.address.items() if k not in ("host", "port")}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.database,
            "USER": self.user(role),
            "PASSWORD": self.passwords[role],
            "HOST": str(self.address.get("host", "")),
            "PORT": str(self.address.get("port", "")),
            "OPTIONS": options,
        }


def database_name(environment: Mapping[str, str] = os.environ) -> str:
    """``BEATBOOK_DATABASE``, else the database that ``DATABASE_URL`` names, else ``beatbook``."""
    named = conninfo.conninfo_to_dict(environment.get(database.VARIABLE, "")).get("dbname")
    if named in (None, "postgres", "template1"):
        named = DEFAULT_DATABASE
    return environment.get(NAME_VARIABLE) or str(named)


def role_name(environment: Mapping[str, str] = os.environ) -> str:
    """The role that this process signs in as."""
    role = environment.get(ROLE_VARIABLE) or DEFAULT_ROLE
    if role not in ROLES:
        raise Trouble(
            f"{ROLE_VARIABLE} is {role!r}, which is no role of ours.",
            f"Use one of: {', '.join(ROLES)}.",
        )
    return role


def credentials(data: DataDirectory, environment: Mapping[str, str] = os.environ) -> Credentials:
    """How to sign in, without connecting; ``prepare`` is what makes it true."""
    name = database_name(environment)
    return Credentials(name, database.address(data, environment), _passwords(data, name))


def django_settings(data: DataDirectory, role: str) -> dict[str, Any]:
    """The entry of Django's ``DATABASES`` for one role of this installation."""
    return credentials(data).django(role)


def prepare(admin_dsn: str, database_name: str, data: DataDirectory) -> Credentials:
    """Make the database and its four roles, or bring them to what they should be.

    ``admin_dsn`` signs in as a superuser, or as a role that may create roles and databases.
    Doing it again changes nothing. Raises Trouble when the administrator may not.
    """
    ready = Credentials(
        database_name, database.without_identity(admin_dsn), _passwords(data, database_name)
    )
    try:
        with psycopg.connect(admin_dsn, autocommit=True) as admin:
            admin.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            for role in ROLES:
                _prepare_role(admin, ready, role)
            _prepare_database(admin, ready)
            for role in RUNNING:
                _set(admin, ready.user(role), "idle_in_transaction_session_timeout")
        with psycopg.connect(ready.dsn(OWNER), autocommit=True) as owner:
            _grant(owner, ready)
    except psycopg.errors.InsufficientPrivilege as refusal:
        raise Trouble(
            f"The database may not be prepared by this user ({refusal.diag.message_primary}).",
            f"Let {database.VARIABLE} name a superuser, or a role with CREATEDB and CREATEROLE.",
        ) from refusal
    return ready


def remove(admin_dsn: str, database_name: str) -> None:
    """Drop the database and its roles: for tests and for throwing a demonstration away."""
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        _run(admin, "DROP DATABASE IF EXISTS {} WITH (FORCE)", database_name)
        for role in ROLES:
            _run(admin, "DROP ROLE IF EXISTS {}", f"{database_name}_{role}")


def _passwords(data: DataDirectory, name: str) -> dict[str, str]:
    return {role: data.secret(f"{name}_{role}") for role in ROLES}


def _prepare_role(admin: psycopg.Connection, ready: Credentials, role: str) -> None:
    user = ready.user(role)
    if not _exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = %s", user):
        _run(admin, "CREATE ROLE {}", user)
    # The server is sent a verifier, so that the password itself is in no server log.
    verifier = admin.pgconn.encrypt_password(
        ready.passwords[role].encode(), user.encode(), b"scram-sha-256"
    )
    attributes = sql.SQL("ALTER ROLE {} LOGIN NOCREATEDB NOCREATEROLE INHERIT PASSWORD {}")
    admin.execute(attributes.format(sql.Identifier(user), sql.Literal(verifier.decode())))
    if _exists(
        admin,
        "SELECT 1 FROM pg_roles WHERE rolname = %s AND (rolsuper OR rolbypassrls)",
        user,
    ):
        _run(admin, "ALTER ROLE {} NOSUPERUSER NOBYPASSRLS", user)


def _prepare_database(admin: psycopg.Connection, ready: Credentials) -> None:
    owner = ready.user(OWNER)
    # An administrator who is no superuser can give a database only to a role it is member of.
    if admin.info.parameter_status("is_superuser") != "on":
        _run(admin, "GRANT {} TO CURRENT_USER", owner)
    if not _exists(admin, "SELECT 1 FROM pg_database WHERE datname = %s", ready.database):
        _create_database(admin, ready.database)
    _run(admin, "ALTER DATABASE {} OWNER TO {}", ready.database, owner)
    _run(admin, "REVOKE ALL ON DATABASE {} FROM PUBLIC", ready.database)
    for role in RUNNING:
        _run(admin, "GRANT CONNECT ON DATABASE {} TO {}", ready.database, ready.user(role))


def _create_database(admin: psycopg.Connection, name: str) -> None:
    """Text sorts by code point, so that no upgrade of a locale breaks an index."""
    _run(
        admin,
        "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'"
        " LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'",
        name,
    )


def _grant(owner: psycopg.Connection, ready: Credentials) -> None:
    """Tables made later are readable and writable by web and worker; the sealer gets nothing."""
    _run(owner, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    users = ready.user(WEB), ready.user(WORKER)
    tables = "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}, {}"
    sequences = "GRANT USAGE, SELECT ON SEQUENCES TO {}, {}"
    for grant in (tables, sequences):
        _run(owner, f"ALTER DEFAULT PRIVILEGES IN SCHEMA public {grant}", *users)


def _set(admin: psycopg.Connection, user: str, setting: str) -> None:
    _run(admin, f"ALTER ROLE {{}} SET {setting} = '{IDLE_IN_TRANSACTION}'", user)


def _exists(connection: psycopg.Connection, query: str, name: str) -> bool:
    return connection.execute(query, [name]).fetchone() is not None


def _run(connection: psycopg.Connection, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
