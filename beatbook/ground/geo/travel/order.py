"""The order of a map's nodes: what makes the contraction fast, made once and kept with the map."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from beatbook.ground.geo.graph import StreetGraph

try:
    import routingkit_cch as routingkit
except ImportError:
    INSTALLED = False
    """Is there a build of routingkit-cch for this machine? If not, Dijkstra answers everything."""
else:
    INSTALLED = True

ORDER_FILE = "order.npy"

Order = NDArray[np.uint32]
"""Every node once, the least important first. One order serves every mode."""


def build_order(graph: StreetGraph) -> Order:
    """The order of a graph's nodes. About 10 s for a large city; empty if it cannot be made."""
    if not INSTALLED:
        return np.empty(0, dtype=np.uint32)
    order = routingkit.compute_order_inertial(
        graph.node_count,
        graph.tail.tolist(),
        graph.head.tolist(),
        graph.node_lat.tolist(),
        graph.node_lon.tolist(),
    )
    return np.array(order, dtype=np.uint32)


def save(order: Order, map_directory: Path) -> None:
    """Keep an order with its map."""
    np.save(map_directory / ORDER_FILE, order)


def load(map_directory: Path, graph: StreetGraph) -> Order | None:
    """The order kept with a map, or None if there is none that fits the graph."""
    try:
        order = np.load(map_directory / ORDER_FILE, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return order if _fits(order, graph) else None


def _fits(order: Order, graph: StreetGraph) -> bool:
    return order.shape == (graph.node_count,) and np.array_equal(
        np.sort(order), np.arange(graph.node_count)
    )
