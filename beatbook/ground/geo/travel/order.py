"""The orders of a map's nodes: what makes the contraction fast, made once and kept with the map.

There are two, because there are two kinds of nodes: the junctions, on which bicycles and people on
foot are searched for, and the arcs of cars, between which turns lead.
"""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from beatbook.ground.geo.graph import StreetGraph
from beatbook.ground.geo.travel import network

try:
    import routingkit_cch as routingkit
except ImportError:
    INSTALLED = False
    """Is there a build of routingkit-cch for this machine? If not, Dijkstra answers everything."""
else:
    INSTALLED = True

Order = NDArray[np.uint32]
"""Every node once, the least important first."""

NO_ORDER: Order = np.empty(0, dtype=np.uint32)


class Orders(NamedTuple):
    """The orders of one map. They serve whatever the arcs weigh."""

    junctions: Order
    turns: Order

    def of(self, mode: str) -> Order:
        return self.turns if mode == "car" else self.junctions


FILES = Orders._fields
"""Each is kept in a file of its own: ``order-junctions.npy``, ``order-turns.npy``."""


def build_order(graph: StreetGraph) -> Orders:
    """The orders of a graph. Half a minute for a large city; empty if they cannot be made."""
    if not INSTALLED:
        return Orders(NO_ORDER, NO_ORDER)
    junctions = (graph.node_count, graph.tail, graph.head, graph.node_lat, graph.node_lon)
    turns = network.of(graph, "car").links
    return Orders(
        _inertial(*junctions),
        _inertial(turns.node_count, turns.tail, turns.head, turns.lat, turns.lon),
    )


def save(orders: Orders, map_directory: Path) -> None:
    """Keep the orders with their map. Each file is there whole, or not."""
    for name, order in zip(FILES, orders, strict=True):
        final = _file(map_directory, name)
        draft = final.with_name(f".{final.stem}-{secrets.token_hex(4)}.npy")
        try:
            np.save(draft, order)
            draft.replace(final)
        finally:
            with contextlib.suppress(FileNotFoundError):
                draft.unlink()


def load(map_directory: Path, graph: StreetGraph) -> Orders | None:
    """The orders kept with a map, or None if one is missing or does not fit the graph."""
    try:
        orders = Orders(*(np.load(_file(map_directory, name)) for name in FILES))
    except (OSError, ValueError, EOFError):
        return None
    return orders if fits(orders, graph) else None


def fits(orders: Orders, graph: StreetGraph) -> bool:
    """Is each node of the graph exactly once in its order?"""
    counts = (graph.node_count, int(np.count_nonzero(graph.car)))
    return all(_is_order(order, count) for order, count in zip(orders, counts, strict=True))


def _is_order(order: Order, count: int) -> bool:
    return order.shape == (count,) and np.array_equal(np.sort(order), np.arange(count))


def _inertial(count: int, *columns: NDArray[np.generic]) -> Order:
    if not count:
        return NO_ORDER
    found = routingkit.compute_order_inertial(count, *(column.tolist() for column in columns))
    return np.array(found, dtype=np.uint32)


def _file(map_directory: Path, name: str) -> Path:
    return map_directory / f"order-{name}.npy"
