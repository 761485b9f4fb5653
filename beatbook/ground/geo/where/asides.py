"""What is said beside the place itself: the unit, "behind", "northbound", and a tail. Pure.

"2nd floor, 1925 N Castle St; Quick Stop" is about 1925 N Castle St. The rest is not lost: it goes
with the label of the answer, and so with the call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from beatbook.ground.geo import names

_TAIL = re.compile(r"\s*(?:;|:(?!\d))\s*")
_UNIT_NAMES = {
    "apt": "Apt", "apartment": "Apt", "unit": "Unit", "suite": "Suite", "ste": "Suite",
    "floor": "Floor", "fl": "Floor", "flr": "Floor", "room": "Room", "rm": "Room",
    "bldg": "Building", "building": "Building", "lot": "Lot", "space": "Space", "spc": "Space",
    "sp": "Space", "trlr": "Trailer", "trailer": "Trailer", "slip": "Slip", "dept": "Department",
    "hangar": "Hangar", "bay": "Bay",
}  # fmt: skip
_VALUE = r"(?:[a-z]?-?\d{1,4}(?:-?[a-z])?|[a-z](?:-?\d{1,4})?)"
_UNIT = re.compile(
    rf"(?:\b(?P<name>{'|'.join(_UNIT_NAMES)})\b\.?\s*#?\s*|(?P<hash>#)\s*)"
    rf"(?P<value>{_VALUE})(?![\w/])",
    re.IGNORECASE,
)
_HALF_AS_UNIT = re.compile(r"^\s*(\d+)\s+([^#;]*?)\s*#\s*(1/2|1/4|3/4|1/3|2/3)\b")
"""Some systems write the half of 12 1/2 MILL where the unit stands: 12 MILL # 1/2."""
_FLOOR = re.compile(r"\b(?P<value>\d{1,3})(?:st|nd|rd|th)\s+(?:floor|flr|fl)\b\.?", re.IGNORECASE)
_PART = re.compile(
    r"\b(?P<name>basement|bsmt|penthouse|rear|upstairs|downstairs|lobby|upper|lower)\s*$",
    re.IGNORECASE,
)
_PART_FIRST = re.compile(
    r"^\s*(?P<name>basement|bsmt|penthouse|rear|upstairs|downstairs|lobby)\s*(?:,|\b(?:of|at)\b)?"
    r"\s+(?=\d)",
    re.IGNORECASE,
)
"""Before a house number, where it can be no street: "basement 1925 N Castle"."""
_PART_NAMES = {"bsmt": "basement"}
_BEFORE = re.compile(
    r"^\s*(?P<said>(?:in\s+the\s+|in\s+|the\s+)?(?:area|vicinity|vic|rear|front|back|side)\s+of"
    r"|in\s+front\s+of|across\s+(?:the\s+street\s+)?from|next\s+(?:door\s+)?to|near(?:\s+to)?"
    r"|behind|outside(?:\s+of)?|inside(?:\s+of)?|opposite|beside|just\s+past|close\s+to|(?:over|under)pass(?:\s+(?:at|of))?)\s+",
    re.IGNORECASE,
)
_AREA_TAIL = re.compile(r"^(?:in\s+the\s+|in\s+)?area(?:\s+of)?\b\s*", re.IGNORECASE)
_HEADINGS = {"nb": "northbound", "sb": "southbound", "eb": "eastbound", "wb": "westbound"}
_HEADING = re.compile(
    r"[\s,(]*(?<![\w])(?P<said>[nsew]b|(?:north|south|east|west)\s?-?bound)\b\)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Said:
    """A text taken apart. `place` is what to look for; the rest is kept beside it."""

    place: str
    whole: str = ""
    """The place with its unit: a hall may be called Building 5."""
    before: str = ""
    """ "behind", "area of": then the place itself is not quite meant."""
    unit: str = ""
    heading: str = ""
    tail: str = ""
    """What follows a semicolon, as dispatch systems write the name of a shop."""


def apart(text: str) -> Said:
    """`text` without what is said beside the place."""
    text = _fractions(text)
    head, *tails = [part.strip() for part in _TAIL.split(text) if part.strip(" ,.")] or [""]
    before, head = _taken(_BEFORE, head)
    heading, whole = _heading(head)
    unit, head = _unit(whole)
    tail = ""
    for part in tails:
        is_area = _AREA_TAIL.match(part)
        before = before or ("area of" if is_area else "")
        rest = part[is_area.end() :] if is_area else part
        tail_unit, rest = ("", rest) if unit else _unit(rest, alone=True)
        unit = unit or tail_unit
        tail = tail or rest.strip(" ,.")
    before = " ".join(before.lower().split())
    return Said(head.strip(), whole.strip(), before, unit, heading, tail)


def _fractions(text: str) -> str:
    for sign, written in (("½", " 1/2"), ("¼", " 1/4"), ("¾", " 3/4"), ("\u2044", "/")):
        text = text.replace(sign, written)
    return _HALF_AS_UNIT.sub(r"\1 \3 \2", text)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    match = pattern.match(text)
    if not match or not names.words(text[match.end() :]):
        return "", text
    return match["said"], text[match.end() :]


def _heading(text: str) -> tuple[str, str]:
    """The way of a divided road: "101 SB at Main" is about 101, southbound."""
    match = _HEADING.search(text)
    if not match or not names.words(text[: match.start()] + text[match.end() :]):
        return "", text
    said = match["said"].lower()
    word = _HEADINGS.get(said) or re.sub(r"[\s-]", "", said)
    return word, f"{text[: match.start()]} {text[match.end() :]}".strip()


def _unit(text: str, *, alone: bool = False) -> tuple[str, str]:
    """The unit, written out, and the text without it. It stands beside something, or `alone`."""
    found: list[str] = []
    for pattern in (_FLOOR, _UNIT, _PART, _PART_FIRST):
        while match := pattern.search(text):
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            if not alone and not names.words(rest):
                break
            found.append(_unit_in_words(pattern, match))
            text = _tidy(rest)
    return " ".join(found), text


def _unit_in_words(pattern: re.Pattern[str], match: re.Match[str]) -> str:
    if pattern is _FLOOR:
        return f"Floor {match['value']}"
    if pattern in (_PART, _PART_FIRST):
        said = match["name"].lower()
        return _PART_NAMES.get(said, said).capitalize()
    value = match["value"].upper()
    return f"{_UNIT_NAMES[match['name'].lower()]} {value}" if match["name"] else f"#{value}"


def _tidy(text: str) -> str:
    """Without the commas that a unit leaves behind."""
    parts = (part.strip() for part in text.split(","))
    return ", ".join(part for part in parts if part)
