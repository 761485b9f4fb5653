"""From the request of a ranked list to the list: a real server, a hundred units on duty."""

from __future__ import annotations

import http.client
import json
import time
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection
from django.utils.crypto import get_random_string

from beatbook.contract.access import Permission
from beatbook.contract.values import MemberClass, UnitKind
from beatbook.core import clock
from beatbook.duties.calls import commands as calls
from beatbook.duties.calls.models import CallType
from beatbook.ground.agency import commands as agencies
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import LastPosition, Unit, UnitState
from beatbook.ground.force.vocabulary import Status
from beatbook.ground.geo.models import Map
from beatbook.ground.journal import scope
from beatbook.ground.registry.commands import Location
from beatbook.site.bench import figures, maps, scratch
from beatbook.site.demo import people
from beatbook.site.startup import Place

AGENCY, UNITS, CALLS = "AB", 100, 10
WARM_UP = 20
LOADED_S = 120.0


def measure(map_: maps.Chosen, place: Place, asked: int) -> dict[str, Any]:
    """Milliseconds from request to ranked list, one caller."""
    people.set_up(password=get_random_string(24), at=clock.real_now())
    agency = Agency.objects.get(code=AGENCY)
    with scope.within([agency.pk]):
        numbers, token = _fill(map_, agency)
    connection.close()
    with scratch.serving(place):
        line = http.client.HTTPConnection(place.host, place.port, timeout=60)
        _wait_for_the_map(line, numbers[0], token)
        for number in numbers * (WARM_UP // len(numbers)):
            _recommended(line, number, token)
        taken, ranked = [], 0
        for turn in range(asked):
            number = numbers[turn % len(numbers)]
            found, ms = figures.timed(partial(_recommended, line, number, token))
            taken.append(ms)
            ranked += sum(one["seconds"] is not None for one in found)
    return {"units": UNITS, "asked": asked, "trips_ranked": ranked, **figures.spread(taken)}


def _fill(map_: maps.Chosen, agency: Agency) -> tuple[list[str], str]:
    """The map in use, a hundred units on duty all over it, some calls; and a token to ask with."""
    graph, chance = map_.graph(), maps.chance()
    by, at = queries.system("bench", [agency]), clock.real_now()
    Map.objects.create(
        key=map_.key, name="Bench", source="bench", imported_at=at, is_active=True,
        south=float(graph.node_lat.min()), west=float(graph.node_lon.min()),
        north=float(graph.node_lat.max()), east=float(graph.node_lon.max()),
    )  # fmt: skip
    for number in range(UNITS - Unit.objects.count()):
        force.create_unit(
            agency=agency, callsign=f"9B{number}", kind=UnitKind.CAR,
            member_class=MemberClass.NON_SWORN, by=by, at=at,
        )  # fmt: skip
    UnitState.objects.update(status=Status.AVAILABLE)
    units = list(Unit.objects.all())
    LastPosition.objects.bulk_create(
        LastPosition(unit=unit, agency=agency, lat=spot.lat, lon=spot.lon, at=at, received=at)
        for unit, spot in zip(units, maps.positions(chance, graph, len(units)), strict=True)
    )
    kind = CallType.objects.filter(agency=agency, retired_at=None).order_by("code")[0]
    numbers = [
        calls.take_call(
            agency=agency, call_type=kind, location=Location("On the map", spot, ""), by=by, at=at
        ).incident.number
        for spot in maps.positions(chance, graph, CALLS)
    ]
    _, token = agencies.create_token(
        agency=agency, name="bench", permissions=[Permission.CALL_READ, Permission.UNIT_READ],
        lifetime=timedelta(hours=1), by=by, at=at,
    )  # fmt: skip
    return numbers, token


def _recommended(line: http.client.HTTPConnection, number: str, token: str) -> Any:
    line.request(
        "GET",
        f"/api/v1/calls/{number}/recommendation",
        headers={"Authorization": f"Bearer {token}"},
    )
    answer = line.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"No list ({answer.status}): {content.decode()[:200]}")
    return json.loads(content)


def _wait_for_the_map(line: http.client.HTTPConnection, number: str, token: str) -> None:
    """Each of the server's processes loads it by itself: many lists in a row must have times."""
    deadline, in_a_row = time.monotonic() + LOADED_S, 0
    while in_a_row < WARM_UP:
        found = _recommended(line, number, token)
        in_a_row = in_a_row + 1 if any(one["seconds"] is not None for one in found) else 0
        if time.monotonic() > deadline:
            raise RuntimeError("The server did not load the map in time.")
        if not in_a_row:
            line.close()
            time.sleep(0.2)
