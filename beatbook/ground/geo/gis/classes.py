"""Classes of streets: from the codes of the census, the federal classes, words, or the limit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from beatbook.ground.geo import graph
from beatbook.ground.geo.gis.mapping import Section

USUAL = "residential"
_CODES: Mapping[str, str] = MappingProxyType(
    {
        # MAF/TIGER feature classes
        "S1100": "motorway", "S1200": "secondary", "S1400": "residential", "S1500": "track",
        "S1630": "motorway_link", "S1640": "service", "S1710": "footway", "S1720": "steps",
        "S1730": "service", "S1740": "service", "S1750": "service", "S1780": "service",
        "S1820": "cycleway", "S1830": "bridleway",
        # the census' older ones, by their first two signs
        "A1": "motorway", "A2": "primary", "A3": "secondary", "A4": "residential", "A5": "track",
        "A6": "motorway_link", "A7": "service",
    }
)  # fmt: skip
_FEDERAL = ("motorway", "trunk", "primary", "secondary", "tertiary", "tertiary", "residential")
"""Functional classes 1 (interstate) to 7 (local)."""
_MAJOR = ("residential", "primary", "secondary", "tertiary")
"""Of a column "major road": 1 is the greatest, 0 or nothing is none."""
_WORDS = (
    (r"ramp|interchange|link", "motorway_link"),
    (r"interstate|freeway|motorway|limited access", "motorway"),
    (r"expressway|trunk", "trunk"),
    (r"(principal|major|primary) arterial|^primary|^highway|us highway|state (highway|route)",
     "primary"),
    (r"minor arterial|arterial|secondary|county (road|highway)", "secondary"),
    (r"collector|tertiary|connector", "tertiary"),
    (r"stair|steps", "steps"),
    (r"walk|pedestrian|foot|sidewalk", "footway"),
    (r"trail|bike|cycle", "cycleway"),
    (r"bridle", "bridleway"),
    (r"alley|service|private|driveway|parking|access", "service"),
    (r"vehicular|4wd|unimproved|unpaved|track", "track"),
    (r"local|residential|street|neighborhood|minor|city|municipal|public", "residential"),
)  # fmt: skip
_NAMES = (
    (r"\b(ramp|rmp)\b", "motorway_link"),
    (r"^(i|interstate)[- ]?\d+\b", "motorway"),
    (r"\b(fwy|freeway|expy|expwy|expressway)$", "trunk"),
    (r"^(us|u\.s\.)[ -]?(hwy|highway|route|rt)?[ -]?\d+\b", "primary"),
    (r"\b(hwy|highway|tpke|turnpike)$", "primary"),
    (r"\b(blvd|boulevard|pkwy|parkway)$", "secondary"),
    (r"\b(aly|alley)$", "service"),
)  # fmt: skip
_LIMITS = ((55, "trunk"), (45, "primary"), (35, "secondary"), (30, "tertiary"))

_OF_THE_CENSUS = (("mtfcc", re.compile(r"[A-Z]\d{4}")), ("cfcc", re.compile(r"[A-Z]\d\d")))
"""Columns of census codes: of features of all kinds, of which S and A are roads."""


def is_road(code: str, section: Section, column: str) -> bool:
    """False for the waters, railroads and boundary lines that the census keeps with the roads."""
    upper = code.strip().upper()
    if section.classes.get(code) or upper[:1] in ("S", "A"):
        return True
    name = re.sub(r"[^a-z]", "", column.lower())
    return not any(name == known and signs.fullmatch(upper) for known, signs in _OF_THE_CENSUS)


def read(code: str, section: Section, column: str, name: str, mph: float | None) -> str:
    """The class of a street: by its code if the file has one, else by its name, else its limit."""
    by_code = section.classes.get(code) or _by_code(code.strip(), column)
    if by_code:
        return by_code
    by_name = next((cls for words, cls in _NAMES if re.search(words, name.lower())), None)
    if by_name:
        return by_name
    return next((cls for limit, cls in _LIMITS if mph and mph >= limit), USUAL)


def _by_code(code: str, column: str) -> str | None:
    upper = code.upper()
    if not upper:
        return None
    if upper in _CODES:
        return _CODES[upper]
    if re.fullmatch(r"A\d\d?", upper):
        return _CODES.get(upper[:2])
    if upper.isdigit():
        table = _MAJOR if "major" in column.lower() else ("", *_FEDERAL)
        return (table[int(upper)] or None) if int(upper) < len(table) else None
    if upper.lower() in graph.ROAD_CLASSES:
        return upper.lower()
    return next((cls for words, cls in _WORDS if re.search(words, code.lower())), None)
