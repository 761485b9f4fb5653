"""The travel times of this process: a fast back end in a thread of its own, a slow one beside it.

``start`` serves a map, ``current`` is what answers now, ``stop`` ends it. While the thread
prepares, has died or is late, Dijkstra answers in the thread of whoever asks: the same times, only
slower.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from beatbook.contract.values import Point, UnitKind
from beatbook.ground.geo import graph as graphs
from beatbook.ground.geo.travel import closures, directions, order, planning
from beatbook.ground.geo.travel.dijkstra import Dijkstra
from beatbook.ground.geo.travel.network import Snapped
from beatbook.ground.geo.travel.no_map import NoMap
from beatbook.ground.geo.travel.search import Search
from beatbook.ground.geo.travel.streets import MODE_OF, Streets
from beatbook.ground.geo.travel.trips import (
    MEASURED,
    Closure,
    Direction,
    NoRoute,
    Reason,
    Route,
    Trips,
)
from beatbook.ground.geo.travel.worker import Keeper, Searches, WorkerDied

if order.INSTALLED:
    from beatbook.ground.geo.travel.contraction import Contraction

logger = logging.getLogger(__name__)

GRAPH_FILE = "graph.npz"
DEADLINE_S = 1.0
"""How long a question waits for the thread before Dijkstra answers it."""
SWAP_S = 10.0
"""How long an old map may go on while the thread of a new one prepares; then Dijkstra answers."""
PREPARED_S = 120.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class State:
    """How the engine is, for the page that tells whether all is well."""

    back_end: str  # "contraction"; "dijkstra" while the thread cannot answer; "none" without a map
    restarts: int
    closed: int  # edges closed, each direction counted


class Engine:
    """Travel times on one map. Any thread may ask and may close streets."""

    def __init__(
        self,
        graph: graphs.StreetGraph,
        node_order: order.Order | None = None,
        *,
        fast: bool = order.INSTALLED,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self.streets = Streets(graph)
        self._order = node_order
        self._deadline_s = deadline_s
        self._closed: closures.Sides = frozenset()
        self._closing = threading.Lock()
        self._slow = {mode: Dijkstra(net) for mode, net in self.streets.networks.items()}
        self.keeper = Keeper(self._prepare) if fast else None
        self.giving_way = False
        """Is a newer map being loaded? Then what this one does not know is not the last word."""

    def many_to_one(
        self,
        starts: Sequence[Point],
        destination: Point,
        mode: UnitKind,
        *,
        measure: int = MEASURED,
    ) -> Trips:
        """The trip from each start to the destination; the ``measure`` soonest carry meters."""
        column = MODE_OF.get(mode)
        if column is None:
            return Trips(Reason.NO_WATERWAYS for _ in starts)
        *places, end = self.streets.snap([*starts, destination], column)
        if end is None:
            return Trips(self._unless_loading(Reason.DESTINATION_OFF_MAP) for _ in starts)
        on_map = [place for place in places if place is not None]
        question = partial(
            planning.trips,
            self.streets.networks[column],
            starts=on_map,
            destination=end,
            measure=measure,
        )
        trips = iter(self._ask(column, question))
        return Trips(
            self._unless_loading(Reason.START_OFF_MAP)
            if place is None
            else next(trips) or self._unless_loading(Reason.UNREACHABLE)
            for place in places
        )

    def route(self, start: Point, destination: Point, mode: UnitKind) -> Route:
        """The fastest way from a start to a destination; NoRoute where there is none."""
        column = MODE_OF.get(mode)
        if column is None:
            raise NoRoute(Reason.NO_WATERWAYS)
        begin, end = self.streets.snap([start, destination], column)
        if begin is None or end is None:
            off = Reason.START_OFF_MAP if begin is None else Reason.DESTINATION_OFF_MAP
            raise NoRoute(self._unless_loading(off))
        network = self.streets.networks[column]
        question = partial(planning.ways, network, starts=[begin], destination=end)
        (way,) = self._ask(column, question)
        if way is None:
            raise NoRoute(self._unless_loading(Reason.UNREACHABLE))
        return directions.describe(network, way)

    def snap(self, lat: float, lon: float, mode: UnitKind) -> Snapped | None:
        """The street nearest to a position; None if it is off the map, or on the water."""
        column = MODE_OF.get(mode)
        return self.streets.snap([Point(lat, lon)], column)[0] if column else None

    def _unless_loading(self, reason: Reason) -> Reason:
        return Reason.MAP_LOADING if self.giving_way else reason

    @property
    def state(self) -> State:
        fast = self.keeper is not None and self.keeper.worker() is not None
        restarts = self.keeper.restarts if self.keeper else 0
        return State("contraction" if fast else "dijkstra", restarts, len(self._closed))

    # Closures: those who ask after a change get answers with it.

    def close(self, edge: int, direction: Direction = Direction.BOTH) -> None:
        """Close an edge to through traffic."""
        self._change(lambda closed: closed | closures.sides([Closure(edge, direction)]))

    def reopen(self, edge: int, direction: Direction = Direction.BOTH) -> None:
        """Open an edge again."""
        self._change(lambda closed: closed - closures.sides([Closure(edge, direction)]))

    def close_only(self, closed: Iterable[Closure]) -> None:
        """Close these edges and open all others: for whoever keeps the list."""
        wanted = closures.sides(closed)
        self._change(lambda _: wanted)

    def _change(self, alter: Callable[[closures.Sides], closures.Sides]) -> None:
        with self._closing:
            closed = alter(self._closed)
            closures.check(closed, self.streets.graph)
            reweigh = partial(self._reweigh, changed=closed ^ self._closed, closed=closed)
            self._closed = closed
            reweigh(self._slow)
            if self.keeper:
                self.keeper.tell(reweigh)

    def _reweigh(
        self, searches: Searches, *, changed: closures.Sides, closed: closures.Sides
    ) -> None:
        for mode, search in searches.items():
            search.reweigh(closures.weights(self.streets.networks[mode], changed, closed))

    # The thread.

    def wait_until_fast(self, timeout_s: float = PREPARED_S) -> bool:
        """Wait for the thread to be prepared; False if it is not in time, or there is none."""
        return self.keeper is not None and self.keeper.wait_until_ready(timeout_s)

    def stop(self) -> None:
        """End the thread. Whoever still asks this engine is answered by Dijkstra."""
        if self.keeper:
            self.keeper.stop()

    def _ask(self, mode: str, question: Callable[[Search], T]) -> T:
        worker = self.keeper.worker() if self.keeper else None
        if worker is None:
            return question(self._slow[mode])
        try:
            answer: T = worker.ask(lambda searches: question(searches[mode]), self._deadline_s)
        except (WorkerDied, TimeoutError) as fault:
            logger.warning("Dijkstra answers for the travel time thread: %r", fault)
            return question(self._slow[mode])
        return answer

    def _prepare(self) -> Searches:
        """The fast searches, made in the thread that will use them."""
        if self._order is None:
            self._order = order.build_order(self.streets.graph)
        networks = self.streets.networks
        searches = {mode: Contraction(net, self._order) for mode, net in networks.items()}
        with self._closing:
            closed = self._closed
        self._reweigh(searches, changed=closed, closed=closed)
        return searches


_NO_MAP, _LOADING = NoMap(), NoMap(Reason.MAP_LOADING)
_serving: tuple[Path, Engine] | None = None
_loading = False
_changing = threading.Lock()


def start(map_directory: Path, closed: Iterable[Closure] = ()) -> Engine:
    """Serve the map in a directory; GraphError if it cannot be read.

    A map served before goes on until the new one is as fast, and says of what it does not know
    that the new map is being loaded. Closures belong to a map: those of the new one are
    ``closed``. Starting the map that is served changes nothing.
    """
    global _serving  # noqa: PLW0603 -- one engine per process is the point
    with _changing:
        old = _serving
        if old and old[0] == map_directory:
            return old[1]
        with _loading_said(old and old[1]):
            graph = graphs.load(map_directory / GRAPH_FILE)
            engine = Engine(graph, order.load(map_directory, graph))
            engine.close_only(closed)
            if old:
                engine.wait_until_fast(SWAP_S)
            _serving = (map_directory, engine)
        if old:
            old[1].stop()
        return engine


@contextlib.contextmanager
def _loading_said(old: Engine | None) -> Iterator[None]:
    """While the block lasts, what cannot be answered is said to come with the new map."""
    global _loading  # noqa: PLW0603 -- one engine per process is the point
    _loading = True
    if old:
        old.giving_way = True
    try:
        yield
    finally:
        _loading = False
        if old:
            old.giving_way = False


def current() -> Engine | NoMap:
    """The travel times of the map that is served; without one, every answer says why."""
    if _serving:
        return _serving[1]
    return _LOADING if _loading else _NO_MAP


def stop() -> None:
    """Serve no map any more."""
    global _serving  # noqa: PLW0603 -- one engine per process is the point
    with _changing:
        if _serving:
            _serving[1].stop()
        _serving = None
