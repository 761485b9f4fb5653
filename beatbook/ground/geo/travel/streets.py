"""All that stays the same about one map: its graph, the network of each mode, and the snapping."""

from __future__ import annotations

from collections.abc import Sequence

from beatbook.contract.values import Point, UnitKind
from beatbook.ground.geo.graph import MODES, StreetGraph
from beatbook.ground.geo.travel.network import Network, Snapped
from beatbook.ground.geo.travel.snap import Shapes, Snapper

MODE_OF = {
    UnitKind.CAR: "car",
    UnitKind.MOTORCYCLE: "car",
    UnitKind.BIKE: "bike",
    UnitKind.FOOT: "foot",
}
"""How each kind of unit travels. Boats do not: nothing is known about travel over water."""


class Streets:
    def __init__(self, graph: StreetGraph) -> None:
        shapes = Shapes(graph)
        self.graph = graph
        self.networks = {mode: Network(graph, mode) for mode in MODES}
        self._snappers = {mode: Snapper(self.networks[mode], shapes) for mode in MODES}

    def snap(self, positions: Sequence[Point], mode: str) -> list[Snapped | None]:
        """The street nearest to each position; None where it is off the map."""
        return self._snappers[mode].snap(positions)
