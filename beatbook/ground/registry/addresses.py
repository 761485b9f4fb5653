"""When two addresses, as somebody said them, are one."""

from __future__ import annotations

from beatbook.ground.geo.where import asides

LONGEST = 300
"""Folding case can make a text longer; keys, like addresses, are at most this long."""


def address_key(text: str) -> str:
    """The same address typed with other spaces or capitals is the same place."""
    return " ".join(text.casefold().split())[:LONGEST]


def plain(text: str) -> str:
    """Without the unit and what else was said beside it: every apartment is at the house."""
    return asides.apart(text).place or text
