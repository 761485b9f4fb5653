"""The old center, drawn by hand: lanes that grew between the market, the walls and the river."""

from __future__ import annotations

from beatbook.site.demo.town import shapes
from beatbook.site.demo.town.roads import Numbering, Road
from beatbook.site.demo.town.shapes import XY

SQUARE: list[XY] = [(-400, 84), (-296, 66), (-288, 158), (-388, 176)]
"""Market Square: the corners from the southwest, counterclockwise."""

PLAZA: list[XY] = [(-324, 71), (-296, 66), (-288, 158), (-316, 163)]
"""Its open half; the Town Hall stands in the other."""

# (class, name, one way, points from the low house numbers to the high)
STREETS: list[tuple[str, str, bool, list[XY]]] = [
    ("pedestrian", "Market Street", False, [(12, 205), (-110, 178), (-220, 162), (-288, 158)]),
    ("pedestrian", "Market Square", False, [SQUARE[2], SQUARE[1], SQUARE[0]]),
    ("pedestrian", "Town Hall Place", False, [SQUARE[2], SQUARE[3], SQUARE[0]]),
    ("residential", "Bell Street", False, [(-394, 128), (-510, 105), (-640, 70), (-800, 45)]),
    ("tertiary", "Gate Street", False, [(-338, 167), (-322, 300), (-330, 480)]),
    ("residential", "Bridge Street", False, [(-600, -215), (-535, -110), (-455, 5), (-400, 84)]),
    ("residential", "Chapel Street", False,
     [(-110, 178), (-190, 262), (-323, 300), (-450, 255), (-510, 105)]),
    ("residential", "Cooper Street", False,
     [(-510, 105), (-505, 20), (-450, -5), (-330, 0), (-205, 45), (-140, 100), (-110, 178)]),
    ("residential", "Tanner Street", False,
     [(18, 318), (-110, 352), (-326, 395), (-480, 360), (-600, 265), (-650, 170), (-640, 70),
      (-655, -45), (-535, -110)]),
    ("residential", "Chandler Street", False,
     [(-535, -110), (-390, -85), (-250, -28), (-100, 40), (-40, 100), (5, 115)]),
    ("residential", "Fish Lane", True, [(-205, -50), (-225, -15), (-205, 45), (-220, 160)]),
    ("residential", "Mercer Lane", True, [(-50, -12), (-100, 40), (-140, 100)]),
    ("residential", "Lantern Lane", True, [(-190, 262), (-150, 360), (-135, 430)]),
    ("residential", "Candle Lane", True, [(-450, 255), (-480, 360), (-505, 458)]),
    ("residential", "Priory Street", False, [(-470, 200), (-560, 195), (-650, 170), (-772, 185)]),
    ("residential", "Ropewalk", False, [(-655, -45), (-730, -60), (-800, -62)]),
    ("residential", "Hatter Lane", False, [(-655, -45), (-690, -150), (-700, -245)]),
    ("residential", "Pump Lane", True, [(-400, -140), (-390, -85), (-330, 0), (-338, 73)]),
    ("residential", "Quill Lane", False, [(-600, 265), (-640, 320), (-690, 340)]),
    ("residential", "Salt Lane", False, [(-60, 330), (-100, 262), (-110, 178)]),
    ("residential", "Tallow Lane", False, [(-575, 30), (-588, -30), (-590, -85)]),
    ("residential", "Saddle Lane", False, [(-327, 350), (-250, 345), (-165, 325)]),
    ("residential", "Sparrow Lane", False, [(15, 262), (-40, 268), (-100, 262)]),
    ("residential", "Barrel Lane", False, [(-505, 20), (-575, 30), (-642, 20)]),
    ("residential", "Thimble Lane", False, [(-450, 255), (-410, 315), (-395, 382)]),
    ("residential", "Needle Alley", False, [(-190, 262), (-240, 215), (-225, 160)]),
    ("residential", "Kettle Lane", False, [(-520, 158), (-450, 180), (-388, 176)]),
    ("residential", "Granary Lane", False, [(-330, 0), (-300, -20), (-290, -55)]),
    ("residential", "Wick Lane", False, [(-296, 66), (-270, 30), (-250, -28)]),
]  # fmt: skip


def streets() -> tuple[Road, ...]:
    """Every lane inside Rampart Street."""
    return tuple(
        Road(
            shapes.smooth(points, rounds=0 if cls == "pedestrian" else 2),
            cls,
            name,
            Numbering(0.0, pitch=90.0),
            oneway=int(oneway),
        )
        for cls, name, oneway, points in STREETS
    )
