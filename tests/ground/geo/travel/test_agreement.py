"""The two back ends, and an exhaustive reckoning, give the same times on any street graph."""

import dataclasses
import itertools
import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from beatbook.ground.geo import graph
from beatbook.ground.geo.travel import contraction, dijkstra, network, order, planning, search
from beatbook.ground.geo.travel import turns as turning
from beatbook.ground.geo.travel.snap import Places

CAR, NOT_CAR = (36.0, 18.0, 3.6), (0.0, 18.0, 3.6)
EIGHTHS = st.integers(0, 8).map(lambda n: n / 8)
MODES = st.sampled_from(["car", "car", "foot"])


@st.composite
def graphs(draw):
    """Parallel edges, one-way streets, dead ends, islands, banned turns; times in steps of 8 ms."""
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
            road_class=draw(st.sampled_from(["primary", "road"])),
            forward_kmh=draw(st.sampled_from([CAR, CAR, NOT_CAR])),
            backward_kmh=draw(st.sampled_from([CAR, NOT_CAR])),
        )
        for tail, head in [*pairs, (0, 1)]
        if tail != head
    ]
    made = graph.assemble(corners, edges, [])
    eighths = draw(st.lists(st.integers(1, 50), min_size=made.arc_count, max_size=made.arc_count))
    times = np.array(eighths, dtype=np.int32) * 8
    banned = draw(st.lists(st.sampled_from(meetings(made)), max_size=3)) if meetings(made) else []
    return dataclasses.replace(
        made,
        car_ms=np.where(made.car, times, graph.CLOSED_MS).astype(np.int32),
        foot_ms=times,
        banned_from=np.array([a for a, _ in banned], dtype=np.int32),
        banned_to=np.array([b for _, b in banned], dtype=np.int32),
    )


def meetings(made):
    """Every pair of arcs of which the second leaves where the first ends."""
    arcs = range(made.arc_count)
    return [(a, b) for a in arcs for b in arcs if made.head[a] == made.tail[b]]


def draw_place(data, net):
    edge = data.draw(st.sampled_from(sorted(set(net.graph.edge[net.arcs].tolist()))))
    return edge, data.draw(EIGHTHS)


def places(drawn):
    edges, shares = zip(*drawn, strict=True)
    return Places(np.array(edges), np.array(shares), np.zeros(len(drawn)))


def draw_times(data, net):
    """Some arcs closed, slowed or opened."""
    new = st.one_of(st.just(search.CLOSED), st.integers(1, 50).map(lambda n: n * 8))
    return data.draw(st.dictionaries(st.integers(0, len(net.arcs) - 1), new, max_size=4))


def both(net, mode, times):
    """The two back ends after the same change."""
    prepared = contraction.hierarchy(net.links, order.build_order(net.graph).of(mode))
    fast = contraction.Contraction(net, prepared)
    fast.reweigh(times)
    return fast, dijkstra.Dijkstra(net).reweighed(times)


@given(made=graphs(), mode=MODES, data=st.data())
@settings(deadline=None)
def test_both_back_ends_give_the_same_times_between_all_nodes(made, mode, data):
    net = network.of(made, mode)
    if not len(net.arcs):
        return
    fast, slow = both(net, mode, {})
    nodes = list(range(net.links.node_count))
    stop = st.tuples(st.sampled_from(nodes), st.integers(0, 500))
    for _ in range(3):
        ends = data.draw(st.lists(stop, max_size=2))
        assert fast.times(nodes, ends).tolist() == slow.times(nodes, ends).tolist()
        times = draw_times(data, net)
        fast.reweigh(times)
        slow = slow.reweighed(times)


