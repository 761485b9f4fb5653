"""Commands from outside carry an id: the second arrival gets the first answer."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection, transaction

from beatbook.contract.access import Principal
from beatbook.contract.base import Refused
from beatbook.ground.journal import recording
from beatbook.ground.journal.models import Receipt


class DifferentBody(Refused):
    """The same command id arrived before with other content."""


# A second arrival waits here until the first one's transaction has ended.
_CLAIM = """
INSERT INTO journal_receipt (agency_id, actor, command_id, body_hash, received)
VALUES (%s, %s, %s, %s, clock_timestamp())
ON CONFLICT (agency_id, actor, command_id) DO NOTHING
RETURNING id
"""


def answer_once(
    *,
    by: Principal,
    agency_id: int,
    command_id: uuid.UUID,
    body: Mapping[str, Any],
    run: Callable[[], dict[str, Any]],
) -> dict[str, Any]:
    """Run the command and keep its answer; or give the answer that was kept.

    Nothing is kept when ``run`` raises: a refused command may be sent again, corrected.
    Raises ``DifferentBody`` when this id came before with another body.
    """
    digest = hashlib.sha256(recording.canonical(dict(body)).encode()).digest()
    with transaction.atomic():
        claimed = _claim([agency_id, str(by.actor), command_id, digest])
        if claimed is None:
            return _kept(agency_id, by, command_id, digest)
        with recording.one_command(command_id):
            answer = run()
        Receipt.objects.filter(pk=claimed).update(answer=answer)
        return answer


def _claim(values: list[Any]) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, values)
        row = cursor.fetchone()
        return int(row[0]) if row else None


def _kept(agency_id: int, by: Principal, command_id: uuid.UUID, digest: bytes) -> dict[str, Any]:
    receipt = Receipt.objects.get(agency_id=agency_id, actor=str(by.actor), command_id=command_id)
    if bytes(receipt.body_hash) != digest:
        raise DifferentBody("This command id was used before for something else. Nothing was done.")
    assert isinstance(receipt.answer, dict)
    return receipt.answer
