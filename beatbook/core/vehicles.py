"""How plates and VINs are written and compared. Pure.

A plate is said over a radio and typed in a hurry, so it is compared without spaces and dashes, and
0 counts as O, 1 as I. A VIN has 17 letters and digits since 1981, never I, O or Q; in North America
its ninth is a check digit (49 CFR 565): a sum of the others, each with its weight, modulo 11.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_PLATE = 10
VIN_LENGTH = 17
SHORTEST_VIN = 5
"""Before 1981 every maker counted in its own way."""

_ISSUERS = """
AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ
NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI US AB BC MB NB NL
NT NS NU ON PE QC SK YT MX
"""
STATES = frozenset(_ISSUERS.split())
"""Who issues plates: states, territories, the federal government, Canada's provinces, Mexico."""

_SEPARATORS = re.compile(r"[\s.·-]+")
_PLATE = re.compile(rf"[A-Z0-9]{{2,{LONGEST_PLATE}}}")
_ALIKE = str.maketrans("01", "OI")
_VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", [*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)], strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CHECK_PLACE = 8


class UnfitVehicle(ValueError):
    """No plate, no VIN or no state is written so; the message says what is possible."""


@dataclass(frozen=True)
class Plate:
    """A plate as it is shown, and its state; empty where nobody said which."""

    text: str
    state: str = ""

    def __str__(self) -> str:
        return f"{self.text} {self.state}".strip()

    @property
    def key(self) -> str:
        return plate_key(self.text)


def read_plate(typed: str, state: str = "") -> Plate:
    """``4abc-123``, ``4ABC123 CA`` or ``4ABC123/CA``. Raises ``UnfitVehicle``."""
    words = typed.upper().replace("/", " ").split()
    state = state.strip().upper()
    if not state and len(words) > 1 and words[-1] in STATES:
        state = words.pop()
    text = _SEPARATORS.sub("", "".join(words))
    if not _PLATE.fullmatch(text):
        raise UnfitVehicle(f"A plate has 2 to {LONGEST_PLATE} letters and digits, like 4ABC123.")
    if state and state not in STATES:
        raise UnfitVehicle(f"{state} is no state that issues plates. Write two letters, like CA.")
    return Plate(text, state)


def plate_key(text: str) -> str:
    """What two plates have in common that a person could take for one another."""
    return _SEPARATORS.sub("", text.upper()).translate(_ALIKE)


def plates_in(text: str) -> Iterator[str]:
    """Keys of what may be a plate in free text: a word, or two in a row, with a digit in it."""
    words = [re.sub(r"[^A-Z0-9-]", "", word) for word in re.split(r"[\s/,;:.()]+", text.upper())]
    words = [word for word in words if word]
    for one in (*words, *(first + second for first, second in itertools.pairwise(words))):
        key = plate_key(one)
        if _PLATE.fullmatch(key) and any(letter.isdigit() for letter in one):
            yield key


def read_vin(typed: str) -> str:
    """The VIN in capitals without spaces. Raises ``UnfitVehicle`` for what no VIN can be.

    A VIN whose check digit does not fit is let pass: ``adds_up`` tells, and the person looks again.
    """
    vin = _SEPARATORS.sub("", typed.upper())
    if not re.fullmatch(rf"[A-Z0-9]{{{SHORTEST_VIN},{VIN_LENGTH}}}", vin):
        raise UnfitVehicle(
            f"A VIN has {VIN_LENGTH} letters and digits; one from before 1981 has fewer."
        )
    if len(vin) == VIN_LENGTH and (wrong := sorted(set(vin) & set("IOQ"))):
        raise UnfitVehicle(f"A VIN has no {' or '.join(wrong)}: it is 1 or 0.")
    return vin


def check_digit(vin: str) -> str:
    """What the ninth character of these 17 must be: a digit or X."""
    total = sum(
        weight * (int(letter) if letter.isdigit() else _VALUES[letter])
        for letter, weight in zip(vin, _WEIGHTS, strict=True)
    )
    rest = total % 11
    return "X" if rest == 10 else str(rest)


def adds_up(vin: str) -> bool:
    """Does the check digit fit? A short VIN from before 1981 has none, so nothing speaks against
    it."""
    return len(vin) != VIN_LENGTH or vin[_CHECK_PLACE] == check_digit(vin)
