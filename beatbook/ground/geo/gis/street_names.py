"""Street names of city files: put together from their parts, and out of capital letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beatbook.ground.geo.gis.columns import Found
from beatbook.ground.geo.gis.layers import Layer
from beatbook.ground.geo.gis.mapping import NAME_PARTS

_KEPT = frozenset({"N", "S", "E", "W", "NE", "NW", "SE", "SW", "US", "II", "III", "IV", "I", "SR"})
_LOWER = frozenset({"of", "the", "and", "de", "la", "del", "at"})
_WORD = re.compile(r"[^\s-]+")


def whole(layer: Layer, found: Found, field: str) -> Iterator[str]:
    """The street's name of each row; "" where it has none."""
    if "base" not in found:
        yield from (written(name) for name in layer.column(found.get(field)))
        return
    parts = [layer.column(found.get(part)) for part in NAME_PARTS]
    for before, prefix, base, kind, after in zip(*parts, strict=True):
        if kind and base.upper().split()[-1:] == [kind.upper()] and len(base.split()) > 1:
            kind = ""  # noqa: PLW2901 -- the base has it already
        joined = " ".join(part for part in (before, prefix, base, kind, after) if part)
        yield written(joined) if base else ""


def written(name: str) -> str:
    """A name as it stands on a sign: "MT AUBURN ST" is Mt Auburn St."""
    name = " ".join(name.split())
    if not name.isupper() or len(name) < 2:
        return name
    return _WORD.sub(lambda match: _cased(match, name), name)


def _cased(match: re.Match[str], name: str) -> str:
    word = match[0]
    if word in _KEPT or (len(word) == 1 and word.isalpha()):
        return word
    lower = word.lower()
    if lower in _LOWER and match.start() and match.end() < len(name):
        return lower
    return lower if word[0].isdigit() else lower[0].upper() + lower[1:]
