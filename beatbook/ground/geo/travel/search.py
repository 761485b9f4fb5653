"""What a back end must be able to do: shortest times between the nodes of one network.

Two back ends do it: ``contraction`` (fast, prepared) and ``dijkstra`` (the check and the fallback).
They give the same times to the millisecond. Between ways that take equally long they may differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from beatbook.ground.geo.graph import CLOSED_MS

CLOSED = CLOSED_MS
"""The time of an arc that is closed."""

Stop = tuple[int, int]
"""A node, and the milliseconds between it and the place that is meant."""

ArcTimes = Mapping[int, int]
"""New times of some arcs, in milliseconds; CLOSED closes one to through traffic."""


@dataclass(frozen=True, slots=True)
class Path:
    """The fastest way between nodes; ``links`` is empty if it begins and ends at the same node."""

    ms: int  # with those before the first node and after the last
    first: int
    last: int
    links: list[int]


class Search(Protocol):
    @property
    def arc_ms(self) -> NDArray[np.int64]:
        """Milliseconds of each arc for who begins or ends on it: of a closed one, the usual."""
        ...

    def times(self, starts: list[int], ends: list[Stop]) -> NDArray[np.float64]:
        """Milliseconds from each start node to the end soonest reached; infinite if none is."""
        ...

    def paths(self, starts: list[list[Stop]], ends: list[Stop]) -> list[Path | None]:
        """For each group of starts, the fastest way from any of them to any of the ends."""
        ...
