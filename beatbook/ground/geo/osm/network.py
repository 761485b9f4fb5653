"""Cuts the ways of a survey at their junctions and makes the street graph and intersections."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from beatbook.core import geometry
from beatbook.ground.geo import graph, town
from beatbook.ground.geo.osm import reading, streets

ONE_CROSSING_M = 80.0
"""Two streets that meet twice within this distance (a divided road) make one intersection."""

Piece = tuple[list[int], list[tuple[float, float]]]
End = tuple[int, bool]
"""An edge and the direction in which it is used."""


@dataclass(slots=True)
class Network:
    """Nodes and edges as they are found. `node_of` maps node ids of the file to positions."""

    nodes: list[tuple[float, float]] = field(default_factory=list)
    node_of: dict[int, int] = field(default_factory=dict)
    edges: list[graph.Edge] = field(default_factory=list)
    edges_of_way: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def node(self, ref: int, point: tuple[float, float]) -> int:
        found = self.node_of.setdefault(ref, len(self.nodes))
        if found == len(self.nodes):
            self.nodes.append(point)
        return found


def build(survey: reading.Survey, named: streets.Named) -> tuple[graph.StreetGraph, Network]:
    """The street graph of a survey. GraphError if it has no streets."""
    uses = Counter(ref for way in survey.ways for ref in way.refs)
    for way in survey.ways:
        uses.update((way.refs[0], way.refs[-1]))
    network = Network()
    for way, street in zip(survey.ways, named.of_way, strict=True):
        for refs, points in _pieces(way, uses):
            network.edges_of_way[way.id].append(len(network.edges))
            network.edges.append(_edge(network, way, refs, points, street, survey.barriers))
    banned = list(_banned_turns(network, survey))
    names = [street.name for street in named.streets]
    return graph.assemble(network.nodes, network.edges, names, banned), network


def _pieces(way: reading.Way, uses: Counter[int]) -> Iterator[Piece]:
    """The way cut at every node that it shares; a loop is cut once more, in its middle."""
    refs, points = _without_repeats(way)
    start = 0
    for end in range(1, len(refs)):
        if uses[refs[end]] < 2:
            continue
        if refs[start] == refs[end]:
            middle = (start + end) // 2
            yield refs[start : middle + 1], points[start : middle + 1]
            start = middle
        yield refs[start : end + 1], points[start : end + 1]
        start = end


def _without_repeats(way: reading.Way) -> Piece:
    """A node given twice in a row would make a stretch that leads nowhere."""
    kept = [i for i, ref in enumerate(way.refs) if i == 0 or ref != way.refs[i - 1]]
    return [way.refs[i] for i in kept], [way.points[i] for i in kept]


def _edge(
    network: Network,
    way: reading.Way,
    refs: Sequence[int],
    points: Sequence[tuple[float, float]],
    street: int,
    barriers: set[int],
) -> graph.Edge:
    forward, backward = way.road.forward_kmh, way.road.backward_kmh
    if not barriers.isdisjoint(refs):
        forward, backward = (0.0, *forward[1:]), (0.0, *backward[1:])
    return graph.Edge(
        tail=network.node(refs[0], points[0]),
        head=network.node(refs[-1], points[-1]),
        shape=points,
        road_class=way.road.road_class,
        street=street,
        forward_kmh=forward,
        backward_kmh=backward,
    )


def _banned_turns(network: Network, survey: reading.Survey) -> Iterator[tuple[End, End]]:
    leaving: dict[int, list[End]] = defaultdict(list)
    for position, edge in enumerate(network.edges):
        leaving[edge.tail].append((position, True))
        leaving[edge.head].append((position, False))
    for restriction in survey.restrictions:
        node = network.node_of.get(restriction.via)
        if node is None:
            continue
        onto = {end for end in leaving[node] if _is_of(network, end, restriction.to_way)}
        arriving = [end for end in leaving[node] if _is_of(network, end, restriction.from_way)]
        if restriction.only:
            onto = {end for end in leaving[node] if end not in onto} if onto else set()
        for from_edge, outward in arriving:
            away = (end for end in sorted(onto) if end[0] != from_edge)
            yield from (((from_edge, not outward), end) for end in away)


def _is_of(network: Network, end: End, way: int) -> bool:
    return end[0] in network.edges_of_way.get(way, ())


def intersections(network: Network) -> list[town.Intersection]:
    """Every pair of named streets that share a node, once for each place where they do."""
    at_node: dict[int, set[int]] = defaultdict(set)
    for edge in network.edges:
        if edge.street != graph.NO_STREET:
            at_node[edge.tail].add(edge.street)
            at_node[edge.head].add(edge.street)
    meetings: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for node, found in at_node.items():
        ordered = sorted(found)
        for i, first in enumerate(ordered):
            for second in ordered[i + 1 :]:
                meetings[first, second].append(network.nodes[node])
    return [
        town.Intersection(first, second, *_middle(cluster))
        for (first, second), points in sorted(meetings.items())
        for cluster in _clusters(points)
    ]


def _clusters(points: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    clusters: list[list[tuple[float, float]]] = []
    for point in sorted(points):
        near = [c for c in clusters if any(_near(point, other) for other in c)]
        joined = [point, *(other for cluster in near for other in cluster)]
        clusters = [cluster for cluster in clusters if cluster not in near] + [joined]
    return clusters


def _near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return geometry.haversine_m(*one, *other) <= ONE_CROSSING_M


def _middle(cluster: Sequence[tuple[float, float]]) -> tuple[float, float]:
    lat = sum(point[0] for point in cluster) / len(cluster)
    lon = sum(point[1] for point in cluster) / len(cluster)
    return lat, lon
