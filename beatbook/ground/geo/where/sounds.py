"""How a name sounds: names that people hear alike have the same key. Pure.

Coarser than a phonetic alphabet on purpose: a key only finds candidates, and `likeness` weighs
them by their letters. Written for English ears on American street names, Spanish ones included.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RULES: tuple[tuple[str, str], ...] = (
    (r"^[kgp]n", "n"),  # knight, gnome, pneu
    (r"^wr", "r"),
    (r"^wh", "w"),
    (r"^ps", "s"),
    (r"^x", "s"),
    (r"^(mac|mc)(?=[a-z])", "mk"),
    (r"mb$", "m"),
    (r"s?t?ch", "C"),  # church, match, schroeder
    (r"sh|[ts]ion|[ts]ia(?=n)", "C"),
    (r"st(?=l|en)", "s"),  # castle, fasten
    (r"ph", "f"),
    (r"ght", "t"),
    (r"(?<!^)gh", ""),
    (r"gh", "g"),
    (r"dg(?=[eiy])", "j"),
    (r"ck|q|c(?![eiy])", "k"),
    (r"[cz]", "s"),
    (r"x", "ks"),
    (r"mps", "ms"),
    (r"th", "t"),
    (r"d", "t"),
    (r"v", "f"),
    (r"^[aeiouyh]+", "a"),
    (r"(?<!^)[aeiouyhw]", ""),
    (r"([a-zA-Z])\1+", r"\1"),
)
_COMPILED = tuple((re.compile(pattern), sound) for pattern, sound in _RULES)
_NOT_LETTERS = re.compile(r"[^a-z0-9]")
SHORTEST = 2
"""A key of one consonant says too little."""


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """The sound of lower-case words, however they are divided; digits stay as they are."""
    found = _NOT_LETTERS.sub("", name)
    for pattern, sound in _COMPILED:
        found = pattern.sub(sound, found)
    return found


def alike(one: str, other: str) -> bool:
    """Do two names sound the same?"""
    sound = key(one)
    return len(sound) >= SHORTEST and sound == key(other)
