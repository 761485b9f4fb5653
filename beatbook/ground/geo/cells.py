"""Points as H3 cells: an indexed integer where a database without geometry types needs one."""

from __future__ import annotations

import h3

from beatbook.contract.values import Point

RESOLUTION = 10
"""Cells about 150 yards across: a block."""


def cell(point: Point) -> int:
    """The cell that holds the point, as an integer that fits a signed 64-bit column."""
    return int(h3.str_to_int(h3.latlng_to_cell(point.lat, point.lon, RESOLUTION)))


def around(point: Point, rings: int = 1) -> list[int]:
    """The cell of the point and those within so many rings of it."""
    center = h3.latlng_to_cell(point.lat, point.lon, RESOLUTION)
    return [int(h3.str_to_int(cell)) for cell in h3.grid_disk(center, rings)]
