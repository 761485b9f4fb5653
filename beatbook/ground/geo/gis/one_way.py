"""One-way flags: what each value of a column means, seen along the line as it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum

from beatbook.ground.geo.gis.mapping import Section


class Way(IntEnum):
    """Where cars may go on a line."""

    BOTH = 0
    WITH = 1
    AGAINST = -1
    CLOSED = 9


Reading = Callable[[str], Way | None]

_BOTH = frozenset({"", "0", "B", "N", "NO", "FALSE", "BOTH", "TW", "TWO WAY", "TWO-WAY", "TWOWAY",
                   "2-WAY", "BI", "NONE", "FT/TF", "FTTF", "0.0"})  # fmt: skip
_WITH = frozenset({"1", "+1", "FT", "F", "Y", "YES", "TRUE", "WITH", "F-T", "FROM-TO", "FROMTO",
                   "ONE WAY", "ONE-WAY", "ONEWAY", "ALONG", "POSITIVE", "FORWARD", "FROM TO",
                   "OW"})  # fmt: skip
_AGAINST = frozenset({"-1", "TF", "T", "R", "REVERSE", "AGAINST", "T-F", "TO-FROM", "TOFROM",
                      "NEGATIVE", "BACKWARD", "TO FROM"})  # fmt: skip
_COMPASS = frozenset({"N", "S", "E", "W", "NE", "NW", "SE", "SW", "NB", "SB", "EB", "WB"})
_SHARE_OF_BLANKS = 0.3


def reading_of(values: Iterable[str], section: Section) -> Reading | None:
    """How to read this column; None if its values are no one-way flags (compass points, say)."""
    said = [value.strip().upper() for value in values]
    if section.one_way_values:
        return _told(section)
    known = _BOTH | _WITH | _AGAINST | {"2", "3"}
    there = set(said) - {""}
    if not there <= known or (there & _COMPASS and there <= _COMPASS):
        return None
    meanings = {
        **dict.fromkeys(_BOTH, Way.BOTH),
        **dict.fromkeys(_WITH, Way.WITH),
        **dict.fromkeys(_AGAINST, Way.AGAINST),
    }
    if there & {"T", "F"} and there <= {"T", "F"} and said.count("") < _SHARE_OF_BLANKS * len(said):
        meanings |= {"T": Way.WITH, "F": Way.BOTH}
    if there & {"2", "3"}:
        if "-1" in there or there >= {"2", "3"}:
            return None
        meanings |= {"2": Way.AGAINST, "3": Way.AGAINST}
    return lambda value: meanings.get(value.strip().upper())


def _told(section: Section) -> Reading:
    ways = {"forward": Way.WITH, "backward": Way.AGAINST, "both": Way.BOTH, "closed": Way.CLOSED}
    meanings = {
        value: ways[key] for key, values in section.one_way_values.items() for value in values
    }
    meanings.setdefault("", Way.BOTH)
    return lambda value: meanings.get(value.strip().upper())
