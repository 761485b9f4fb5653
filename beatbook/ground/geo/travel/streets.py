"""All that stays the same about one map: its graph, the network of each mode, and the snapping."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import shapely

from beatbook.contract.values import Point, UnitKind
from beatbook.ground.geo.graph import MODES, NO_STREET, StreetGraph
from beatbook.ground.geo.travel import network
from beatbook.ground.geo.travel.driving import SPEEDS, Driving
from beatbook.ground.geo.travel.grid import Floats
from beatbook.ground.geo.travel.network import Network
from beatbook.ground.geo.travel.snap import Places, Shapes, Snapped, Snapper

MODE_OF = {
    UnitKind.CAR: "car",
    UnitKind.MOTORCYCLE: "car",
    UnitKind.BIKE: "bike",
    UnitKind.FOOT: "foot",
}
"""How each kind of unit travels. Boats do not: nothing is known about travel over water."""


class Streets:
    def __init__(self, graph: StreetGraph) -> None:
        self.graph = graph
        shapes = Shapes(graph)
        self.segments = shapes.segments
        usual = {mode: network.of(graph, mode) for mode in MODES}
        self._snappers = {mode: Snapper(usual[mode], shapes) for mode in MODES}
        self._networks = {(mode, Driving.ORDINARY): usual[mode] for mode in MODES}

    def network(self, mode: str, driving: Driving = Driving.ORDINARY) -> Network:
        """The network of a mode. That of another way of driving is made when it is asked for."""
        if (mode, driving) not in self._networks:
            usual = self._networks[mode, Driving.ORDINARY]
            self._networks[mode, driving] = usual.driven(SPEEDS[driving])
        return self._networks[mode, driving]

    def places(self, positions: Sequence[Point], mode: str) -> Places:
        """The street nearest to each position, as columns."""
        return self._snappers[mode].places(positions)

    def snap(self, positions: Sequence[Point], mode: str) -> list[Snapped | None]:
        """The street nearest to each position; None where it is off the map."""
        return self._snappers[mode].snap(positions)

    def near(self, position: Point, mode: str, within_m: float) -> list[Snapped]:
        """The streets around a position, nearest first."""
        return self._snappers[mode].near(position.lat, position.lon, within_m)

    def edges_near(self, box: tuple[float, float, float, float], margin_m: float) -> list[int]:
        """The edges whose own box meets another one, given on the plane of the segments."""
        west, south, east, north = self._boxes
        meets = (west <= box[2] + margin_m) & (east >= box[0] - margin_m)
        meets &= (south <= box[3] + margin_m) & (north >= box[1] - margin_m)
        return [int(edge) for edge in np.flatnonzero(meets)]

    def line_of(self, edge: int) -> shapely.LineString:
        """The shape of an edge on the plane of the segments."""
        points = self.graph.shape(edge)
        return shapely.linestrings(*self.segments.to_xy(points[:, 0], points[:, 1]))

    def street_of(self, edge: int) -> str:
        """The name of an edge's street, or an empty text."""
        position = int(self._street_by_edge[edge])
        return "" if position == NO_STREET else self.graph.street_names[position]

    @cached_property
    def _boxes(self) -> tuple[Floats, Floats, Floats, Floats]:
        x, y = self.segments.to_xy(self.graph.shape_lat, self.graph.shape_lon)
        start = self.graph.shape_start[:-1]
        return (
            np.minimum.reduceat(x, start),
            np.minimum.reduceat(y, start),
            np.maximum.reduceat(x, start),
            np.maximum.reduceat(y, start),
        )

    @cached_property
    def _street_by_edge(self) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
        streets = np.full(self.graph.edge_count, NO_STREET, dtype=np.int32)
        streets[self.graph.edge] = self.graph.street
        return streets
