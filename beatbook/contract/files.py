"""What the store of files announces."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event, personal


@event(
    "files.file.stored",
    sentence="stored a file of {size} bytes, SHA-256 {sha256}",
    audience=Permission.JOURNAL_READ,
)
class FileStored:
    file_id: int = code()
    sha256: str = code()
    size: int = code()
    media_type: str = code()
    file_name: str = personal()
