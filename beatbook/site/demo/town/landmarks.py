"""Places that the cast, the seeds and the tests may count on."""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.contract.values import Point


@dataclass(frozen=True)
class Landmark:
    """A place by its name, what one would type to find it, and where that is within a few yards."""

    name: str
    typed: str
    point: Point


LANDMARKS = {
    "station": Landmark(
        "Alder Bay Community Safety", "206 Gate Street", Point(41.50322, -69.20415)
    ),
    "home": Landmark(
        "A house in Lighthouse", "1925 North Castle Street", Point(41.51436, -69.19881)
    ),
    "county center": Landmark(
        "Alder County Communications", "1080 West Union Avenue", Point(41.50663, -69.21905)
    ),
    "town hall": Landmark("Alder Bay Town Hall", "32 Town Hall Place", Point(41.50135, -69.20412)),
    "library": Landmark(
        "Alder Bay Public Library", "611 North Castle Street", Point(41.50458, -69.19945)
    ),
    "market": Landmark(
        "Lighthouse Market", "148 East Lighthouse Avenue", Point(41.51165, -69.19658)
    ),
    "railway station": Landmark(
        "Alder Bay Station", "250 Depot Avenue", Point(41.50095, -69.21153)
    ),
    "harbor corner": Landmark(
        "The middle of town", "Harbor Street & North Castle Street", Point(41.5, -69.2)
    ),
    "union corner": Landmark(
        "The busiest corner", "North Castle Street & East Union Avenue", Point(41.50736, -69.19948)
    ),
    "millbrook station": Landmark(
        "Millbrook Community Safety", "1750 Millbrook Road", Point(41.49025, -69.23384)
    ),
}
"""The last one belongs to Millbrook, the others to Alder Bay."""
