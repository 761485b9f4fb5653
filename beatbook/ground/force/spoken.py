"""Words that a command line knows: no status of an agency can have one of them for its letters.

Each desk that listens to typed words registers them in its `AppConfig.ready`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """What a typed word does, and the status that it says, "" when it says none."""

    name: str
    status: str = ""


_WORDS: dict[str, Word] = {}


def reserve(text: str, word: Word) -> None:
    """Keep this text for what it does already."""
    _WORDS[text] = word


def meaning(text: str) -> Word | None:
    """What somebody says who types this; None when nobody says anything by it."""
    return _WORDS.get(text)
