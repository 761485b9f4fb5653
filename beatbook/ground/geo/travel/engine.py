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
from beatbook.ground.geo.travel import closures, directions, matching, order, planning
from beatbook.ground.geo.travel.dijkstra import Dijkstra
from beatbook.ground.geo.travel.driving import Driving
from beatbook.ground.geo.travel.no_map import NoMap
from beatbook.ground.geo.travel.search import Search
from beatbook.ground.geo.travel.snap import OFF, Snapped
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
from beatbook.ground.geo.travel.worker import Keeper, WorkerDied

if order.INSTALLED:
    from beatbook.ground.geo.travel.prepared import Prepared

logger = logging.getLogger(__name__)

GRAPH_FILE = "graph.npz"
DEADLINE_S = 1.0
"""How long a question waits for the thread before Dijkstra answers it."""
SWAP_S = 10.0
"""How long an old map may go on while the thread of a new one prepares; then Dijkstra answers."""
PREPARED_S = 120.0

T = TypeVar("T")
Key = tuple[str, Driving]
Keep = Callable[[order.Orders], None]


@dataclass(frozen=True, slots=True)
class State:
    """How the engine is, for the page that tells whether all is well."""

    back_end: str  # "contraction"; "dijkstra" while the thread cannot answer; "none" without a map
    restarts: int
    closed: int  # edges closed, each direction counted
    slowed: int = 0


class Engine:
    """Travel times on one map. Any thread may ask and may close streets."""

    def __init__(
        self,
        graph: graphs.StreetGraph,
        orders: order.Orders | None = None,
        *,
        keep: Keep = lambda _: None,
        fast: bool = order.INSTALLED,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self.streets = Streets(graph)
        self._orders = orders
        self._keep = keep
        self._deadline_s = deadline_s
        self._sides: closures.Sides = {}
        self._found: dict[closures.Standing, list[Closure]] = {}
        self._changing = threading.Lock()
        self._slow: dict[Key, Dijkstra] = {}
        self._matchers: dict[str, matching.Matcher] = {}
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
        driving: Driving = Driving.ORDINARY,
    ) -> Trips:
        """The trip from each start to the destination; the ``measure`` soonest carry meters."""
        column = MODE_OF.get(mode)
        if column is None:
            return Trips(Reason.NO_WATERWAYS for _ in starts)
        places = self.streets.places([*starts, destination], column)
        places, end = places[:-1], places[-1:]
        if end.edge[0] == OFF:
            return Trips(self._unless_loading(Reason.DESTINATION_OFF_MAP) for _ in starts)
        on_map = places.edge != OFF
        key = _key(column, driving)
        question = partial(
            planning.trips,
            self.streets.network(*key),
            starts=places if on_map.all() else places[on_map],
            destination=end,
            measure=measure,
        )
        trips = iter(self._ask(key, question) if on_map.any() else ())
        off, none = map(self._unless_loading, (Reason.START_OFF_MAP, Reason.UNREACHABLE))
        return Trips((next(trips) or none) if on else off for on in on_map.tolist())

    def route(
        self,
        start: Point,
        destination: Point,
        mode: UnitKind,
        *,
        driving: Driving = Driving.ORDINARY,
    ) -> Route:
        """The fastest way from a start to a destination; NoRoute where there is none."""
        column = MODE_OF.get(mode)
        if column is None:
            raise NoRoute(Reason.NO_WATERWAYS)
        places = self.streets.places([start, destination], column)
        for edge, reason in zip(
            places.edge, (Reason.START_OFF_MAP, Reason.DESTINATION_OFF_MAP), strict=True
        ):
            if edge == OFF:
                raise NoRoute(self._unless_loading(reason))
        key = _key(column, driving)
        network = self.streets.network(*key)
        question = partial(planning.ways, network, starts=places[:1], destination=places[1:])
        (way,) = self._ask(key, question)
        if way is None:
            raise NoRoute(self._unless_loading(Reason.UNREACHABLE))
        return directions.describe(network, way, destination)

    def snap(self, lat: float, lon: float, mode: UnitKind) -> Snapped | None:
        """The street nearest to a position; None if it is off the map, or on the water."""
        return self.snap_all([Point(lat, lon)], mode)[0]

    def snap_all(self, positions: Sequence[Point], mode: UnitKind) -> list[Snapped | None]:
        """The same for many positions at once, which takes little longer than one."""
        column = MODE_OF.get(mode)
        return self.streets.snap(positions, column) if column else [None] * len(positions)

    def snap_with_history(
        self, fixes: Sequence[matching.Fix], mode: UnitKind
    ) -> matching.Matched | None:
        """The street of the last of a few fixes, oldest first, and which way it is driven."""
        column = MODE_OF.get(mode)
        if column is None:
            return None
        if column not in self._matchers:
            self._matchers[column] = matching.Matcher(self.streets, column)
        return self._matchers[column].match(fixes)

    def _unless_loading(self, reason: Reason) -> Reason:
        return Reason.MAP_LOADING if self.giving_way else reason

    @property
    def state(self) -> State:
        fast = self.keeper is not None and self.keeper.worker() is not None
        restarts = self.keeper.restarts if self.keeper else 0
        left = list(self._sides.values())
        closed = left.count(0)
        back_end = "contraction" if fast else "dijkstra"
        return State(back_end, restarts, closed, len(left) - closed)

    # Closures: those who ask after a change get answers with it.

    def close(self, edge: int, direction: Direction = Direction.BOTH) -> None:
        """Close an edge to through traffic."""
        closed = closures.sides([Closure(edge, direction)])
        self._change(lambda sides: {**sides, **closed})

    def reopen(self, edge: int, direction: Direction = Direction.BOTH) -> None:
        """Open an edge again."""
        opened = closures.sides([Closure(edge, direction)])
        self._change(lambda sides: {side: sides[side] for side in sides.keys() - opened.keys()})

    def close_only(self, closed: Iterable[Closure]) -> None:
        """Close or slow these edges and no others: for whoever keeps the list."""
        wanted = closures.sides(closed)
        self._change(lambda _: wanted)

    def obey(self, standing: Iterable[closures.Standing]) -> None:
        """The same for closures that are kept as lines on the map."""
        self._found = {
            one: self._found.get(one) or closures.found_on(self.streets, one) for one in standing
        }
        self.close_only(edge for edges in self._found.values() for edge in edges)

    def _change(self, alter: Callable[[closures.Sides], closures.Sides]) -> None:
        with self._changing:
            sides = alter(self._sides)
            closures.check(sides, self.streets.graph)
            changed = closures.changes(self._sides, sides)
            if not changed:
                return
            self._sides = sides
            for key, search in self._slow.items():
                times = closures.arc_times(self.streets.network(*key), changed)
                self._slow[key] = search.reweighed(times)
            if self.keeper:
                self.keeper.tell(lambda prepared: prepared.reweigh(changed))

    # The thread.

    def wait_until_fast(self, timeout_s: float = PREPARED_S) -> bool:
        """Wait for the thread to be prepared; False if it is not in time, or there is none."""
        return self.keeper is not None and self.keeper.wait_until_ready(timeout_s)

    def stop(self) -> None:
        """End the thread. Whoever still asks this engine is answered by Dijkstra."""
        if self.keeper:
            self.keeper.stop()

    def _ask(self, key: Key, question: Callable[[Search], T]) -> T:
        worker = self.keeper.worker() if self.keeper else None
        if worker is None:
            return question(self._dijkstra(key))
        try:
            answer: T = worker.ask(lambda prepared: question(prepared[key]), self._deadline_s)
        except (WorkerDied, TimeoutError) as fault:
            logger.warning("Dijkstra answers for the travel time thread: %r", fault)
            return question(self._dijkstra(key))
        return answer

    def _dijkstra(self, key: Key) -> Dijkstra:
        with self._changing:
            if key not in self._slow:
                network = self.streets.network(*key)
                times = closures.arc_times(network, self._sides)
                self._slow[key] = Dijkstra(network).reweighed(times)
            return self._slow[key]

    def _prepare(self) -> Prepared:
        """The fast searches, made in the thread that will use them."""
        if self._orders is None:
            self._orders = order.build_order(self.streets.graph)
            self._keep(self._orders)
        return Prepared(self.streets, self._orders, lambda: self._sides)


