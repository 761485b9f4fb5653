"""How an agency writes the numbers of its cases, and how people write them when they look for one.

A format is text with ``{YY}`` or ``{YYYY}`` for the year and ``{serial}`` or ``{serial:05}`` for
the serial, at least so many digits wide: ``{YY}-{serial:05}`` writes 26-00042.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 30
"""Letters of a whole number, whatever the serial."""
_PART = re.compile(r"\{([^{}]*)\}|([^{}]+)|[{}]")
_SERIAL = re.compile(r"serial(?::0([1-9]))?")
_LITERAL = re.compile(r"[A-Z0-9 ./-]+")
_RUN = re.compile(r"[A-Z]+|[0-9]+")
_HIGHEST_SERIAL = 999_999_999


class UnfitFormat(ValueError):
    """No number can be written so; the message says what is possible."""


@dataclass(frozen=True)
class NumberFormat:
    """A format that holds one year and one serial, so that no two numbers of it are alike."""

    text: str
    parts: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, text: str) -> NumberFormat:
        """Raises ``UnfitFormat``."""
        found = cls(text, tuple(_part(match) for match in _PART.finditer(text)))
        kinds = [kind for kind, _ in found.parts]
        if kinds.count("serial") != 1:
            raise UnfitFormat("Say once where the serial stands: {serial} or {serial:05}.")
        if kinds.count("year") != 1:
            raise UnfitFormat("Say once where the year stands, {YY} or {YYYY}: serials begin anew.")
        longest = found.write(9999, _HIGHEST_SERIAL)
        if len(longest) > LONGEST:
            raise UnfitFormat(f"A case number has at most {LONGEST} letters and digits.")
        if not (longest[0].isalnum() and longest[-1].isalnum()):
            raise UnfitFormat("A case number begins and ends with a letter or a digit.")
        return found

    def write(self, year: int, serial: int) -> str:
        return "".join(self._written(year, serial, padded=True))

    def squeezed(self, year: int, serial: int) -> str:
        """The number without separators, and each of its parts without leading zeros."""
        return squeeze(" ".join(self._written(year, serial, padded=False)))

    def _written(self, year: int, serial: int, *, padded: bool) -> list[str]:
        return [_write(kind, said, year, serial, padded=padded) for kind, said in self.parts]


def compact(text: str) -> str:
    """The letters and digits alone: ``26-00042`` is 2600042."""
    return "".join(_RUN.findall(text.upper()))


def squeeze(text: str) -> str:
    """The same with no leading zero in any run of digits: ``26-00042`` is 2642."""
    return "".join(run.lstrip("0") or "0" for run in _RUN.findall(text.upper()))


def _part(match: re.Match[str]) -> tuple[str, str]:
    """(year, digits), (serial, width) or (literal, text)."""
    inside, literal = match.groups()
    if literal is not None:
        if not _LITERAL.fullmatch(literal):
            raise UnfitFormat(
                f"“{literal}” cannot stand in a case number: capital letters, digits, spaces, "
                "dots, slashes and dashes can."
            )
        return "literal", literal
    if inside in ("YY", "YYYY"):
        return "year", str(len(inside))
    serial = _SERIAL.fullmatch(inside or "")
    if not serial:
        raise UnfitFormat(f"“{match[0]}” means nothing: use {{YY}} or {{YYYY}}, and {{serial:05}}.")
    return "serial", serial[1] or "1"


def _write(kind: str, said: str, year: int, serial: int, *, padded: bool) -> str:
    match kind:
        case "year":
            return f"{year:04}"[-int(said) :]
        case "serial":
            return f"{serial:0{said if padded else 1}}"
    return said
