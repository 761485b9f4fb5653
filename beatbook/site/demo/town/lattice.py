"""The surveyor's grid: numbered streets cross Castle Street, avenues run beside it.

West of Castle Street the rows lie square to it. East of it they turn a little to the south, to
meet the shore. A row keeps its number across Castle Street.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from beatbook.site.demo.town.shapes import XY

CASTLE_LEAN = math.radians(3.0)
ROW_M = 82.0
"""From one numbered street to the next: one hundred of house numbers."""


ROWS = range(1, 24)
ROW_MARKS = tuple(ROW_M * row for row in ROWS)
"""Where the hundreds begin along Castle Street and beside it."""


@dataclass(frozen=True)
class Frame:
    """Lattice coordinates: ``u`` meters along a row, ``v`` meters up Castle Street."""

    row_turn: float

    def xy(self, u: float, v: float) -> XY:
        """Where (u, v) lies on the town's plane."""
        return (
            u * math.cos(self.row_turn) + v * math.sin(CASTLE_LEAN),
            -u * math.sin(self.row_turn) + v * math.cos(CASTLE_LEAN),
        )

    def cells(self, u0: float, row0: float, u1: float, row1: float) -> list[XY]:
        """The corners of a run of blocks, from one row to another."""
        v0, v1 = row0 * ROW_M, row1 * ROW_M
        return [self.xy(u0, v0), self.xy(u1, v0), self.xy(u1, v1), self.xy(u0, v1)]


UPTOWN = Frame(row_turn=CASTLE_LEAN)
SHORESIDE = Frame(row_turn=math.radians(11.0))


def castle(row: float) -> XY:
    """A place on North Castle Street, counted in rows from Harbor Street."""
    return UPTOWN.xy(0.0, row * ROW_M)


WEST = (-145.0, -292.0, -440.0, -590.0, -745.0, -900.0, -1050.0, -1200.0)
EAST = (135.0, 270.0, 405.0, 545.0, 690.0, 835.0)
"""Where the columns lie: meters from Castle Street."""


def marks(columns: tuple[float, ...]) -> tuple[float, ...]:
    """Where the hundreds begin along a row."""
    return tuple(abs(column) for column in columns)


def named(columns: tuple[float, ...], names: Sequence[str]) -> tuple[tuple[float, str], ...]:
    """Columns with their names, from Castle Street outward."""
    return tuple(zip(columns, names, strict=True))
