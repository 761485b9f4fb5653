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
from beatbook.core import clock
from beatbook.ground.agency import commands as agencies
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal import scope
from beatbook.site.bench import figures, maps, scene, scratch
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
        laid = scene.lay(map_, agency, units=UNITS, calls=CALLS)
        numbers, token = [call.incident.number for call in laid.calls], _token(agency)
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


def _token(agency: Agency) -> str:
    _, token = agencies.create_token(
        agency=agency, name="bench", permissions=[Permission.CALL_READ, Permission.UNIT_READ],
        lifetime=timedelta(hours=1), by=queries.system("bench", [agency]), at=clock.real_now(),
    )  # fmt: skip
    return token


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
