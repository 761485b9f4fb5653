"""The console under way: what one dispatcher does, seen by another; and a whole console told.

Both are measured with the board full and the server, its database, both browsers and the caller on
the same processors.
"""

from __future__ import annotations

import argparse
import http.client
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import psutil
from django.db import connection
from django.utils.crypto import get_random_string

from beatbook.core import clock
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal import scope
from beatbook.site.bench import figures, maps, scene, scratch, seats, sign_ins
from beatbook.site.demo import people
from beatbook.site.startup import Place
from beatbook.site.trouble import Trouble

AGENCY, DISPATCHER = "AB", "tess"
PAGE, SNAPSHOT = "/dispatch/", "/dispatch/snapshot.json"
WARM_UP = 20

SNAPSHOT_MS, KEYSTROKE_MS = 50, 300
"""What is promised of the 99th percentile."""


def run(args: argparse.Namespace, place: Place) -> dict[str, Any]:
    if args.calls // 2 >= args.units:
        raise Trouble("Half of the calls have a unit, and one must be free.", "Add --units.")
    people.set_up(password=get_random_string(24), at=clock.real_now())
    agency = Agency.objects.get(code=AGENCY)
    with maps.chosen(args, place) as map_:
        with scope.within([agency.pk]):
            laid = scene.lay(map_, agency, units=args.units, calls=args.calls)
            scene.crew(agency, laid.units)
            *sent, free = laid.units[-len(laid.calls) // 2 - 1 :]
            scene.send(agency, laid.calls[: len(sent)], sent)
        tess, other = sign_ins.sign_in([DISPATCHER, DISPATCHER])
        connection.close()
        with scratch.serving(place) as processes:
            server = psutil.Process(processes["web server"].pid)
            line = http.client.HTTPConnection(place.host, place.port, timeout=60)
            ask = partial(_answer, line, tess)
            page = _opened(server, ask, args.snapshots)
            snapshot = _snapshots(server, ask, args.snapshots)
            typed = seats.measure(place, (tess, other), unit=free, rounds=args.rounds)
    return {
        "machine": figures.machine(),
        "map": map_.key,
        "page": page,
        "snapshot": snapshot | {"target_ms": SNAPSHOT_MS},
        "keystroke": typed | {"target_ms": KEYSTROKE_MS},
    }


def _opened(server: psutil.Process, ask: Callable[[str], bytes], asked: int) -> dict[str, Any]:
    """The whole page, as a screen gets it when it is opened."""
    return _timed(server, partial(ask, PAGE), asked)[1]


def _snapshots(server: psutil.Process, ask: Callable[[str], bytes], asked: int) -> dict[str, Any]:
    """Every row of the console, as each screen asks for them when it must begin again."""
    last, taken = _timed(server, partial(ask, SNAPSHOT), asked)
    rows = json.loads(last)
    return {"calls": len(rows["calls"]), "units": len(rows["units"]), **taken}


def _timed(
    server: psutil.Process, ask: Callable[[], bytes], asked: int
) -> tuple[bytes, dict[str, Any]]:
    """The last answer, and how long they took. `cpu_ms` is what one costs the web processes: it
    says less of what else the machine does."""
    for _ in range(WARM_UP):
        ask()
    before = _cpu_s(server)
    answers, taken = zip(*(figures.timed(ask) for _ in range(asked)), strict=True)
    return answers[-1], {
        "asked": asked,
        "cpu_ms": round((_cpu_s(server) - before) * 1000 / asked, 1),
        "kib": round(len(answers[-1]) / 1024),
        **figures.spread(taken),
    }


def _cpu_s(server: psutil.Process) -> float:
    times = [worker.cpu_times() for worker in server.children()]
    return sum(each.user + each.system for each in times)


def _answer(line: http.client.HTTPConnection, session: str, path: str) -> bytes:
    line.request("GET", path, headers={"Cookie": f"sessionid={session}"})
    answer = line.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"No answer ({answer.status}): {content.decode()[:200]}")
    return content
