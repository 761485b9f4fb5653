"""The one sealer: gives every committed entry its place, in the order of cause and effect.

1. Take the advisory lock of the transaction, so that there is one sealer at a time.
2. In a *later* statement (READ COMMITTED, so with a fresh snapshot) take every committed entry
   that has no seal, ordered by the identity drawn at insert.
3. Give each a position (one sequence for the installation) and a leaf (one per agency), and hash.
4. Notify once for the batch, commit.

Searching "no seal yet" must not grow with history, so the sealer keeps a *low water* mark: every
entry at or below it is sealed or was rolled back. To raise the mark it notes the last identity
drawn and then every transaction alive; when all of those have ended, and one more batch has been
sealed, no entry at or below that identity can still appear.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

import psycopg

from beatbook.ground.journal import recording

log = logging.getLogger(__name__)

CHANNEL = "beatbook_sealed"
LOCK = 0x5EA1
BATCH = 5_000
PAUSE_S = 0.025
LONGEST_PAUSE_S = 2.0
WATERMARK_EVERY_S = 5.0

_UNSEALED = """
SELECT e.id, e.agency_id, e.name, e.subject_kind, e.subject_id, e.actor, e.at, e.received,
       e.command_id, e.codes, e.commitment, e.need_to_know
FROM journal_entry e
WHERE e.id > %s AND NOT EXISTS (SELECT FROM journal_seal s WHERE s.entry_id = e.id)
ORDER BY e.id LIMIT %s
"""
_LAST_LEAVES = """
SELECT agency_id, (SELECT leaf FROM journal_seal s WHERE s.agency_id = a.agency_id
                   ORDER BY leaf DESC LIMIT 1)
FROM unnest(%s::bigint[]) AS a (agency_id)
"""
_INSERT = """
INSERT INTO journal_seal (position, agency_id, leaf, entry_id, hash)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bytea[])
"""
_LAST_IDENTITY = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM journal_entry_id_seq"
# Whoever is known to be in another database of the same server cannot write here.
_ALIVE = """
SELECT virtualxid FROM pg_locks l
WHERE locktype = 'virtualxid' AND granted AND pid <> pg_backend_pid()
  AND NOT EXISTS (SELECT FROM pg_stat_activity a JOIN pg_database d ON d.oid = a.datid
                  WHERE a.pid = l.pid AND d.datname <> current_database())
"""

_ANOTHER_AT_WORK = """
SELECT EXISTS (SELECT FROM pg_stat_activity
               WHERE usename = current_user AND datname = current_database()
                 AND pid <> pg_backend_pid())
"""

Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass
class Watermark:
    """The low-water mark and, while it is being raised, what it waits for."""

    low: int = 0
    next_low: int = 0
    waiting_for: set[str] = field(default_factory=set)
    noted_at: float = 0.0


def seal_batch(connection: Connection, low: int = 0) -> tuple[int, int]:
    """Seal what is committed and unsealed above ``low``: (how many, the last position given)."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        rows = connection.execute(_UNSEALED, [low, BATCH]).fetchall()
        if not rows:
            return 0, 0
        position = _last_position(connection)
        leaves = _last_leaves(connection, {row[1] for row in rows})
        seals: list[tuple[int, int, int, int, bytes]] = []
        for row in rows:
            position += 1
            agency = row[1]
            leaf = leaves[agency] = leaves[agency] + 1
            seals.append((position, agency, leaf, row[0], leaf_hash(leaf, row)))
        connection.execute(_INSERT, [list(column) for column in zip(*seals, strict=True)])
        connection.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(position)])
    return len(rows), position


def leaf_hash(leaf: int, row: tuple[Any, ...]) -> bytes:
    """RFC 6962 leaf hash of one entry: SHA-256(0x00 ‖ canonical entry with its commitment)."""
    _, agency, name, kind, subject, actor, at, received, command, codes, commitment, known = row
    text = recording.canonical(
        {
            "actor": actor,
            "agency": agency,
            "at": at.astimezone(UTC).isoformat(),
            "codes": codes,
            "command": str(command),
            "commitment": commitment.hex() if commitment else None,
            "leaf": leaf,
            "name": name,
            "need_to_know": known,
            "received": received.astimezone(UTC).isoformat(),
            "subject": f"{kind}:{subject}",
        }
    )
    return hashlib.sha256(b"\x00" + text.encode()).digest()


def raise_watermark(connection: Connection, mark: Watermark) -> None:
    """Move the low-water mark up if everything that could still write below the next has ended.

    Call it before sealing a batch: the batch that follows takes what those transactions left.
    """
    alive = {row[0] for row in connection.execute(_ALIVE).fetchall()}
    if mark.noted_at and not (mark.waiting_for & alive):
        while seal_batch(connection, mark.low)[0] == BATCH:
            pass
        mark.low, mark.noted_at = mark.next_low, 0.0
    if not mark.noted_at:
        # The identity first, the living after: whoever drew it had begun before it was read.
        row = connection.execute(_LAST_IDENTITY).fetchone()
        assert row is not None
        mark.next_low = int(row[0])
        mark.waiting_for = {row[0] for row in connection.execute(_ALIVE).fetchall()}
        mark.noted_at = time.monotonic()


def seal_the_rest(connection: Connection) -> None:
    """Seal all that is committed, for a program that wrote where no worker runs.

    Where another sealer is connected, it is left to that one: a first look is at all of history.
    """
    row = connection.execute(_ANOTHER_AT_WORK).fetchone()
    if row == (False,):
        while seal_batch(connection)[0] == BATCH:
            pass


def run(connect: Callable[[], Connection], stop: threading.Event) -> None:
    """Seal until told to stop. After an error it begins anew, after a growing pause.

    ``connect`` opens a connection of the sealer's own. Nothing is lost by an error: what was not
    sealed is still unsealed.
    """
    pause = PAUSE_S
    while not stop.is_set():
        began = time.monotonic()
        try:
            with connect() as connection:
                # Each statement stands alone, but for those of a batch.
                connection.autocommit = True
                _seal_until(connection, stop)
        except psycopg.Error:
            log.exception("Sealing failed, and is tried again.")
            pause = PAUSE_S if time.monotonic() - began > LONGEST_PAUSE_S else pause * 2
            stop.wait(min(pause, LONGEST_PAUSE_S))


def _seal_until(connection: Connection, stop: threading.Event) -> None:
    """The first mark is raised as soon as can be: until then every look is at all of history."""
    mark, raised_at = Watermark(), 0.0
    while not stop.is_set():
        if mark.low == 0 or time.monotonic() - raised_at > WATERMARK_EVERY_S:
            raise_watermark(connection, mark)
            raised_at = time.monotonic()
        sealed, _ = seal_batch(connection, mark.low)
        if sealed < BATCH:
            stop.wait(PAUSE_S)


def _last_position(connection: Connection) -> int:
    row = connection.execute("SELECT max(position) FROM journal_seal").fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def _last_leaves(connection: Connection, agencies: set[int]) -> dict[int, int]:
    """The last leaf of each agency's log; logs start at leaf 0, so an empty one gives -1."""
    rows = connection.execute(_LAST_LEAVES, [sorted(agencies)]).fetchall()
    return {agency: -1 if leaf is None else leaf for agency, leaf in rows}
