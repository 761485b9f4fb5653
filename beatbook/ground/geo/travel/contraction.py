"""Shortest times by customizable contraction hierarchies (routingkit-cch): exact and fast.

Everything here belongs to the thread that made it. The library panics if a query is used in
another thread, if weights change while a query is alive, and if a result is kept while the next
question is asked. A panic is not an ``Exception``.
"""

from __future__ import annotations

import numpy as np
import routingkit_cch as routingkit
from numpy.typing import NDArray

from beatbook.ground.geo.travel.network import LONGEST_MS, Links, Network
from beatbook.ground.geo.travel.order import Order
from beatbook.ground.geo.travel.search import CLOSED, ArcTimes, Path, Stop

_KEEP_CLOSED = False
"""Links that start out closed are kept: a street may be opened again."""


def hierarchy(links: Links, order: Order) -> routingkit.CCH:
    """What is prepared once for these links, however long each takes."""
    return routingkit.CCH(order.tolist(), links.tail.tolist(), links.head.tolist(), _KEEP_CLOSED)


class Contraction:
    """Searches on a hierarchy with the times of one network."""

    def __init__(self, network: Network, prepared: routingkit.CCH) -> None:
        self._network = network
        self.arc_ms: NDArray[np.int64] = network.ms.copy()
        weights = network.links.weights(network.ms)
        self._metric = routingkit.CCHMetric(prepared, weights.tolist())
        self._updater = routingkit.CCHMetricPartialUpdater(prepared)
        # Each holds memory for every node: made at the first question, kept until weights change.
        self._sweep: routingkit.CCHManyToOne | None = None
        self._query: routingkit.CCHQuery | None = None

    def times(self, starts: list[int], ends: list[Stop]) -> NDArray[np.float64]:
        if not starts or not ends:
            return np.full(len(starts), np.inf)
        if self._sweep is None:
            self._sweep = routingkit.CCHManyToOne(self._metric, starts)
        else:
            self._sweep.repin_sources(starts)
        found = np.array(self._sweep.distances_to_multi(ends), dtype=np.float64)
        return np.where(np.isnan(found), np.inf, found)

    def paths(self, starts: list[list[Stop]], ends: list[Stop]) -> list[Path | None]:
        if self._query is None:
            self._query = routingkit.CCHQuery(self._metric)
        return [_path(self._query, self._network.links, group, ends) for group in starts]

    def reweigh(self, times: ArcTimes) -> None:
        """Let some arcs take so long from now on."""
        links, weights = self._network.links, {}
        for arc, ms in times.items():
            shut = ms == CLOSED
            self.arc_ms[arc] = self._network.ms[arc] if shut else ms
            for link in links.of(arc):
                turned = ms + int(links.turn_ms[link])
                weights[link] = CLOSED if shut else min(turned, LONGEST_MS)
        self._sweep = self._query = None  # a metric may not change while a query is alive
        self._updater.apply(self._metric, weights)


def _path(
    query: routingkit.CCHQuery, links: Links, starts: list[Stop], ends: list[Stop]
) -> Path | None:
    if not starts or not ends:
        return None
    found = query.run_multi(starts, ends)
    if found.distance is None:
        return None
    arcs = found.arc_path
    if not arcs:
        (node,) = found.node_path
        return Path(found.distance, node, node, arcs)
    # Every node of the way is as dear to fetch as every arc, and its ends are known by those.
    return Path(found.distance, int(links.tail[arcs[0]]), int(links.head[arcs[-1]]), arcs)
