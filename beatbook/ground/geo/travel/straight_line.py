"""What a straight line would have cost in this town: why units are ranked by road.

Calls and units are drawn at random on the map's streets, the same each time. Each call is put to
the engine, which says who is there soonest; the unit nearest as the crow flies may be another one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from beatbook.contract.values import Point, UnitKind
from beatbook.core import geometry
from beatbook.ground.geo.graph import StreetGraph
from beatbook.ground.geo.travel.engine import Engine

SEED = 20240229
UNITS = (5, 10, 20, 50)

Floats = NDArray[np.float64]


def figures(engine: Engine, *, seed: int = SEED, calls: int = 2000) -> dict[str, Any]:
    """How often the nearest unit by straight line is not the soonest, and what it costs.

    ``calls`` is how many are drawn in all, the same number for each count of units. Everything in
    the answer can be written as JSON; seconds are of driving time by car, without traffic. Where
    nobody can reach a call it is not counted.
    """
    chance = np.random.default_rng(seed)
    drawn = calls // len(UNITS)
    return {
        "seed": seed,
        "calls": drawn,
        "units": [_with_units(engine, chance, count, drawn) for count in UNITS],
    }


def _with_units(
    engine: Engine, chance: np.random.Generator, units: int, calls: int
) -> dict[str, Any]:
    late = np.array(
        [
            seconds
            for _ in range(calls)
            if (seconds := _seconds_late(engine, chance, units)) is not None
        ]
    )
    wrong = late[late > 0]
    return {
        "units": units,
        "counted": len(late),
        "wrong": len(wrong),
        "wrong_share": _rounded(len(wrong) / len(late), 4) if len(late) else None,
        "mean_extra_s": _rounded(late.mean(), 1) if len(late) else None,
        "median_extra_when_wrong_s": _rounded(np.median(wrong), 1) if len(wrong) else None,
        "p95_extra_when_wrong_s": _rounded(np.percentile(wrong, 95), 1) if len(wrong) else None,
    }


def _seconds_late(engine: Engine, chance: np.random.Generator, units: int) -> float | None:
    """How much later the nearest unit is than the soonest, at one call; None if not reached.

    A nearest unit that cannot reach it at all is not counted either: it would cost without end.
    """
    lat, lon = _on_streets(engine.streets.graph, chance, units + 1)
    places = [Point(*place) for place in zip(lat.tolist(), lon.tolist(), strict=True)]
    trips = engine.many_to_one(places[:-1], places[-1], UnitKind.CAR, measure=0)
    call = places[-1]
    away = [geometry.haversine_m(one.lat, one.lon, call.lat, call.lon) for one in places[:-1]]
    nearest = trips[int(np.argmin(away))]
    times = [trip.seconds for trip in trips if trip]
    return nearest.seconds - min(times) if nearest else None


def _on_streets(
    graph: StreetGraph, chance: np.random.Generator, count: int
) -> tuple[Floats, Floats]:
    """Places on streets for cars, as likely on a meter of one as of another."""
    arcs = np.flatnonzero(graph.car)
    reached = np.cumsum(graph.length_m[arcs], dtype=np.float64)
    chosen = arcs[np.searchsorted(reached, chance.random(count) * reached[-1])]
    start = graph.shape_start[graph.edge[chosen]]
    pieces = graph.shape_start[graph.edge[chosen] + 1] - start - 1
    at = start + (chance.random(count) * pieces).astype(np.int64)
    share = chance.random(count)
    lat = graph.shape_lat[at] + share * (graph.shape_lat[at + 1] - graph.shape_lat[at])
    lon = graph.shape_lon[at] + share * (graph.shape_lon[at + 1] - graph.shape_lon[at])
    return lat, lon


def _rounded(number: Any, digits: int) -> float:
    return round(float(number), digits)