def _key(column: str, driving: Driving) -> Key:
    """Only cars know different ways of driving."""
    return column, driving if column == "car" else Driving.ORDINARY


_NO_MAP, _LOADING = NoMap(), NoMap(Reason.MAP_LOADING)
_serving: tuple[Path, Engine] | None = None
_loading = False
_changing = threading.Lock()


def start(map_directory: Path, standing: Sequence[closures.Standing] | None = None) -> Engine:
    """Serve the map in a directory; GraphError if it cannot be read.

    A map served before goes on until the new one is as fast, and says of what it does not know
    that the new map is being loaded. The closures that stand are obeyed from the first answer;
    without a word on them, they are none on a new map, and as before on the one that is served.
    """
    global _serving  # noqa: PLW0603 -- one engine per process is the point
    with _changing:
        old = _serving
        if old and old[0] == map_directory:
            if standing is not None:
                old[1].obey(standing)
            return old[1]
        with _loading_said(old and old[1]):
            graph = graphs.load(map_directory / GRAPH_FILE)
            orders = order.load(map_directory, graph)
            engine = Engine(graph, orders, keep=partial(_keep, map_directory))
            engine.obey(standing or ())
            if old:
                engine.wait_until_fast(SWAP_S)
            _serving = (map_directory, engine)
        if old:
            old[1].stop()
        return engine


def _keep(map_directory: Path, orders: order.Orders) -> None:
    """An order made because none was there that fits: the next process need not make it again."""
    try:
        order.save(orders, map_directory)
    except OSError as fault:
        logger.warning("The order of the map could not be kept: %s", fault)


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
