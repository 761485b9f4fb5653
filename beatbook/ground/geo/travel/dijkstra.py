"""Shortest times by Dijkstra's algorithm in scipy: needs no preparation, and serves as the check.

Nothing in it changes, so any thread may ask: new times make a new search beside the old one.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from beatbook.ground.geo.travel.network import Network
from beatbook.ground.geo.travel.search import CLOSED, ArcTimes, Path, Stop

NOWHERE = -9999
"""What scipy calls the predecessor of a node that has none."""

Ints = NDArray[np.int64]


class Tree(NamedTuple):
    """The fastest ways from every node to the nearest end; the last node stands for all ends."""

    ms: NDArray[np.float64]  # infinite where there is no way
    onward: NDArray[np.int32]  # the next node toward the end


class Dijkstra:
    """Searches backward from the end, because many starts share it."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._changed: ArcTimes = {}

    def reweighed(self, times: ArcTimes) -> Dijkstra:
        """The same search, but some arcs take so long. What that means is reckoned when asked."""
        other = copy.copy(self)
        other._changed = {**self._changed, **times}
        for reckoned in ("arc_ms", "_matrix", "_weights"):
            other.__dict__.pop(reckoned, None)
        return other

    @cached_property
    def arc_ms(self) -> Ints:
        return self._arc_times({a: ms for a, ms in self._changed.items() if ms != CLOSED})

    def times(self, starts: list[int], ends: list[Stop]) -> NDArray[np.float64]:
        if not ends:
            return np.full(len(starts), np.inf)
        return self._grow(ends).ms[starts]

    def paths(self, starts: list[list[Stop]], ends: list[Stop]) -> list[Path | None]:
        if not ends:
            return [None] * len(starts)
        tree = self._grow(ends)
        return [self._climb(group, tree) for group in starts]

    def _arc_times(self, changed: Mapping[int, int]) -> Ints:
        ms = self._network.ms.copy()
        ms[list(changed.keys())] = list(changed.values())
        return ms

    @cached_property
    def _by_pair(self) -> tuple[Ints, Ints]:
        """The links in the order of the matrix, and where in it each pair of nodes begins.

        Rows are heads, columns are tails: the graph with every link turned round. scipy adds up
        entries that share a place, so links that join the same two nodes are reduced to the best.
        """
        links = self._network.links
        order = np.lexsort((links.tail, links.head))
        pairs = np.column_stack((links.head, links.tail))[order]
        new = np.ones(len(pairs), dtype=np.bool_)
        new[1:] = (pairs[1:] != pairs[:-1]).any(axis=1)
        return order, np.flatnonzero(new)

    @cached_property
    def _weights(self) -> NDArray[np.float64]:
        arcs, links = self._arc_times(self._changed), self._network.links
        return np.where(arcs[links.arc] >= CLOSED, np.inf, links.weights(arcs))

    @cached_property
    def _matrix(self) -> sparse.csr_array:
        order, start = self._by_pair
        links = self._network.links
        ms = self._weights[order]
        ms = np.minimum.reduceat(ms, start) if len(ms) else ms
        kept = order[start]
        rows = np.searchsorted(links.head[kept], np.arange(links.node_count + 1))
        shape = (links.node_count, links.node_count)
        columns = links.tail[kept].astype(np.int32)
        return sparse.csr_array((ms, columns, rows.astype(np.int32)), shape=shape)

    def _grow(self, ends: list[Stop]) -> Tree:
        """One search, from a node of its own that leads to each end in the time it is away.

        Every such time is a millisecond more, because a matrix cannot hold a way of no time.
        """
        away: dict[int, int] = {}
        for node, ms in ends:
            away[node] = min(ms + 1, away.get(node, ms + 1))
        graph, origin = self._matrix, self._matrix.shape[0]
        data = np.concatenate((graph.data, np.fromiter(away.values(), dtype=np.float64)))
        columns = np.concatenate((graph.indices, np.fromiter(away.keys(), dtype=np.int32)))
        rows = np.append(graph.indptr, np.int32(len(data)))
        extended = sparse.csr_array((data, columns, rows), shape=(origin + 1, origin + 1))
        ms, onward = csgraph.dijkstra(extended, indices=origin, return_predecessors=True)
        return Tree(ms - 1, onward)

    def _climb(self, starts: list[Stop], tree: Tree) -> Path | None:
        ways = ((before + float(tree.ms[node]), node) for node, before in starts)
        ms, first = min(ways, default=(np.inf, 0))
        if not np.isfinite(ms):
            return None
        links, node, origin = [], first, len(tree.ms) - 1
        while (following := int(tree.onward[node])) != origin:
            links.append(self._best_link(node, following))
            node = following
        return Path(int(ms), first, node, links)

    def _best_link(self, tail: int, head: int) -> int:
        order, start = self._by_pair
        row = slice(self._matrix.indptr[head], self._matrix.indptr[head + 1])
        pair = int(row.start + np.searchsorted(self._matrix.indices[row], tail))
        last = start[pair + 1] if pair + 1 < len(start) else None
        links = order[start[pair] : last]
        return int(links[np.argmin(self._weights[links])])
