"""What the database lets this transaction see.

Row-level policies read three settings that live as long as the transaction. Without them every
protected table is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_SET = """
SELECT set_config('beatbook.agencies', %s, true),
       set_config('beatbook.member', %s, true),
       set_config('beatbook.classes', %s, true)
"""
_GET = """
SELECT coalesce(current_setting('beatbook.agencies', true), ''),
       coalesce(current_setting('beatbook.member', true), ''),
       coalesce(current_setting('beatbook.classes', true), '')
"""


def enter(
    agencies: Iterable[int], *, member: int | None = None, classes: Iterable[str] = ()
) -> None:
    """Let the running transaction see these agencies' rows, as this member."""
    if not connection.in_atomic_block:
        raise RuntimeError("A scope lives in a transaction: begin one first.")
    with connection.cursor() as cursor:
        cursor.execute(
            _SET,
            [",".join(map(str, agencies)), str(member or ""), ",".join(sorted(classes))],
        )


@contextmanager
def within(
    agencies: Iterable[int], *, member: int | None = None, classes: Iterable[str] = ()
) -> Iterator[None]:
    """One transaction that sees these agencies' rows; a surrounding scope is restored after."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _current() if nested else None
        enter(agencies, member=member, classes=classes)
        yield
        if before is not None:
            with connection.cursor() as cursor:
                cursor.execute(_SET, before)


def _current() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_GET)
        row = cursor.fetchone()
        assert row is not None
        return list(row)
