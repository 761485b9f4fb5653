"""How well typed words fit a name on file, from 0 (not at all) to 1. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from beatbook.ground.geo import names
from beatbook.ground.geo.where import sounds

LEAST = 0.62
"""Below this two names are not the same, whatever they have in common."""
WELL = 0.8
"""With an answer that fits so well, nobody has misspelled anything."""

_DIVIDED_OTHERWISE = 0.97
_UNFINISHED = 0.9
_INSIDE = 0.82
_SAID_WITH_MORE, _SHORTEST_SAID_WITH_MORE = 0.72, 5
"""Galileo Galilei Way for one that is Galilei Way on file: offered, never taken for sure."""
_MISSPELLED = 0.95
_UNFINISHED_AND_MISSPELLED = 0.86
_SHORTEST_MISSPELLED = 4
_SHORTEST_UNFINISHED_AND_MISSPELLED = 6
_MISHEARD, _MISHEARD_BY_LETTERS = 0.78, 0.14
_LEAST_MISHEARD = 0.4
"""Of the letters; names that share only their consonants are different names."""

_DIRECTION_DIFFERS = 0.25
_DIRECTION_MISSING = 0.08
_DIRECTION_UNTYPED = 0.02
_TYPE_DIFFERS = 0.10
_TYPE_IS_A_ROUTE = 0.02
_TYPE_MISSING = 0.06
_TYPE_UNTYPED = 0.01
_LOCALITY_DIFFERS = 0.15
_LOCALITY_SAME = 0.01
_ROUTES = frozenset({"interstate", "us", "state", "county", "farm", "highway", "route"})


@dataclass(frozen=True, slots=True)
class Named:
    """A street on file, as far as its name goes."""

    name: names.StreetName
    locality: str = ""


def of_street(typed: names.StreetName, locality: str, on_file: Named) -> float:
    """How well a typed street fits one on file; 0 if the base names differ."""
    base = of_words(typed.base, on_file.name.base)
    if base < LEAST:
        return 0.0
    cost = _of_directions(typed, on_file.name) + _of_types(typed.type, on_file.name.type)
    return max(0.0, base - cost + _of_localities(locality, on_file.locality))


def of_words(typed: str, on_file: str) -> float:
    """How well typed words fit a name: the same, its beginning, in it, misspelled or misheard."""
    if typed == on_file:
        return 1.0
    if not typed:
        return 0.0
    if on_file.startswith(typed):
        return _UNFINISHED + (1 - _UNFINISHED) * 0.9 * len(typed) / len(on_file)
    if _digits(typed) != _digits(on_file):
        return 0.0
    squeezed, known = typed.replace(" ", ""), on_file.replace(" ", "")
    if squeezed == known:
        return _DIVIDED_OTHERWISE
    if f" {typed}" in f" {on_file}":
        return _INSIDE
    if len(on_file) >= _SHORTEST_SAID_WITH_MORE and (
        typed.startswith(f"{on_file} ") or typed.endswith(f" {on_file}")
    ):
        return _SAID_WITH_MORE
    return max(_by_letters(squeezed, known), _by_sound(squeezed, known))


def _by_letters(typed: str, on_file: str) -> float:
    if len(typed) < _SHORTEST_MISSPELLED:
        return 0.0
    whole = OSA.normalized_similarity(typed, on_file) * _MISSPELLED
    if len(typed) < _SHORTEST_UNFINISHED_AND_MISSPELLED:
        return float(whole)
    begun = OSA.normalized_similarity(typed, on_file[: len(typed)]) * _UNFINISHED_AND_MISSPELLED
    return float(max(whole, begun))


def _by_sound(typed: str, on_file: str) -> float:
    if not sounds.alike(typed, on_file):
        return 0.0
    letters = float(OSA.normalized_similarity(typed, on_file))
    return _MISHEARD + _MISHEARD_BY_LETTERS * letters if letters >= _LEAST_MISHEARD else 0.0


def _digits(text: str) -> list[str]:
    """Numbers in a name are never misspelled into others: 25th is not nearly 26th."""
    return [word for word in text.split() if word[0].isdigit()]


def _of_directions(typed: names.StreetName, on_file: names.StreetName) -> float:
    said, known = typed.direction or typed.ending, on_file.direction or on_file.ending
    if said == known:
        return 0.0
    if not said:
        return _DIRECTION_UNTYPED
    return _DIRECTION_DIFFERS if known else _DIRECTION_MISSING


def _of_types(typed: str, on_file: str) -> float:
    if typed == on_file:
        return 0.0
    if not typed:
        return _TYPE_UNTYPED
    if typed in _ROUTES and on_file in _ROUTES:
        return _TYPE_IS_A_ROUTE
    return _TYPE_DIFFERS if on_file else _TYPE_MISSING


def _of_localities(typed: str, on_file: str) -> float:
    if not typed or not on_file:
        return 0.0
    return _LOCALITY_SAME if on_file.startswith(typed) else -_LOCALITY_DIFFERS
