"""Shortest times by Dijkstra's algorithm in scipy: needs no preparation, and serves as the check.

Any thread may ask while another reweighs: a question is answered with the weights it began with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from beatbook.ground.geo.travel.network import Network
from beatbook.ground.geo.travel.search import CLOSED, Path, Stop

NOWHERE = -9999
"""What scipy calls the predecessor of a node that has none."""


Weights = NDArray[np.int64]
"""Milliseconds of each arc of the network."""


class Trees(NamedTuple):
    """For each end, the fastest ways to it from every node."""

    ends: Sequence[int]
    ms: NDArray[np.float64]  # [end, node], infinite where there is no way
    onward: NDArray[np.int32]  # [end, node] the next node toward the end, NOWHERE at the end


class Dijkstra:
    """Searches backward from the end, because many starts share it."""

    def __init__(self, network: Network) -> None:
        self._nodes = network.node_count
        # Rows are heads, columns are tails: the graph with every arc turned round. scipy adds up
        # entries that share a place, so arcs that join the same two nodes are reduced to the best.
        self._by_pair = np.lexsort((network.tail, network.head))
        pairs = np.column_stack((network.head, network.tail))[self._by_pair]
        self._pair_start = _run_starts(pairs)
        self._rows = np.searchsorted(pairs[self._pair_start, 0], np.arange(self._nodes + 1))
        self._columns = pairs[self._pair_start, 1]
        self._ms = network.ms.astype(np.int64)

    def times(self, starts: list[int], ends: list[Stop]) -> list[int | None]:
        if not ends:
            return [None] * len(starts)
        soonest = self._grow(ends, self._ms).ms.min(axis=0)
        return [int(soonest[node]) if np.isfinite(soonest[node]) else None for node in starts]

    def paths(self, starts: list[list[Stop]], ends: list[Stop]) -> list[Path | None]:
        if not ends:
            return [None] * len(starts)
        weights = self._ms
        trees = self._grow(ends, weights)
        return [self._climb(group, trees, weights) for group in starts]

    def reweigh(self, weights: Mapping[int, int]) -> None:
        ms = self._ms.copy()
        ms[list(weights.keys())] = list(weights.values())
        self._ms = ms

    def _matrix(self, weights: Weights) -> sparse.csr_array:
        ms = np.where(weights >= CLOSED, np.inf, weights)[self._by_pair]
        if len(ms):
            ms = np.minimum.reduceat(ms, self._pair_start)
        shape = (self._nodes, self._nodes)
        return sparse.csr_array((ms, self._columns, self._rows), shape=shape)

    def _grow(self, ends: list[Stop], weights: Weights) -> Trees:
        nodes, after = zip(*ends, strict=True)
        ms, onward = csgraph.dijkstra(
            self._matrix(weights), indices=nodes, return_predecessors=True
        )
        return Trees(nodes, ms + np.array(after, dtype=np.float64)[:, None], onward)

    def _climb(self, starts: list[Stop], trees: Trees, weights: Weights) -> Path | None:
        ways = (
            (before + float(trees.ms[tree, node]), node, tree)
            for node, before in starts
            for tree in range(len(trees.ends))
        )
        ms, first, tree = min(ways, default=(np.inf, 0, 0))
        if not np.isfinite(ms):
            return None
        arcs, node = [], first
        while (following := int(trees.onward[tree, node])) != NOWHERE:
            arcs.append(self._best_arc(node, following, weights))
            node = following
        return Path(int(ms), first, trees.ends[tree], arcs)

    def _best_arc(self, tail: int, head: int, weights: Weights) -> int:
        row = slice(self._rows[head], self._rows[head + 1])
        pair = int(self._rows[head] + np.searchsorted(self._columns[row], tail))
        last = self._pair_start[pair + 1] if pair + 1 < len(self._pair_start) else None
        arcs = self._by_pair[self._pair_start[pair] : last]
        return int(arcs[np.argmin(weights[arcs])])


def _run_starts(pairs: NDArray[np.int32]) -> NDArray[np.intp]:
    """Where, in sorted rows, each new row begins."""
    new = np.ones(len(pairs), dtype=np.bool_)
    new[1:] = (pairs[1:] != pairs[:-1]).any(axis=1)
    return np.flatnonzero(new)
