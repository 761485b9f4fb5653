"""What a back end must be able to do: shortest times between the nodes of one network.

Two back ends do it: ``contraction`` (fast, prepared) and ``dijkstra`` (the check and the fallback).
They give the same times to the millisecond. Between ways that take equally long they may differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from beatbook.ground.geo.graph import CLOSED_MS

CLOSED = CLOSED_MS
"""The weight of an arc that is closed."""

Stop = tuple[int, int]
"""A node, and the milliseconds between it and the place that is meant."""


@dataclass(frozen=True, slots=True)
class Path:
    """The fastest way between nodes; ``arcs`` is empty if it begins and ends at the same node."""

    ms: int  # with those before the first node and after the last
    first: int
    last: int
    arcs: list[int]


class Search(Protocol):
    def times(self, starts: list[int], ends: list[Stop]) -> list[int | None]:
        """Milliseconds from each start node to the end soonest reached; None if none is."""
        ...

    def paths(self, starts: list[list[Stop]], ends: list[Stop]) -> list[Path | None]:
        """For each group of starts, the fastest way from any of them to any of the ends."""
        ...

    def reweigh(self, weights: Mapping[int, int]) -> None:
        """Give some arcs new times in milliseconds; CLOSED closes an arc."""
        ...
