"""From streets to answers: trips and ways between places, whatever back end searches.

The back end knows only nodes. Here trips begin and end in the middle of an edge, and a trip along
a single edge is weighed against the way round.
"""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.ground.geo.travel.network import Leg, Network, Snapped
from beatbook.ground.geo.travel.search import Path, Search, Stop
from beatbook.ground.geo.travel.trips import Trip


@dataclass(frozen=True, slots=True)
class Way:
    """The fastest way between two places: part of an arc, whole arcs, part of an arc.

    A way along a single edge is its first leg alone.
    """

    ms: int
    meters: float
    first: Leg
    between: list[int]
    last: Leg | None

    def legs(self, network: Network) -> list[Leg]:
        """The way leg by leg."""
        legs = [self.first, *(network.whole(arc) for arc in self.between)]
        return [*legs, self.last] if self.last else legs


def trips(
    network: Network, search: Search, starts: list[Snapped], destination: Snapped, measure: int
) -> list[Trip | None]:
    """The trip from each start; None where there is none. The ``measure`` soonest carry meters."""
    times = times_ms(network, search, starts, destination)
    found = [None if ms is None else Trip(ms, None) for ms in times]
    reachable = [i for i, ms in enumerate(times) if ms is not None]
    soonest = sorted(reachable, key=lambda i: times[i] or 0)[:measure]
    measured = ways(network, search, [starts[i] for i in soonest], destination)
    for i, way in zip(soonest, measured, strict=True):
        found[i] = None if way is None else Trip(way.ms, way.meters)
    return found


def times_ms(
    network: Network, search: Search, starts: list[Snapped], destination: Snapped
) -> list[int | None]:
    """Milliseconds from each start to the destination; None where it cannot be reached."""
    exits = [network.exits(start) for start in starts]
    nodes = [node for legs in exits for node in legs]
    onward = iter(search.times(nodes, _stops(network.entries(destination))))
    answers = []
    for start, legs in zip(starts, exits, strict=True):
        ways = [_add(leg.ms, next(onward)) for leg in legs.values()]
        along = network.along(start, destination)
        ways.append(along.ms if along else None)
        answers.append(min((ms for ms in ways if ms is not None), default=None))
    return answers


def ways(
    network: Network, search: Search, starts: list[Snapped], destination: Snapped
) -> list[Way | None]:
    """The fastest way from each start to the destination; None where it cannot be reached."""
    exits = [network.exits(start) for start in starts]
    entries = network.entries(destination)
    paths = search.paths([_stops(legs) for legs in exits], _stops(entries))
    return [
        _better(network.along(start, destination), _join(network, legs, path, entries))
        for start, legs, path in zip(starts, exits, paths, strict=True)
    ]


def _stops(legs: dict[int, Leg]) -> list[Stop]:
    return [(node, leg.ms) for node, leg in legs.items()]


def _add(ms: int, onward: int | None) -> int | None:
    return None if onward is None else ms + onward


def _join(
    network: Network, exits: dict[int, Leg], path: Path | None, entries: dict[int, Leg]
) -> Way | None:
    if path is None:
        return None
    first, last = exits[path.first], entries[path.last]
    meters = first.meters + float(network.meters[path.arcs].sum()) + last.meters
    return Way(path.ms, meters, first, path.arcs, last)


def _better(along: Leg | None, around: Way | None) -> Way | None:
    if along is None or (around is not None and around.ms < along.ms):
        return around
    return Way(along.ms, along.meters, along, [], None)
