"""Positions taken to streets: how many a second, in batches of a hundred and of ten thousand."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

import numpy as np

from beatbook.contract.values import UnitKind
from beatbook.ground.geo.travel.streets import MODE_OF, Streets
from beatbook.site.bench import figures, maps
from beatbook.site.startup import Place

BATCHES = (100, 10_000)


def run(args: argparse.Namespace, place: Place) -> dict[str, Any]:
    with maps.chosen(args, place) as map_:
        graph = map_.graph()
        streets, built_ms = figures.timed(partial(Streets, graph))
        positions = maps.positions(maps.chance(), graph, args.points)
        measured = [_measure(streets, positions, batch) for batch in BATCHES]
    return {
        "machine": figures.machine(),
        "map": {"key": map_.key, "edges": graph.edge_count, "build_s": round(built_ms / 1000, 2)},
        "snap": measured,
    }


def _measure(streets: Streets, positions: list[Any], batch: int) -> dict[str, Any]:
    column = MODE_OF[UnitKind.CAR]
    batches = [positions[begin : begin + batch] for begin in range(0, len(positions), batch)]
    streets.places(batches[0], column)
    placed = [figures.timed(partial(streets.places, part, column)) for part in batches]
    taken = [ms for _, ms in placed]
    off = np.concatenate([places.distance_m for places, _ in placed])
    return {
        "batch": batch,
        "points": len(positions),
        "points_a_second": round(len(positions) / sum(taken) * 1000),
        **figures.spread(taken),
        "median_distance_m": round(float(np.median(off)), 1),
    }
