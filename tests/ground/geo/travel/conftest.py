"""A small town, laid out in meters, where every time can be worked out by hand.

        Castle Street, one way to the west for cars and bikes
    D ------<------ E ------<------ F      y = 300
    |               :               |
    | West Street   : a footpath    | East Street
    |               :               |
    A ------------- B ------------- C      y = 0
    0   Main Street 400            800

Cars go 10 m/s, bikes 5 m/s, walkers 1 m/s.
"""

import pytest

from beatbook.contract.values import Point
from beatbook.core.geometry import LocalPlane
from beatbook.ground.geo import graph

PLANE = LocalPlane(39.29, -76.61)
CORNERS = {
    "A": (0, 0),
    "B": (400, 0),
    "C": (800, 0),
    "D": (0, 300),
    "E": (400, 300),
    "F": (800, 300),
}
STREETS = ("Main Street", "Castle Street", "West Street", "East Street")
EVERYBODY, WALKERS, NOBODY = (36.0, 18.0, 3.6), (0.0, 0.0, 3.6), (0.0, 0.0, 0.0)


def _street(ends, name, *, forward=EVERYBODY, backward=EVERYBODY, road_class="residential"):
    tail, head = (list(CORNERS).index(end) for end in ends)
    return graph.Edge(
        tail=tail,
        head=head,
        shape=[PLANE.to_degrees(*CORNERS[end]) for end in ends],
        road_class=road_class,
        street=STREETS.index(name) if name else graph.NO_STREET,
        forward_kmh=forward,
        backward_kmh=backward,
    )


EDGES = {
    "AB": _street("AB", "Main Street"),
    "BC": _street("BC", "Main Street"),
    "FE": _street("FE", "Castle Street", backward=WALKERS),
    "ED": _street("ED", "Castle Street", backward=WALKERS),
    "AD": _street("AD", "West Street"),
    "CF": _street("CF", "East Street"),
    "BE": _street("BE", "", forward=WALKERS, backward=WALKERS, road_class="footway"),
}


@pytest.fixture(scope="session")
def town():
    corners = [PLANE.to_degrees(*place) for place in CORNERS.values()]
    return graph.assemble(corners, list(EDGES.values()), STREETS)


@pytest.fixture(scope="session")
def at():
    """A position in town, by meters east and north of corner A."""
    return lambda x, y: Point(*PLANE.to_degrees(x, y))


@pytest.fixture(scope="session")
def edge():
    """The number of an edge, by the corners it joins."""
    return lambda ends: list(EDGES).index(ends)
