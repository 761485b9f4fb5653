"""The folder of bytes: each under its SHA-256, written once, swept when nobody keeps it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from beatbook.contract.base import Refused

INCOMING = "incoming"
SHOWN = ".screen.jpg"
"""Behind the digest: the picture as screens show it."""


class TooLarge(Refused):
    """More bytes than are taken; the message says how many are."""


@dataclass(frozen=True)
class Received:
    """Bytes that lie in the store. They stay only if a ``StoredFile`` is made of them."""

    sha256: str
    size: int
    media_type: str


def receive(pieces: Iterable[bytes], *, most: int, look: Callable[[Path, Path], str]) -> Received:
    """Take bytes in as they come, no more than ``most``.

    ``look(original, shown)`` says their media type by what they are, writes what screens show of
    them, and raises ``Refused`` for what is not wanted. Raises ``TooLarge``.
    """
    with tempfile.TemporaryDirectory(dir=_folder(INCOMING)) as folder:
        draft, shown = Path(folder) / "original", Path(folder) / "shown"
        digest, size = hashlib.sha256(), 0
        with draft.open("wb") as out:
            for piece in pieces:
                size += len(piece)
                if size > most:
                    said = _("That is too large: {most} MB is the most.")
                    raise TooLarge(said.format(most=most // 1_000_000))
                digest.update(piece)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        media_type = look(draft, shown)
        kept = path_of(digest.hexdigest())
        shown.replace(shown_of(digest.hexdigest()))
        draft.replace(kept)
    return Received(digest.hexdigest(), size, media_type)


def path_of(sha256: str) -> Path:
    return _folder(sha256[:2]) / sha256


def shown_of(sha256: str) -> Path:
    return _folder(sha256[:2]) / f"{sha256}{SHOWN}"


def older_than(second: float) -> Iterator[str]:
    """The digests of what was last received before that second of the epoch."""
    for path in Path(settings.FILES).glob("[0-9a-f][0-9a-f]/*"):
        if path.suffix == "" and path.stat().st_mtime < second:
            yield path.name


def remove(sha256: str) -> None:
    shown_of(sha256).unlink(missing_ok=True)
    path_of(sha256).unlink(missing_ok=True)


def _folder(name: str) -> Path:
    folder = Path(settings.FILES) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
