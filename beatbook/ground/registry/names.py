"""When two names of persons, as somebody said them, are one. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 120
LONGEST_NAME = 4
MOST_WORDS = 400
"""Of a long text the first words are looked at: whom it is about is said at once."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_APOSTROPHES = re.compile("['\u2019]")


def person_key(name: str) -> str:
    """``ROMERO, Ana`` and ``Ana Romero`` are one; accents and capitals do not count."""
    return " ".join(sorted(_words(name)))[:LONGEST]


def persons_in(text: str) -> Iterator[str]:
    """Keys of what may be a name in free text: two to four words in a row."""
    words = _words(text)[:MOST_WORDS]
    for length in range(2, LONGEST_NAME + 1):
        for at in range(len(words) - length + 1):
            yield " ".join(sorted(words[at : at + length]))[:LONGEST]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word.casefold() for word in _WORD.findall(plain)]
