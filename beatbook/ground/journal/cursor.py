"""The feed's cursor: a sealed position that tells its holder nothing.

Positions count what every agency of the installation does; a resident or a neighbor must not
learn that from a number in a stream, so the cursor is encrypted and authenticated.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import connection

from beatbook.contract.base import Refused


class UnknownCursor(Refused):
    """The cursor is not one of ours, or of another installation."""


def seal(position: int) -> str:
    return _cipher().encrypt(str(position).encode()).decode()


def open(text: str) -> int:  # noqa: A001 -- always said with its module: cursor.open
    """The position inside. Raises ``UnknownCursor``."""
    try:
        return int(_cipher().decrypt(text.encode()))
    except (InvalidToken, ValueError) as error:
        raise UnknownCursor("This page is too old to continue. Reload it.") from error


def latest_position() -> int:
    """The last sealed position. A page reads it *before* its rows, so that it misses nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(position), 0) FROM journal_seal")
        row = cursor.fetchone()
        assert row is not None
        return int(row[0])


def _cipher() -> Fernet:
    key = hashlib.sha256(b"feed cursor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
