"""The command line: ``beatbook COMMAND``."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

import django
import psycopg
from psycopg.errors import UndefinedColumn, UndefinedTable

import beatbook
from beatbook.site import database, roles
from beatbook.site.data_directory import DataDirectory
from beatbook.site.trouble import Trouble

INTERRUPTED = 130
NOBODY_READS = 141

EPILOG = """\
Example:
  beatbook run

Exit codes: 0 done, 1 the data or the machine has a problem (which is said), 2 wrong use.
Environment: BEATBOOK_DATA (data directory), DATABASE_URL (a PostgreSQL of your own), PORT."""


@dataclass(frozen=True)
class Command:
    """One word of the command line; its module is ``beatbook.site.commands.<word>``.

    ``role`` is the database role that a command which uses the models signs in as: while it runs,
    Django is set up and the database is up. A command without one does without both.
    """

    word: str
    summary: str
    role: str | None = None


COMMANDS = (
    Command("run", "start the database, the web server, the workers and the day"),
    Command("map", "import the map that everybody works on", role="worker"),
    Command("simulate", "live a day in the town, through the commands people use", role="worker"),
    Command("token", "give a machine access to one agency by the API", role="worker"),
    Command("check", "check that the data holds together, and explain gaps", role="worker"),
    Command("bench", "measure this machine, on a database of its own"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run_to_the_end(given)
    except BrokenPipeError:  # "| head" has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except Trouble as trouble:
        print(f"beatbook: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _run_to_the_end(given: list[str]) -> int:
    """Until all that was said is written: what nobody reads any more shows only then."""
    try:
        return _run(given)
    finally:
        sys.stdout.flush()


def _run(given: list[str]) -> int:
    """Only the chosen command's module is imported, so that help comes at once."""
    parser = argparse.ArgumentParser(
        prog="beatbook",
        description="The operations platform of a community-service-officer agency.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"beatbook {beatbook.__version__}")
    words = parser.add_subparsers(metavar="COMMAND", required=True)
    chosen = next((command for command in COMMANDS if command.word in given[:1]), None)
    if chosen is None:
        for command in COMMANDS:
            words.add_parser(command.word, help=command.summary)
        parser.parse_args(given)
        parser.error("say which command comes first")
    module = _module(chosen)
    module.register(words)
    args = parser.parse_args(given)
    with _database(chosen.role):
        return int(module.run(args))


def _module(command: Command) -> ModuleType:
    if command.role:
        os.environ["BEATBOOK_ROLE"] = command.role
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beatbook.site.settings")
        django.setup()
    return importlib.import_module(f"beatbook.site.commands.{command.word}")


@contextlib.contextmanager
def _database(role: str | None) -> Iterator[None]:
    if role is None:
        yield
        return
    data = DataDirectory.locate()
    with database.ensure_running(data, report=_say):
        try:
            psycopg.connect(roles.credentials(data).dsn(role)).close()
        except psycopg.OperationalError as refusal:
            raise Trouble(
                f"There is no database of Beatbook's in {data.path} yet.", "Make one: beatbook run"
            ) from refusal
        _seal(data)
        with _plainly():
            yield
        _seal(data)


def _seal(data: DataDirectory) -> None:
    """What was written last before a stop, or by the command, waits for no worker to be run."""
    from beatbook.ground.journal import sealer  # noqa: PLC0415 -- its models need Django set up

    # No tables yet, or the database went away in this moment: the next worker seals.
    with (
        contextlib.suppress(psycopg.Error),
        psycopg.connect(roles.credentials(data).dsn(roles.SEALER), autocommit=True) as connection,
    ):
        sealer.seal_the_rest(connection)


@contextlib.contextmanager
def _plainly() -> Iterator[None]:
    """Says what can happen to a database below any command."""
    from django.db import (  # noqa: PLC0415 -- slow import
        InterfaceError,
        OperationalError,
        ProgrammingError,
    )

    try:
        yield
    except ProgrammingError as fault:
        if not isinstance(fault.__cause__, UndefinedColumn | UndefinedTable):
            raise
        raise Trouble(
            "The tables are those of another release.", "Bring them up to date: beatbook run"
        ) from fault
    except (OperationalError, InterfaceError) as fault:
        raise Trouble(
            f"The database cannot be reached any more ({_first_line(fault)}).",
            "What was under way is undone. Start the command again when it is up.",
        ) from fault


def _first_line(fault: Exception) -> str:
    return str(fault).partition("\n")[0].strip()


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
