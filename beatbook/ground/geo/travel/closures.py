"""Closed streets as weights: which arcs of a network are closed, and what they weigh."""

from __future__ import annotations

from collections.abc import Iterable

from beatbook.ground.geo.graph import StreetGraph
from beatbook.ground.geo.travel.network import Network
from beatbook.ground.geo.travel.search import CLOSED
from beatbook.ground.geo.travel.trips import Closure, Direction

Sides = frozenset[tuple[int, bool]]
"""Edges in one direction: (edge, forward)."""


def sides(closures: Iterable[Closure]) -> Sides:
    """What is closed by some closures."""
    return frozenset(
        (closure.edge, forward)
        for closure in closures
        for forward, spared in ((True, Direction.BACKWARD), (False, Direction.FORWARD))
        if closure.direction != spared
    )


def check(closed: Sides, graph: StreetGraph) -> None:
    """Raise ValueError if an edge is not of this graph: it may be of an older map."""
    for edge, _ in closed:
        if not 0 <= edge < graph.edge_count:
            raise ValueError(f"The map has no edge {edge}.")


def weights(network: Network, changed: Sides, closed: Sides) -> dict[int, int]:
    """The weights, in milliseconds, of the network's arcs among the changed sides."""
    found = {}
    for edge, forward in changed:
        arc = network.arc_on(edge, forward=forward)
        if arc is not None:
            shut = (edge, forward) in closed
            found[arc] = CLOSED if shut else int(network.ms[arc])
    return found
