"""House numbers as files and people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"(\d{1,6})\s*(?:-\s*(\d{1,6})|-?\s*(\d/\d)|-?\s*([a-z]))?", re.IGNORECASE)
LONGEST_RANGE = 20
"""A range of two-digit numbers further apart than this is one hyphenated number."""
_HYPHENATED = re.compile(r"-(\d{2,4})")
_SEPARATOR = re.compile(r"[;,]")


@dataclass(frozen=True, slots=True, order=True)
class HouseNumber:
    """1925, 12a, 7 1/2, or the hyphenated 37-12 (number 37, suffix "-12")."""

    number: int
    suffix: str = ""

    @property
    def position(self) -> int:
        """Where the number stands along its street.

        37-12 in Queens is 3712 and 91-1234 in Hawaii 911234, but 84-1 and 37-1b are doors of one
        house.
        """
        hyphenated = _HYPHENATED.fullmatch(self.suffix)
        if not hyphenated:
            return self.number
        scale = 100 if len(hyphenated[1]) == 2 else 10_000
        return self.number * scale + int(hyphenated[1])

    def __str__(self) -> str:
        gap = " " if "/" in self.suffix else ""
        return f"{self.number}{gap}{self.suffix}"


def read(text: str) -> HouseNumber | None:
    """The number written in `text`, the first of a range; None if there is none."""
    match = _NUMBER.fullmatch(text.strip().rstrip("."))
    if not match:
        return None
    number, last = int(match[1]), match[2]
    if last is not None and not _is_range(number, int(last)):
        return HouseNumber(number, f"-{last}")
    return HouseNumber(number, (match[3] or match[4] or "").lower())


def _is_range(first: int, last: int) -> bool:
    """1900-1904 and 12-14 are buildings with several numbers; 37-12 and 25-40 are one number."""
    if last < first:
        return False
    return first >= 100 or (last - first <= LONGEST_RANGE and (last - first) % 2 == 0)


def read_all(text: str) -> list[HouseNumber]:
    """Every number of a building: "12;14" gives both, "1900-1904" both of its ends."""
    found: list[HouseNumber] = []
    for part in _SEPARATOR.split(text):
        house = read(part)
        if house:
            found.append(house)
            found.extend(_end_of_range(part, house))
    return list(dict.fromkeys(found))


def _end_of_range(text: str, first: HouseNumber) -> list[HouseNumber]:
    _, dash, last = text.partition("-")
    end = read(last) if dash and not first.suffix else None
    return [end] if end and end.number > first.number else []
