"""Millbrook, the village next door: a main street, a green, a few lanes along the brook."""

from __future__ import annotations

from beatbook.site.demo.town import shapes
from beatbook.site.demo.town.roads import Numbering, Road
from beatbook.site.demo.town.shapes import XY

GREEN: list[XY] = [(-2235, -985), (-2140, -978), (-2150, -915), (-2225, -905)]

# (name, points from the low house numbers to the high)
STREETS: list[tuple[str, list[XY]]] = [
    ("Green Street", [(-2120, -1000), (-2130, -905), (-2245, -890), (-2255, -1000)]),
    ("Mill Pond Road", [(-2130, -905), (-2080, -780), (-2050, -640), (-2080, -480)]),
    ("Church Lane", [(-2245, -890), (-2330, -800), (-2440, -760), (-2560, -770)]),
    ("Weir Lane", [(-2410, -1010), (-2450, -900), (-2440, -760)]),
    ("Sheepfold Road", [(-2300, -1005), (-2290, -1130), (-2220, -1280), (-2240, -1420)]),
    ("Dairy Lane", [(-2255, -1200), (-2120, -1190), (-2010, -1230), (-1960, -1330)]),
    ("Willow Lane", [(-2000, -1030), (-1990, -1130), (-2010, -1230)]),
    ("Tannery Lane", [(-2050, -1018), (-1990, -900), (-1980, -780), (-2080, -760)]),
    ("Acorn Lane", [(-2560, -1020), (-2570, -900), (-2560, -770), (-2620, -640)]),
    ("Millers Court", [(-2330, -800), (-2300, -720), (-2230, -660)]),
    ("Hayrick Lane", [(-2490, -1012), (-2500, -1120), (-2420, -1200), (-2275, -1165)]),
]  # fmt: skip


def streets() -> tuple[Road, ...]:
    """Every street of the village but the road that passes through."""
    return tuple(
        Road(shapes.smooth(points), "residential", name, Numbering(0.0)) for name, points in STREETS
    )
