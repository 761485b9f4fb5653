"""The two back ends, and an exhaustive reckoning, give the same times on any street graph."""

import dataclasses
import itertools
import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from beatbook.ground.geo import graph
from beatbook.ground.geo.travel import contraction, dijkstra, network, order, planning, search

CAR, NOT_CAR = (36.0, 18.0, 3.6), (0.0, 18.0, 3.6)
EIGHTHS = st.integers(0, 8).map(lambda n: n / 8)


@st.composite
def graphs(draw):
    """Graphs with parallel edges, one-way streets, dead ends, islands; times a multiple of 8 ms."""
    count = draw(st.integers(2, 7))
    corners = [(39.0 + i / 1000, -76.0 + (i * i % 7) / 1000) for i in range(count)]
    pairs = draw(
        st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), min_size=1)
    )
    edges = [
        graph.Edge(
            tail=tail,
            head=head,
            shape=[corners[tail], corners[head]],
            road_class="road",
            forward_kmh=draw(st.sampled_from([CAR, CAR, NOT_CAR])),
            backward_kmh=draw(st.sampled_from([CAR, NOT_CAR])),
        )
        for tail, head in [*pairs, (0, 1)]
        if tail != head
    ]
    made = graph.assemble(corners, edges, [])
    eighths = draw(st.lists(st.integers(1, 50), min_size=made.arc_count, max_size=made.arc_count))
    times = np.where(made.car, np.array(eighths, dtype=np.int32) * 8, graph.CLOSED_MS)
    return dataclasses.replace(made, car_ms=times.astype(np.int32))


def draw_place(data, net):
    edge = data.draw(st.sampled_from(sorted(set(net.graph.edge[net.arcs].tolist()))))
    arc = net.arc_on(edge, forward=True)
    arc = net.arc_on(edge, forward=False) if arc is None else arc
    return network.Snapped(edge, data.draw(EIGHTHS) * float(net.meters[arc]), 0.0)


def draw_weights(data, net):
    new = st.one_of(st.just(search.CLOSED), st.integers(1, 400))
    return data.draw(st.dictionaries(st.integers(0, len(net.arcs) - 1), new, max_size=4))


def both(net):
    fast = contraction.Contraction(net, order.build_order(net.graph))
    return fast, dijkstra.Dijkstra(net)


@given(made=graphs(), data=st.data())
@settings(deadline=None)
def test_both_back_ends_give_the_same_times_between_all_nodes(made, data):
    net = network.Network(made, "car")
    fast, slow = both(net)
    nodes = list(range(made.node_count))
    stop = st.tuples(st.sampled_from(nodes), st.integers(0, 500))
    for _ in range(3):
        ends = data.draw(st.lists(stop, max_size=2))
        assert fast.times(nodes, ends) == slow.times(nodes, ends)
        if len(net.arcs):
            weights = draw_weights(data, net)
            fast.reweigh(weights)
            slow.reweigh(weights)


@given(made=graphs(), data=st.data())
@settings(deadline=None)
def test_both_back_ends_find_ways_that_take_as_long_as_they_say(made, data):
    net = network.Network(made, "car")
    stop = st.tuples(st.integers(0, made.node_count - 1), st.integers(0, 500))
    starts = data.draw(st.lists(st.lists(stop, max_size=2, unique_by=lambda s: s[0]), max_size=3))
    ends = data.draw(st.lists(stop, max_size=2, unique_by=lambda s: s[0]))
    fast, slow = (found.paths(starts, ends) for found in both(net))
    assert [path and path.ms for path in fast] == [path and path.ms for path in slow]
    for group, path in [*zip(starts, fast, strict=True), *zip(starts, slow, strict=True)]:
        if path is not None:
            nodes = [path.first, *(int(net.head[arc]) for arc in path.arcs)]
            assert [int(net.tail[arc]) for arc in path.arcs] == nodes[:-1]
            assert nodes[-1] == path.last
            between = sum(int(net.ms[arc]) for arc in path.arcs)
            assert path.ms == dict(group)[path.first] + between + dict(ends)[path.last]


@given(made=graphs(), data=st.data())
@settings(deadline=None)
def test_a_place_in_the_middle_of_a_street_is_like_a_junction_there(made, data):
    net = network.Network(made, "car")
    if not len(net.arcs):
        return
    starts = [draw_place(data, net) for _ in range(3)]
    destination = draw_place(data, net)
    reckoned = [reckon(net, start, destination) for start in starts]
    for back_end in both(net):
        assert planning.times_ms(net, back_end, starts, destination) == reckoned
        found = planning.ways(net, back_end, starts, destination)
        assert [way and way.ms for way in found] == reckoned
        assert [way and sum(leg.ms for leg in way.legs(net)) for way in found] == reckoned


def reckon(net, start, destination):
    """Cut every edge at the two places, try all ways (Floyd, Warshall), read off the answer."""
    ms: dict[tuple, float] = {}
    for arc in range(len(net.arcs)):
        edge, forward = int(net.graph.edge[net.arcs[arc]]), bool(net.graph.forward[net.arcs[arc]])
        cuts = {
            (edge, p.offset_m / float(net.meters[arc]))
            for p in (start, destination)
            if p.edge == edge
        }
        along = sorted(fraction if forward else 1 - fraction for _, fraction in cuts)
        names = [(edge, a if forward else 1 - a) for a in along]
        stops = [int(net.tail[arc]), *names, int(net.head[arc])]
        for (a, b), share in zip(
            itertools.pairwise(stops), np.diff([0.0, *along, 1.0]), strict=True
        ):
            ms[a, b] = min(ms.get((a, b), math.inf), round(int(net.ms[arc]) * float(share)))
    places = {node for pair in ms for node in pair}
    for via, a, b in itertools.product(places, repeat=3):
        ms[a, b] = min(
            ms.get((a, b), math.inf), ms.get((a, via), math.inf) + ms.get((via, b), math.inf)
        )
    here, there = (name_of(net, place) for place in (start, destination))
    best = 0 if here == there else ms.get((here, there), math.inf)
    return None if best == math.inf else best


def name_of(net, place):
    arc = net.arc_on(place.edge, forward=True)
    arc = net.arc_on(place.edge, forward=False) if arc is None else arc
    return place.edge, place.offset_m / float(net.meters[arc])
