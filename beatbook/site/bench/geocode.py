"""How long each letter of an address waits for its answer, and how far off the answers are.

As the web role, in a transaction of its own for each letter, as a request has one. What HTTP and
JSON cost comes on top.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from beatbook.ground.geo import queries
from beatbook.ground.geo.models import Address, Map
from beatbook.ground.geo.where import geocode
from beatbook.ground.journal import scope
from beatbook.site.bench import county, keystrokes, round_trip, strings, truth
from beatbook.site.startup import Place
from beatbook.site.trouble import Trouble

TARGET_MS = 30.0
AGENCY = 1
"""For the policies; a made-up county has no agency."""


def run(args: argparse.Namespace, _place: Place) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as maps:
        if args.gazetteer:
            strings.put_in_use(args, Path(maps))
        elif not (args.here or args.truth or args.strings or args.points):
            county.put_in_use(args.addresses, Path(maps))
        stored = queries.active_map()
        if args.strings:
            return strings.measure(args, stored)
        if stored is None:
            raise Trouble("There is no map in use.", "Import one: beatbook map import FILE")
        if args.points:
            return round_trip.measure(args, stored)
        return truth.measure(args, stored) if args.truth else _typing(stored, args.typed)


def _typing(stored: Map, many: int) -> dict[str, Any]:
    texts = keystrokes.typed(stored, many)
    if not texts:
        raise Trouble(f"The map {stored.name} has no addresses and no streets.", "Import another.")
    with scope.within([AGENCY]):
        geocode.find("warm up & read the names", agencies=[AGENCY])
    waits: dict[str, list[float]] = defaultdict(list)
    own: list[float] = []
    found: dict[str, list[bool]] = defaultdict(list)
    for each in texts:
        for end in range(1, len(each.text) + 1):
            began, worked = time.perf_counter(), time.process_time()
            with scope.within([AGENCY]):
                answer = geocode.find(each.text[:end], agencies=[AGENCY])
            waits[each.kind].append((time.perf_counter() - began) * 1000)
            own.append((time.process_time() - worked) * 1000)
        found[each.kind].append(bool(answer.matches))
    every = [ms for kind in waits.values() for ms in kind]
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "load_average": os.getloadavg()[0],
        "map": stored.name,
        "addresses": Address.objects.filter(street__map=stored).count(),
        "texts": len(texts),
        "target_p99_ms": TARGET_MS,
        "each_letter": _figures(every),
        "of_it_our_own_processor_time": _figures(own),
        "by_kind": {
            kind: {**_figures(ms), "answered_in_full": f"{_share(found[kind])}%"}
            for kind, ms in sorted(waits.items())
        },
    }


def _share(answered: list[bool]) -> float:
    return round(100 * sum(answered) / len(answered), 1)


def _figures(waits: list[float]) -> dict[str, float]:
    ordered = sorted(waits)
    return {
        "letters": len(ordered),
        "p50_ms": round(statistics.median(ordered), 2),
        "p95_ms": round(ordered[int(len(ordered) * 0.95)], 2),
        "p99_ms": round(ordered[int(len(ordered) * 0.99)], 2),
        "max_ms": round(ordered[-1], 2),
    }
