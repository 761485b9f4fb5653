"""The fast searches of one map, made and used in one thread: one for each way to travel."""

from __future__ import annotations

from collections.abc import Callable

from beatbook.ground.geo.graph import MODES
from beatbook.ground.geo.travel import closures, contraction
from beatbook.ground.geo.travel.driving import Driving
from beatbook.ground.geo.travel.order import Orders
from beatbook.ground.geo.travel.streets import Streets

Key = tuple[str, Driving]


class Prepared(dict[Key, contraction.Contraction]):
    """Ordinary ways to travel are there from the start, others from when they are first asked for.

    What takes long is prepared once for a mode and shared by every way of driving it.
    """

    def __init__(
        self, streets: Streets, orders: Orders, standing: Callable[[], closures.Sides]
    ) -> None:
        super().__init__()
        self._streets = streets
        self._standing = standing
        self._hierarchies = {
            mode: contraction.hierarchy(streets.network(mode).links, orders.of(mode))
            for mode in MODES
        }
        for mode in MODES:
            self[mode, Driving.ORDINARY] = self._search((mode, Driving.ORDINARY))

    def __missing__(self, key: Key) -> contraction.Contraction:
        self[key] = self._search(key)
        return self[key]

    def reweigh(self, changed: closures.Sides) -> None:
        """Let these sides of streets be as fast as they are now."""
        for key, search in self.items():
            search.reweigh(closures.arc_times(self._streets.network(*key), changed))

    def _search(self, key: Key) -> contraction.Contraction:
        network = self._streets.network(*key)
        made = contraction.Contraction(network, self._hierarchies[key[0]])
        made.reweigh(closures.arc_times(network, self._standing()))
        return made
