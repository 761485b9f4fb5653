"""Announcing what happened: ``@command`` around the verb, ``record`` as its last line."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import secrets
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

from beatbook.contract.access import Actor, Principal
from beatbook.contract.base import code_fields, personal_fields
from beatbook.contract.values import OPEN, Subject

P = ParamSpec("P")
R = TypeVar("R")

SALT_BYTES = 32

_command_id: ContextVar[uuid.UUID | None] = ContextVar("command_id", default=None)

_INSERT_ENTRY = """
INSERT INTO journal_entry
    (name, agency_id, need_to_know, subject_kind, subject_id, actor, at, received, command_id,
     codes, commitment)
VALUES (%s, %s, %s, %s, %s, %s, %s, clock_timestamp(), %s, %s::jsonb, %s)
RETURNING id
"""
_INSERT_WITH_PAYLOAD = f"""
WITH entry AS ({_INSERT_ENTRY}), payload AS (
    INSERT INTO journal_payload (entry_id, agency_id, need_to_know, salt, "values")
    SELECT entry.id, %s, %s, %s, %s::jsonb FROM entry)
SELECT id FROM entry
"""  # noqa: S608 -- made of constants only


@contextmanager
def command_id(identity: uuid.UUID) -> Iterator[None]:
    """Everything recorded inside carries this command id."""
    token = _command_id.set(identity)
    try:
        yield
    finally:
        _command_id.reset(token)


@contextmanager
def one_command(identity: uuid.UUID) -> Iterator[None]:
    """All verbs inside are one command under this id, in the transaction that runs already."""
    token = _running.set(True)
    try:
        with command_id(identity):
            yield
    finally:
        _running.reset(token)


def command(function: Callable[P, R]) -> Callable[P, R]:
    """A verb: one transaction, and one command id for all that it and the verbs it calls record."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _running.get():
            with transaction.atomic(savepoint=False):
                return function(*args, **kwargs)
        token = _running.set(True)
        try:
            with command_id(_command_id.get() or uuid.uuid4()), transaction.atomic():
                return function(*args, **kwargs)
        finally:
            _running.reset(token)

    return run


def running_command() -> uuid.UUID | None:
    """The id of the command that runs."""
    return _command_id.get()


_running: ContextVar[bool] = ContextVar("command_running", default=False)


def record(
    event: Any,
    *,
    subject: Subject,
    agency_id: int,
    by: Principal | Actor,
    at: datetime,
    need_to_know: str = OPEN,
) -> int:
    """Write one entry in the running transaction and return its id.

    ``event`` is an instance of a class declared with ``@event``. Call it last in the command,
    when the rows are locked and written: the identity drawn here is the order of cause and
    effect. ``at`` is when it happened (operational time); when it was received is stamped by the
    database's real clock.
    """
    identity = _command_id.get()
    if identity is None or not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside a @journal.command.")
    values = dataclasses.asdict(event)
    codes = {name: values[name] for name in code_fields(type(event))}
    personal = {name: values[name] for name in personal_fields(type(event))}
    actor = by.actor if isinstance(by, Principal) else by
    entry: list[Any] = [event.name, agency_id, need_to_know, subject.kind, subject.id]
    entry += [str(actor), at, identity]
    if not personal:
        return _insert(_INSERT_ENTRY, [*entry, canonical(codes), None])
    salt, text = secrets.token_bytes(SALT_BYTES), canonical(personal)
    payload = [agency_id, need_to_know, salt, text]
    return _insert(
        _INSERT_WITH_PAYLOAD, [*entry, canonical(codes), commitment(salt, text), *payload]
    )


def canonical(values: dict[str, Any]) -> str:
    """JSON with sorted keys and no spaces: the same values always give the same text.

    Also after a stay in the database, which writes 1e16 and -0.0 its own way: so a float without
    fraction is written as an integer. Raises ValueError for numbers that JSON does not have.
    """
    return json.dumps(
        _without_fractions(values),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
        default=str,
    )


def _without_fractions(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_fractions(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_without_fractions(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def commitment(salt: bytes, text: str) -> bytes:
    """SHA-256(salt ‖ payload): binds the entry to its payload without revealing it."""
    return hashlib.sha256(salt + text.encode()).digest()


def _insert(sql: str, values: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
        assert row is not None
        return int(row[0])


def loaded(value: Any) -> Any:
    """A jsonb value as read through Django's connection, which hands it over as text."""
    return json.loads(value) if isinstance(value, str) else value
