"""A file that says for which input something was done, so that it is not done again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Stamp:
    """``content`` stands for the input; another one means that it is to be done again."""

    path: Path
    content: str

    @classmethod
    def of(cls, path: Path, *sources: Path, beside: Iterable[str] = ()) -> Stamp:
        """A stamp for the content of files, and for whatever words else matter."""
        digest = hashlib.sha256()
        for source in sources:
            digest.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
        for word in beside:
            digest.update(word.encode() + b"\0")
        return cls(path, digest.hexdigest())

    def holds(self) -> bool:
        return self.path.exists() and self.path.read_text() == self.content

    def leave(self) -> None:
        self.path.write_text(self.content)