@given(made=graphs(), mode=MODES, data=st.data())
@settings(deadline=None)
def test_both_back_ends_find_ways_that_take_as_long_as_they_say(made, mode, data):
    net = network.of(made, mode)
    if not len(net.arcs):
        return
    links, weights = net.links, net.links.weights(net.ms)
    stop = st.tuples(st.integers(0, links.node_count - 1), st.integers(0, 500))
    starts = data.draw(st.lists(st.lists(stop, max_size=2, unique_by=lambda s: s[0]), max_size=3))
    ends = data.draw(st.lists(stop, max_size=2, unique_by=lambda s: s[0]))
    fast, slow = (found.paths(starts, ends) for found in both(net, mode, {}))
    assert [path and path.ms for path in fast] == [path and path.ms for path in slow]
    for group, path in [*zip(starts, fast, strict=True), *zip(starts, slow, strict=True)]:
        if path is not None:
            nodes = [path.first, *(int(links.head[link]) for link in path.links)]
            assert [int(links.tail[link]) for link in path.links] == nodes[:-1]
            assert nodes[-1] == path.last
            between = int(weights[path.links].sum())
            assert path.ms == dict(group)[path.first] + between + dict(ends)[path.last]


@given(made=graphs(), mode=MODES, data=st.data())
@settings(deadline=None)
def test_trips_and_ways_between_places_on_streets_are_as_reckoned_by_hand(made, mode, data):
    net = network.of(made, mode)
    if not len(net.arcs):
        return
    starts, destination = [draw_place(data, net) for _ in range(3)], draw_place(data, net)
    times = draw_times(data, net)
    reckoned = [reckon(net, mode, times, start, destination) for start in starts]
    for back_end in both(net, mode, times):
        asked = (net, back_end, places(starts), places([destination]))
        assert planning.times_ms(*asked).tolist() == reckoned
        for found, ms in zip(planning.ways(*asked), reckoned, strict=True):
            assert (found.ms if found else math.inf) == ms
            if found:
                check_way(net, found, mode)


def check_way(net, way, mode):
    """Its legs are connected by turns that may be made, and add up to its length."""
    allowed = {(a, b) for a, b, _ in transitions(net, mode)}
    legs = way.legs
    assert all((a.arc, b.arc) in allowed for a, b in itertools.pairwise(legs))
    meters = sum(float(net.meters[leg.arc]) * (leg.end - leg.begin) for leg in legs)
    assert math.isclose(way.meters, meters, abs_tol=1e-6)


def transitions(net, mode):
    """(arc, next arc, milliseconds of the turn)."""
    if mode == "car":
        made = turning.allowed(net.graph, net.arcs)
        return list(zip(*(column.tolist() for column in made), strict=True))
    arcs, graph = range(len(net.arcs)), net.graph
    head, tail = graph.head[net.arcs], graph.tail[net.arcs]
    return [(a, b, 0) for a in arcs for b in arcs if head[a] == tail[b]]


def reckon(net, mode, times, start, destination):
    """Try every way, from arc to arc, until none is sooner (Bellman, Ford)."""
    usual = {arc: int(ms) for arc, ms in enumerate(net.ms)}
    taken = usual | times
    leg = usual | {arc: ms for arc, ms in times.items() if ms != search.CLOSED}
    here, there = (arcs_at(net, place) for place in (start, destination))
    reached = {arc: round(leg[arc] * (1 - behind)) for arc, behind in here.items()}
    steps = transitions(net, mode)
    for _ in range(len(usual)):
        for a, b, turn in steps:
            if a in reached and taken[b] != search.CLOSED:
                reached[b] = min(reached.get(b, math.inf), reached[a] + turn + taken[b])
    arrivals = [
        reached[a] + turn + round(leg[b] * there[b])
        for a, b, turn in steps
        if a in reached and b in there
    ]
    along = [
        round(leg[arc] * (there[arc] - behind))
        for arc, behind in here.items()
        if arc in there and behind <= there[arc]
    ]
    return min(arrivals + along, default=math.inf)


def arcs_at(net, place):
    """The arcs that pass a place, each with how much of it lies behind."""
    edge, share = place
    found = {net.arc_on(edge, forward=True): share, net.arc_on(edge, forward=False): 1 - share}
    return {arc: behind for arc, behind in found.items() if arc is not None}
