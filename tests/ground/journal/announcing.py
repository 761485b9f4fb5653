"""One small verb that announces, for tests of what becomes of an announcement."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Any

import psycopg

from beatbook.contract.access import Actor, Principal
from beatbook.contract.agency import MemberAdded
from beatbook.contract.values import OPEN, Subject
from beatbook.core import clock
from beatbook.ground import journal
from beatbook.ground.journal import scope, sealer
from beatbook.site.roles import Credentials
from tests import threads

JUN = "Jun Park"
TESTER = Actor.system("test")
CALLER = Principal(actor=TESTER, name="Test", grants={})

Sealer = psycopg.Connection[tuple[Any, ...]]


@journal.command
def announce(
    *, name: str = JUN, member_id: int = 7, agency_id: int = 1, need_to_know: str = OPEN
) -> int:
    """Announce a member in the scope that is entered already; return the entry's id."""
    return journal.record(
        MemberAdded(member_id=member_id, username="jun", full_name=name),
        subject=Subject("member", str(member_id)),
        agency_id=agency_id,
        by=TESTER,
        at=clock.real_now(),
        need_to_know=need_to_know,
    )


def announce_alone(**what: Any) -> int:
    """The same, in a transaction and a scope of its own."""
    agency_id, known = what.get("agency_id", 1), what.get("need_to_know", OPEN)
    with scope.within([agency_id], classes=[known]):
        return announce(**what)


@contextlib.contextmanager
def a_sealer(credentials: Credentials) -> Iterator[Sealer]:
    with psycopg.connect(credentials.dsn("sealer"), autocommit=True) as connection:
        yield connection


@contextlib.contextmanager
def a_running_sealer(credentials: Credentials) -> Iterator[None]:
    """A sealer in a thread, until the block ends."""
    stop, dsn = threading.Event(), credentials.dsn("sealer")
    running = threads.Actor(sealer.run, lambda: psycopg.connect(dsn, autocommit=True), stop)
    try:
        yield
    finally:
        stop.set()
        running.result()


def places(credentials: Credentials) -> list[tuple[int, int, int]]:
    """(position, agency, leaf) of every sealed entry, in order."""
    with psycopg.connect(credentials.dsn("owner")) as owner:
        return owner.execute(
            "SELECT position, agency_id, leaf FROM journal_seal ORDER BY position"
        ).fetchall()


def sealed_entries(credentials: Credentials) -> list[int]:
    """Ids of the sealed entries, by position."""
    with psycopg.connect(credentials.dsn("owner")) as owner:
        rows = owner.execute("SELECT entry_id FROM journal_seal ORDER BY position").fetchall()
    return [row[0] for row in rows]
