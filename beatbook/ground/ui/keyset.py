"""Keyset pages: the key of the next page as one word, for an address or a machine."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime

Key = tuple[datetime, int]


def write(key: Key | None) -> str:
    if key is None:
        return ""
    return base64.urlsafe_b64encode(f"{key[0].isoformat()}/{key[1]}".encode()).decode()


def read(text: str) -> Key | None:
    """The key, or None when ``write`` did not make this word."""
    try:
        at, _, pk = base64.urlsafe_b64decode(text.encode()).decode().rpartition("/")
        return datetime.fromisoformat(at), int(pk)
    except (ValueError, binascii.Error):
        return None
