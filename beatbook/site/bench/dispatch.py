"""Who is there soonest: the engine against scipy's Dijkstra in one process, then over HTTP.

Every answer of the one is compared with that of the other. Cars are searched for from turn to
turn; bicycles on the same streets from junction to junction, which is what the search costs without
turns. What a busy machine makes one wait for is in the times, and not in the processor's.
"""

from __future__ import annotations

import argparse
import gc
import time
from functools import partial
from typing import Any

import numpy as np
import psutil

from beatbook.contract.values import UnitKind
from beatbook.ground.geo.travel import closures, order, planning
from beatbook.ground.geo.travel.dijkstra import Dijkstra
from beatbook.ground.geo.travel.engine import Engine
from beatbook.ground.geo.travel.snap import OFF, Places
from beatbook.ground.geo.travel.streets import MODE_OF
from beatbook.ground.geo.travel.trips import Closure
from beatbook.site.bench import figures, maps, recommending
from beatbook.site.startup import Place

WARM_UP = 10
CLOSED_EDGES = 200
READY_S = 600.0

MODES = {"turns": UnitKind.CAR, "junctions": UnitKind.BIKE}


def run(args: argparse.Namespace, place: Place) -> dict[str, Any]:
    with maps.chosen(args, place) as map_:
        engine, figures_of_map = _load(map_)
        try:
            measured = [
                _compare(engine, name, mode, units, args.calls)
                for name, mode in MODES.items()
                for units in args.units
            ]
            closing = _closing(engine)
        finally:
            engine.stop()
        http = recommending.measure(map_, place, args.calls)
    return {
        "machine": figures.machine(),
        "map": figures_of_map,
        "dispatch": measured,
        "closure": closing,
        "http": http,
    }


def _load(map_: maps.Chosen) -> tuple[Engine, dict[str, Any]]:
    process = psutil.Process()
    before, began = process.memory_info().rss, time.perf_counter()
    graph = map_.graph()
    engine = Engine(graph, order.load(map_.directory, graph))
    if not engine.wait_until_fast(READY_S):
        raise RuntimeError("The fast back end did not come up; its fault is in the log.")
    loaded_s = time.perf_counter() - began
    gc.freeze()  # as the web server does
    network = engine.streets.network("car")
    return engine, {
        "key": map_.key,
        "junctions": graph.node_count,
        "car_arcs": len(network.arcs),
        "turns": len(network.links.arc),
        "order_s": map_.order_s,
        "load_s": round(loaded_s, 2),
        "memory_mib": round((process.memory_info().rss - before) / 2**20),
    }


def _compare(engine: Engine, name: str, mode: UnitKind, units: int, calls: int) -> dict[str, Any]:
    """``calls`` questions about so many units, each answered by both back ends."""
    chance = maps.chance()
    column = MODE_OF[mode]
    slow = Dijkstra(engine.streets.network(column))
    whole, processor, search, scipy = [], [], [], []
    different = 0
    for turn in range(WARM_UP + calls):
        *starts, destination = maps.positions(chance, engine.streets.graph, units + 1)
        worked = time.process_time()
        trips, whole_ms = figures.timed(partial(engine.many_to_one, starts, destination, mode))
        worked_ms = (time.process_time() - worked) * 1000
        places = engine.streets.places([*starts, destination], column)
        fast_answer, search_ms = _asked(engine, column, places)
        slow_answer, scipy_ms = figures.timed(partial(_times, engine, column, slow, places))
        said = [trip.ms if trip else np.inf for trip in trips]
        different += int((fast_answer != slow_answer).sum()) + int((said != slow_answer).sum())
        if turn >= WARM_UP:
            whole.append(whole_ms)
            processor.append(worked_ms)
            search.append(search_ms)
            scipy.append(scipy_ms)
    told = {"engine": whole, "engine_processor": processor, "search": search, "scipy": scipy}
    spreads = {part: figures.spread(taken) for part, taken in told.items()}
    p50 = {part: spread["p50_ms"] for part, spread in spreads.items()}
    return {
        "network": name,
        "units": units,
        "answers_compared": units * (WARM_UP + calls),
        "answers_different": different,
        **spreads,
        "scipy_over_search": round(p50["scipy"] / p50["search"], 1),
        "scipy_over_engine": round(p50["scipy"] / p50["engine"], 1),
    }


def _asked(engine: Engine, column: str, places: Places) -> tuple[Any, float]:
    """The same question to the fast back end, timed in its own thread."""
    worker = engine.keeper.worker() if engine.keeper else None
    if worker is None:
        raise RuntimeError("The fast back end is not there.")
    found: tuple[Any, float] = worker.ask(
        lambda prepared: figures.timed(
            partial(_times, engine, column, prepared[column, "ordinary"], places)
        ),
        READY_S,
    )
    return found


def _times(engine: Engine, column: str, search: Any, places: Places) -> Any:
    """Milliseconds of each start; those off the map are as unreachable."""
    network = engine.streets.network(column)
    found = np.full(len(places) - 1, np.inf)
    on_map = places.edge[:-1] != OFF
    if places.edge[-1] != OFF and on_map.any():
        starts = places[:-1][on_map]
        found[on_map] = planning.times_ms(network, search, starts, places[-1:])
    return found


def _closing(engine: Engine) -> dict[str, Any]:
    """Close a stretch of street both ways, for every way to travel, and open it again."""
    chance = maps.chance()
    edges = chance.integers(engine.streets.graph.edge_count, size=CLOSED_EDGES).tolist()
    worker = engine.keeper.worker() if engine.keeper else None
    if worker is None:
        raise RuntimeError("The fast back end is not there.")

    def close_and_open(prepared: Any) -> list[list[float]]:
        taken: list[list[float]] = [[], []]
        for edge in edges:
            shut = closures.sides([Closure(edge)])
            opened = dict.fromkeys(shut, 100)
            for part, change in zip(taken, (shut, opened), strict=True):
                part.append(figures.timed(partial(prepared.reweigh, change))[1])
        return taken

    closed, opened = worker.ask(close_and_open, READY_S)
    return {"closed": figures.spread(closed), "opened": figures.spread(opened)}
