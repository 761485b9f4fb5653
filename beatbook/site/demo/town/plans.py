"""Ground plans of buildings around their own middle: ``width`` along the street, ``depth`` behind.

Each plan is a block with corners or courts taken away, as shares of its width and depth.
"""

from __future__ import annotations

import shapely
from shapely import Polygon, box

Bite = tuple[float, float, float, float]
"""What is taken away: left, front, right, back; -0.5 to 0.5 of the width and the depth."""

BITES: dict[str, tuple[Bite, ...]] = {
    "block": (),
    "ell": ((-0.1, -0.02, 0.6, 0.6),),
    "ell right": ((-0.6, -0.02, 0.1, 0.6),),
    "tee": ((-0.6, 0.0, -0.16, 0.6), (0.16, 0.0, 0.6, 0.6)),
    "step": ((-0.6, -0.6, -0.05, -0.28),),
    "step right": ((0.05, -0.6, 0.6, -0.28),),
    "porch": ((-0.6, -0.6, -0.22, -0.34), (0.22, -0.6, 0.6, -0.34)),
    "court": ((-0.24, -0.12, 0.24, 0.6),),
    "aitch": ((-0.26, 0.16, 0.26, 0.6), (-0.26, -0.6, 0.26, -0.16)),
    "zigzag": ((-0.6, -0.6, -0.1, -0.2), (0.1, 0.2, 0.6, 0.6)),
}


def draw(plan: str, width: float, depth: float) -> Polygon:
    """The outline of a building, its front at the bottom."""
    bites = [
        box(left * width, front * depth, right * width, back * depth)
        for left, front, right, back in BITES[plan]
    ]
    whole = box(-width / 2, -depth / 2, width / 2, depth / 2)
    return whole.difference(shapely.union_all(bites)) if bites else whole
