"""House numbers along one side of a street: read, cut where the street is cut, and looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from beatbook.ground.geo.vocabulary import Parity, Side

_NUMBER = re.compile(r"\d{1,6}")
_NO_ADDRESSES = "Z"
_BOTH = frozenset({"B", "BOTH"})


@dataclass(frozen=True, slots=True)
class Span:
    """From `first`, at the start of the line, to `last`, at its end, whichever is greater."""

    side: Side
    first: int
    last: int
    parity: Parity

    @property
    def step(self) -> int:
        return 1 if self.parity is Parity.BOTH else 2

    @property
    def count(self) -> int:
        """How many numbers there can be."""
        return abs(self.last - self.first) // self.step + 1

    def within(self, number: int) -> bool:
        """Does the number lie between the ends, odd or even?"""
        return min(self.first, self.last) <= number <= max(self.first, self.last)

    def suits(self, number: int) -> bool:
        """Is the number odd or even, as this side has it?"""
        return self.parity is Parity.BOTH or (number % 2 == 1) == (self.parity is Parity.ODD)

    def share(self, number: int) -> float:
        """Where along the line the number lies: each has a lot of its own, none is on a corner."""
        lot = 1 / self.count
        along = abs(number - self.first) / self.step * lot + lot / 2
        return min(max(along, lot / 2), 1 - lot / 2)


def read(side: Side, first: str, last: str, parity: str = "") -> Span | None:
    """The range that a file gives for one side; None where it gives none."""
    ends = [_number(first), _number(last)]
    known = [end for end in ends if end is not None]
    if not known or not any(known) or parity.strip().upper() == _NO_ADDRESSES:
        return None
    start, end = (known[0] if found is None else found for found in ends)
    return Span(side, start, end, _parity(start, end, parity.strip().upper()))


def _number(text: str) -> int | None:
    match = _NUMBER.match(text.strip())
    return int(match[0]) if match else None


def _parity(first: int, last: int, said: str) -> Parity:
    if first % 2 != last % 2 or said in _BOTH:
        return Parity.BOTH
    return Parity.ODD if first % 2 else Parity.EVEN


def cut(span: Span, lengths: Sequence[float]) -> list[Span | None]:
    """The part of a range on each stretch of its line, by length; None for one without a number."""
    whole, done = sum(lengths), 0.0
    bounds = [0]
    for length in lengths:
        done += length
        bounds.append(round(span.count * done / whole) if whole else span.count)
    direction = span.step if span.last >= span.first else -span.step
    return [
        replace(span, first=span.first + low * direction, last=span.first + (high - 1) * direction)
        if high > low
        else None
        for low, high in pairwise(bounds)
    ]
