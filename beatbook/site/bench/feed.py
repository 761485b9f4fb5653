"""One entry to many screens while calls are taken, through two web processes and the sealer.

Every call is a measurement: from its commit to the first, the median and the last of the screens.
The screens are in this process, on the same processors as the server.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import statistics
import time
from typing import Any

import psutil
import uvloop
from django.db import connection
from django.utils.crypto import get_random_string

from beatbook.contract.access import Principal
from beatbook.contract.values import Point
from beatbook.core import clock
from beatbook.duties.calls import commands as calls
from beatbook.duties.calls.models import CallType
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal import cursor, scope
from beatbook.ground.registry.commands import Location
from beatbook.site.bench import scratch, sign_ins
from beatbook.site.bench.screens import Crowd
from beatbook.site.demo import people
from beatbook.site.startup import Place

AGENCY, WATCHERS = "AB", ("tess", "tess", "tess", "cory")
"""Every fourth screen is the county's, which sees more agencies: two audiences."""

FIRST = 10
SETTLE_S = 2.0
LATEST_S = 20.0
PLACE = Location("1925 North Castle Street", Point(41.5, -69.2), "2")


def run(args: argparse.Namespace, place: Place) -> dict[str, Any]:
    people.set_up(password=get_random_string(24), at=clock.real_now())
    measured = []
    for count in args.screens:
        with scratch.serving(place) as processes:
            server = psutil.Process(processes["web server"].pid)
            measured.append(uvloop.run(_measure(place, server, count, args.calls, args.rate)))
    connection.close()
    return {"machine": _machine(), "feed": measured, "ratios": _ratios(measured)}


async def _measure(
    place: Place, server: psutil.Process, count: int, taken: int, rate: int
) -> dict[str, Any]:
    watchers = [WATCHERS[number % len(WATCHERS)] for number in range(count)]
    cookies = await asyncio.to_thread(sign_ins.sign_in, watchers)
    crowd = Crowd(place.host, place.port)
    try:
        start = await asyncio.to_thread(_cursor)
        # The first screens load what every later one shares.
        first = min(FIRST, count // 2)
        await crowd.open(cookies[:first], start)
        await asyncio.sleep(SETTLE_S)
        before, began = _memory(server), time.monotonic()
        await crowd.open(cookies[first:], start)
        opened_s = time.monotonic() - began
        await asyncio.sleep(SETTLE_S)
        after = _memory(server)
        committed = await asyncio.to_thread(_take_calls, taken, rate)
        everybody = await crowd.all_heard(list(committed), LATEST_S)
    finally:
        crowd.close()
    return {
        "screens": count,
        "opened_a_second": round((count - first) / opened_s),
        "kib_a_screen": round((after - before) / 1024 / (count - first), 1),
        "calls": taken,
        "everybody_heard_of_every_call": everybody,
        "screens_lost": sum(screen.ended for screen in crowd.screens),
        **_delays(crowd, committed),
    }


def _delays(crowd: Crowd, committed: dict[str, float]) -> dict[str, float]:
    """Milliseconds from a call's commit; the median of the calls, and the worst of the last."""
    since = [
        sorted(1000 * (heard_at - committed_at) for heard_at in crowd.heard[number])
        for number, committed_at in committed.items()
    ]
    heard = [row for row in since if row]
    return {
        "first_ms": round(statistics.median(row[0] for row in heard), 1),
        "median_ms": round(statistics.median(row[len(row) // 2] for row in heard), 1),
        "last_ms": round(statistics.median(row[-1] for row in heard), 1),
        "worst_last_ms": round(max(row[-1] for row in heard), 1),
    }


def _take_calls(count: int, rate: int) -> dict[str, float]:
    """Take calls at a steady pace; by number, when each was committed."""
    committed = {}
    by = _principal("tess")
    for turn in range(count):
        due = time.monotonic() + 1 / rate
        with scope.within(by.agencies()):
            number = _take_call(by)
        committed[number] = time.monotonic()
        if turn + 1 < count:
            time.sleep(max(0.0, due - time.monotonic()))
    connection.close()
    return committed


def _take_call(by: Principal) -> str:
    agency = Agency.objects.get(code=AGENCY)
    call = calls.take_call(
        agency=agency,
        call_type=CallType.objects.filter(agency=agency, retired_at=None).order_by("code")[0],
        location=PLACE,
        by=by,
        at=clock.real_now(),
    )
    return call.incident.number


def _cursor() -> str:
    try:
        return cursor.seal(cursor.latest_position())
    finally:
        connection.close()


def _principal(username: str) -> Principal:
    found = queries.member_id(username)
    assert found is not None
    with scope.within([]):
        principal = queries.principal_of(found)
    assert principal is not None
    return principal


def _memory(server: psutil.Process) -> int:
    """Bytes that the web processes would give back if they ended."""
    return sum(worker.memory_full_info().uss for worker in server.children())


def _machine() -> dict[str, Any]:
    return {
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
    }


def _ratios(measured: list[dict[str, Any]]) -> dict[str, float]:
    """The most screens against the fewest: how the time to the last grows."""
    few, many = measured[0], measured[-1]
    return {
        "screens": round(many["screens"] / few["screens"], 2),
        "last_ms": round(many["last_ms"] / few["last_ms"], 2),
    }
