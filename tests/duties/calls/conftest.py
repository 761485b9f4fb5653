"""A call to work on, people signed in, a class of calls that is restricted, and a town to cross.

    N --------- North Bank --------- W     y = 100, across the river from Main Street
                                     |
    B ---- A ---- Main Street ------ V     the one bridge is at the far end
    C is 400 m the other way

Cars go 10 m/s, bikes 5 m/s, walkers 1 m/s.
"""

from __future__ import annotations

import json

import pytest
from django.test import Client

from beatbook.contract.values import Point
from beatbook.core.geometry import LocalPlane
from beatbook.duties.calls import commands
from beatbook.duties.calls.vocabulary import Plan
from beatbook.ground.agency import commands as agencies
from beatbook.ground.force.models import LastPosition
from beatbook.ground.geo import graph
from beatbook.ground.geo.travel import engine
from tests.cast import CASTLE_STREET, NOON

BACKEND = "beatbook.ground.agency.sign_in.MemberBackend"
PLANE = LocalPlane(41.5, -69.2)
CORNERS = {"A": (0, 0), "B": (400, 0), "C": (800, 0)} | {
    "N": (400, 100),
    "W": (-800, 100),
    "V": (-800, 0),
}
STREETS = {"AB": 0, "BC": 0, "VA": 0, "NW": 1, "WV": 2}
SPEEDS = (36.0, 18.0, 3.6)


def spot(x, y):
    """A position by meters east and north of corner A."""
    return Point(*PLANE.to_degrees(x, y))


def _street(ends):
    tail, head = (list(CORNERS).index(end) for end in ends)
    return graph.Edge(
        tail=tail,
        head=head,
        shape=[PLANE.to_degrees(*CORNERS[end]) for end in ends],
        road_class="residential",
        street=STREETS[ends],
        forward_kmh=SPEEDS,
        backward_kmh=SPEEDS,
    )


@pytest.fixture(scope="session")
def town_directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("town")
    corners = [PLANE.to_degrees(*place) for place in CORNERS.values()]
    town = graph.assemble(
        corners, [_street(ends) for ends in STREETS], ["Main Street", "North Bank", "Mill Bridge"]
    )
    town.save(directory / engine.GRAPH_FILE)
    return directory


@pytest.fixture
def town(town_directory):
    engine.stop()
    yield engine.start(town_directory)
    engine.stop()


@pytest.fixture
def park(cast):
    """Puts a unit somewhere in town, seen there at that time."""

    def parked(callsign, x, y, at=NOON):
        point = spot(x, y)
        LastPosition.objects.create(
            unit=cast.unit(callsign),
            agency=cast.ab,
            lat=point.lat,
            lon=point.lon,
            at=at,
            received=at,
        )

    return parked


@pytest.fixture
def take(cast):
    def taken(code="NOISE", **more):
        more = {"location": CASTLE_STREET, "by": cast.tess, "at": NOON} | more
        return commands.take_call(agency=cast.ab, call_type=cast.call_type(code), **more)

    return taken


@pytest.fixture
def call(take):
    return take()


@pytest.fixture
def runaway(cast):
    """A call type whose calls only members cleared for juveniles may see."""
    return commands.configure_call_type(
        agency=cast.ab,
        plan=Plan(
            code="RUNAWAY", name="Runaway", priority=2, target_s=300, need_to_know="juvenile"
        ),
        by=cast.ada,
        at=NOON,
    )


class Browser:
    """Somebody signed in, or nobody: what is sent is JSON, and so is what comes back."""

    def __init__(self, cast, username=None):
        self.cast, self.client = cast, Client()
        if username:
            cast.enter(cast.principals[username])
            self.client.force_login(cast.members[username], BACKEND)
            cast.enter(cast.tess)

    def get(self, path):
        return self._read(self.client.get(path, headers={"accept": "application/json"}))

    def post(self, path, body=None, **headers):
        content = body if isinstance(body, str) else json.dumps(body or {})
        return self._read(
            self.client.post(path, content, content_type="application/json", headers=headers)
        )

    def _read(self, answer):
        self.cast.enter(self.cast.tess)
        is_json = answer["Content-Type"].startswith("application/json")
        return answer.status_code, answer.json() if is_json else None


@pytest.fixture
def browser(cast):
    return lambda username=None: Browser(cast, username)


@pytest.fixture
def millbrook(cast, browser):
    """A dispatcher of the neighboring agency: every permission there, none here."""
    cast.enter(by := cast.system("MB"))
    agencies.grant_role(
        agency=cast.mb, member=cast.members["nora"], role="administrator", by=by, at=NOON
    )
    cast.enter(cast.tess)
    return browser("nora")
