"""The college: lawns, halls of every shape, and paths from each to each."""

from __future__ import annotations

import random
from dataclasses import dataclass

from shapely import LineString, MultiLineString, Polygon, box

from beatbook.site.demo.town import chance, names, plans, shapes
from beatbook.site.demo.town.roads import Road
from beatbook.site.demo.town.shapes import XY

CENTER: XY = (-360, -550)
TURN = 5.0
CELL_M, CELL_DEEP_M = 98.0, 84.0
LAWNS = {(0, 0), (-1, 0), (0, 1)}
LOTS = {(2, -2), (-3, -1)}
PLANS = ["aitch", "block", "court", "ell", "ell right", "tee", "zigzag"]
EDGE_M = 16.0


@dataclass(frozen=True)
class Campus:
    """What stands on the grounds."""

    grounds: Polygon
    halls: list[tuple[Polygon, str]]
    lawns: list[Polygon]
    parking: list[Polygon]
    paths: list[Road]


def draw(face: Polygon, river: Polygon) -> Campus:
    """The campus of a face that touches the river; a walk follows the bank."""
    grounds = max(shapes.polygons_of(face.buffer(-EDGE_M)), key=lambda part: part.area)
    walk = river.buffer(24).exterior.intersection(grounds)
    inner = grounds.difference(river.buffer(32))
    rng = chance.seeded("campus")
    halls, lawns, parking = [], [], []
    left = list(names.HALLS)
    for column in range(-5, 6):
        for row in range(-3, 4):
            cell = _placed(_cell(column, row))
            if not inner.contains(cell):
                continue
            if (column, row) in LAWNS:
                lawns.append(cell)
            elif (column, row) in LOTS:
                parking.append(cell.buffer(-8))
            elif left:
                halls.append((_placed(_hall(column, row, rng)), left.pop(0)))
    paths = [*_paths(face), *_walk(walk), *_diagonals()]
    return Campus(grounds, halls, lawns, parking, paths)


def _placed(shape: Polygon) -> Polygon:
    return shapes.placed(shape, CENTER, TURN)


def _cell(column: int, row: int) -> Polygon:
    x, y = column * CELL_M, row * CELL_DEEP_M
    return box(x + 8, y + 8, x + CELL_M - 8, y + CELL_DEEP_M - 8)


def _hall(column: int, row: int, rng: random.Random) -> Polygon:
    """A building in the middle of a cell."""
    hall = plans.draw(rng.choice(PLANS), rng.uniform(54, 70), rng.uniform(38, 52))
    middle = ((column + 0.5) * CELL_M, (row + 0.5) * CELL_DEEP_M)
    return shapes.placed(hall, middle, rng.choice([0, 180]))


def _paths(face: Polygon) -> list[Road]:
    """A lattice of paths between the cells, out to the streets around the campus."""
    lines = [
        *(((-700, row * CELL_DEEP_M), (700, row * CELL_DEEP_M)) for row in range(-3, 5)),
        *(((column * CELL_M, -500), (column * CELL_M, 500)) for column in range(-5, 7)),
    ]
    inside = [shapes.placed(LineString(line), CENTER, TURN).intersection(face) for line in lines]
    return [
        Road(part, "footway")
        for line in inside
        for part in shapes.lines_of(line)
        if part.length > 60
    ]


def _walk(walk: LineString | MultiLineString) -> list[Road]:
    return [Road(part, "footway", "River Walk") for part in shapes.lines_of(walk)]


def _diagonals() -> list[Road]:
    """Across the lawns, from corner to corner."""
    lines = []
    for column, row in sorted(LAWNS):
        left, low = column * CELL_M, row * CELL_DEEP_M
        right, high = left + CELL_M, low + CELL_DEEP_M
        lines += [((left, low), (right, high)), ((right, low), (left, high))]
    return [Road(shapes.placed(LineString(line), CENTER, TURN), "footway") for line in lines]
