"""Shortest times by customizable contraction hierarchies (routingkit-cch): exact and fast.

Everything here belongs to the thread that made it. The library panics if a query is used in
another thread, if weights change while a query is alive, and if a result is kept while the next
question is asked. A panic is not an ``Exception``.
"""

from __future__ import annotations

from collections.abc import Mapping

import routingkit_cch as routingkit

from beatbook.ground.geo.travel.network import Network
from beatbook.ground.geo.travel.order import Order
from beatbook.ground.geo.travel.search import Path, Stop

_KEEP_CLOSED = False
"""Arcs that start out closed are kept: a street may be opened again."""


class Contraction:
    def __init__(self, network: Network, order: Order) -> None:
        self._hierarchy = routingkit.CCH(
            order.tolist(), network.tail.tolist(), network.head.tolist(), _KEEP_CLOSED
        )
        self._metric = routingkit.CCHMetric(self._hierarchy, network.ms.tolist())
        self._updater = routingkit.CCHMetricPartialUpdater(self._hierarchy)
        self._sweep: routingkit.CCHManyToOne | None = None

    def times(self, starts: list[int], ends: list[Stop]) -> list[int | None]:
        if not starts or not ends:
            return [None] * len(starts)
        if self._sweep is None:
            self._sweep = routingkit.CCHManyToOne(self._metric, starts)
        else:
            self._sweep.repin_sources(starts)
        return self._sweep.distances_to_multi(ends)

    def paths(self, starts: list[list[Stop]], ends: list[Stop]) -> list[Path | None]:
        query = routingkit.CCHQuery(self._metric)
        return [_path(query, group, ends) for group in starts]

    def reweigh(self, weights: Mapping[int, int]) -> None:
        self._sweep = None  # a metric may not change while a query on it is alive
        self._updater.apply(self._metric, dict(weights))


def _path(query: routingkit.CCHQuery, starts: list[Stop], ends: list[Stop]) -> Path | None:
    if not starts or not ends:
        return None
    found = query.run_multi(starts, ends)
    if found.distance is None:
        return None
    nodes = found.node_path
    return Path(found.distance, nodes[0], nodes[-1], found.arc_path)
