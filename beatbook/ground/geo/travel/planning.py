"""From streets to answers: trips and ways between places, whatever back end searches.

The back end knows only nodes. Here trips begin and end in the middle of an edge, and a trip along
a single edge is weighed against the way round.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatbook.ground.geo.travel.network import NO_ARC, Network
from beatbook.ground.geo.travel.search import Path, Search, Stop
from beatbook.ground.geo.travel.snap import Places
from beatbook.ground.geo.travel.trips import Trip

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Leg:
    """Part of an arc: from the fraction ``begin`` of its length to the fraction ``end``."""

    arc: int
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Way:
    """The fastest way between two places: part of an arc, whole arcs, part of an arc.

    A way along a single edge is its first leg alone.
    """

    ms: int
    meters: float
    first: Leg
    between: Ints
    last: Leg | None

    @property
    def legs(self) -> list[Leg]:
        whole = [Leg(arc, 0.0, 1.0) for arc in self.between.tolist()]
        return [self.first, *whole, self.last] if self.last else [self.first]


def trips(
    network: Network, search: Search, starts: Places, destination: Places, measure: int
) -> list[Trip | None]:
    """The trip from each start; None where there is none. The ``measure`` soonest carry meters."""
    times = times_ms(network, search, starts, destination)
    found = [Trip(int(ms), None) if ms < np.inf else None for ms in times.tolist()]
    soonest = np.argsort(times, kind="stable")[:measure]
    measured = ways(network, search, starts[soonest], destination)
    for place, way in zip(soonest.tolist(), measured, strict=True):
        found[place] = None if way is None else Trip(way.ms, way.meters)
    return found


def times_ms(network: Network, search: Search, starts: Places, destination: Places) -> Floats:
    """Milliseconds from each start to the destination; infinite where it cannot be reached."""
    arcs, behind = _at(network, starts)
    usable = arcs != NO_ARC
    onward = np.full(arcs.shape, np.inf)
    nodes: list[int] = network.links.exit[arcs[usable]].tolist()
    onward[usable] = search.times(nodes, _entries(network, search, destination))
    leaving = np.rint(search.arc_ms[arcs] * (1.0 - behind))
    along = _along_ms(network, search, starts, destination).min(axis=1)
    around: Floats = (leaving + onward).min(axis=1)
    soonest: Floats = np.minimum(along, around)
    return soonest


def ways(network: Network, search: Search, starts: Places, destination: Places) -> list[Way | None]:
    """The fastest way from each start to the destination; None where it cannot be reached."""
    arcs, behind = _at(network, starts)
    groups = [_exits(network, search, *places) for places in zip(arcs, behind, strict=True)]
    paths = search.paths(groups, _entries(network, search, destination))
    along = _along_ms(network, search, starts, destination)
    _, ahead = _at(network, destination)
    arrivals = _arrivals(network, destination)
    found: list[Way | None] = []
    for row, path in enumerate(paths):
        side = int(np.argmin(along[row]))
        if np.isfinite(along[row, side]) and not (path and path.ms < along[row, side]):
            straight = Leg(int(arcs[row, side]), float(behind[row, side]), float(ahead[0, side]))
            found.append(_straight(network, straight, along[row, side]))
        else:
            leaving = zip(arcs[row].tolist(), behind[row].tolist(), strict=True)
            found.append(_around(network, path, list(leaving), arrivals) if path else None)
    return found


def _at(network: Network, places: Places) -> tuple[Ints, Floats]:
    """The arcs that pass each place, against and along its edge, and how much lies behind it."""
    arcs = network.arc_of[places.edge]
    return arcs, np.column_stack((1.0 - places.share, places.share))


def _exits(network: Network, search: Search, arcs: Ints, behind: Floats) -> list[Stop]:
    """The nodes that one comes to from a place, and when: two on a two-way street."""
    return [
        (int(network.links.exit[arc]), round(int(search.arc_ms[arc]) * (1.0 - share)))
        for arc, share in zip(arcs.tolist(), behind.tolist(), strict=True)
        if arc != NO_ARC
    ]


def _entries(network: Network, search: Search, destination: Places) -> list[Stop]:
    """The nodes from which one comes to a place, and how long before: one for each turn."""
    links = network.links
    arcs, behind = _at(network, destination)
    stops: list[Stop] = []
    for arc, share in zip(arcs[0].tolist(), behind[0].tolist(), strict=True):
        if arc != NO_ARC:
            ms = round(int(search.arc_ms[arc]) * share)
            into = slice(links.first[arc], links.first[arc + 1])
            stops += zip(
                links.tail[into].tolist(), (links.turn_ms[into] + ms).tolist(), strict=True
            )
    return stops


def _along_ms(network: Network, search: Search, starts: Places, destination: Places) -> Floats:
    """Milliseconds from each start without leaving its edge, against and along it; or infinite."""
    arcs, behind = _at(network, starts)
    _, ahead = _at(network, destination)
    there = (starts.edge == destination.edge)[:, None] & (arcs != NO_ARC) & (behind <= ahead)
    ms = np.rint(search.arc_ms[arcs] * np.where(there, ahead - behind, 0.0))
    return np.where(there, ms, np.inf)


def _straight(network: Network, leg: Leg, ms: float) -> Way:
    meters = float(network.meters[leg.arc]) * (leg.end - leg.begin)
    return Way(int(ms), meters, leg, np.empty(0, dtype=np.int64), None)


def _arrivals(network: Network, destination: Places) -> dict[int, Leg]:
    """The last leg of a way, by the node from which it comes."""
    links = network.links
    arcs, behind = _at(network, destination)
    return {
        node: Leg(arc, 0.0, share)
        for arc, share in zip(arcs[0].tolist(), behind[0].tolist(), strict=True)
        if arc != NO_ARC
        for node in links.tail[links.first[arc] : links.first[arc + 1]].tolist()
    }


def _around(
    network: Network, path: Path, leaving: list[tuple[int, float]], arrivals: dict[int, Leg]
) -> Way:
    """The way of a path. Its first node and its last tell by which arcs it leaves and comes."""
    links = network.links
    arcs = links.arc[path.links]
    begin = next(one for one in leaving if one[0] != NO_ARC and links.exit[one[0]] == path.first)
    first, last = Leg(*begin, 1.0), arrivals[path.last]
    meters = float(network.meters[arcs].sum())
    meters += float(network.meters[first.arc]) * (1.0 - first.begin)
    meters += float(network.meters[last.arc]) * last.end
    return Way(path.ms, meters, first, arcs, last)
