import contextlib
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from beatbook.contract.values import UnitKind
from beatbook.ground.geo import graph
from beatbook.ground.geo.travel import engine, order
from beatbook.ground.geo.travel.closures import Standing
from beatbook.ground.geo.travel.driving import Driving
from beatbook.ground.geo.travel.trips import NoRoute, Reason

CAR = UnitKind.CAR


@pytest.fixture
def travel(town):
    made = engine.Engine(town)
    assert made.wait_until_fast(10)
    yield made
    made.stop()


@pytest.fixture
def nothing_served():
    engine.stop()
    yield
    engine.stop()


@pytest.fixture
def map_directory(town, tmp_path):
    def make(name):
        directory = tmp_path / name
        directory.mkdir()
        town.save(directory / engine.GRAPH_FILE)
        order.save(order.build_order(town), directory)
        return directory

    return make


def panic(searches):
    return searches["car", Driving.ORDINARY].times([10**6], [(0, 0)])


def times(travel, starts, destination):
    return [trip and trip.ms for trip in travel.many_to_one(starts, destination, CAR)]


def test_dijkstra_answers_while_the_thread_prepares(town, at):
    travel = engine.Engine(town)
    assert round(times(travel, [at(100, 0)], at(300, 0))[0] / 1000) == 20
    travel.stop()


def test_the_thread_dies_and_every_question_is_still_answered(travel, at):
    before = times(travel, [at(100, 0), at(700, 300)], at(0, 150))
    travel.keeper.tell(panic)
    assert times(travel, [at(100, 0), at(700, 300)], at(0, 150)) == before
    assert travel.state.back_end in ("dijkstra", "contraction")
    assert travel.wait_until_fast(10)
    assert travel.state == engine.State(back_end="contraction", restarts=1, closed=0)
    assert times(travel, [at(100, 0), at(700, 300)], at(0, 150)) == before


def test_a_street_closed_before_the_thread_died_stays_closed(travel, at, edge):
    travel.close(edge("AB"))
    closed = times(travel, [at(600, 0)], at(0, 150))
    travel.keeper.tell(panic)
    assert times(travel, [at(600, 0)], at(0, 150)) == closed
    assert travel.wait_until_fast(10)
    assert times(travel, [at(600, 0)], at(0, 150)) == closed


def test_dijkstra_answers_when_the_thread_is_late(town, at):
    travel = engine.Engine(town, deadline_s=0.01)
    assert travel.wait_until_fast(10)
    gate = threading.Event()
    travel.keeper.tell(lambda _: gate.wait(10))
    assert round(times(travel, [at(100, 0)], at(300, 0))[0] / 1000) == 20
    gate.set()
    travel.stop()


def test_a_stopped_engine_still_answers_whoever_holds_it(travel, at):
    travel.stop()
    assert round(times(travel, [at(100, 0)], at(300, 0))[0] / 1000) == 20
    assert travel.state.back_end == "dijkstra"


def test_eight_threads_ask_at_once_and_each_gets_its_own_answer(town, travel, at):
    slow = engine.Engine(town, fast=False)
    places = [at(x, y) for x in range(50, 800, 150) for y in (0, 300)]
    wanted = {place: times(slow, places, place) for place in places}
    with ThreadPoolExecutor(8) as callers:
        asked = [(p, callers.submit(times, travel, places, p)) for p in places * 40]
        assert all(future.result() == wanted[place] for place, future in asked)
    assert travel.state.restarts == 0


def test_streets_close_while_others_ask_and_every_answer_is_of_before_or_after(travel, at, edge):
    starts, destination = [at(600, 0), at(100, 300)], at(0, 150)
    opened = times(travel, starts, destination)
    travel.close(edge("AB"))
    closed = times(travel, starts, destination)
    assert closed != opened
    done = threading.Event()

    def keep_asking():
        seen = set()
        while not done.is_set():
            seen.add(tuple(times(travel, starts, destination)))
        return seen

    with ThreadPoolExecutor(4) as callers:
        asking = [callers.submit(keep_asking) for _ in range(4)]
        for _ in range(100):
            travel.reopen(edge("AB"))
            assert times(travel, starts, destination) == opened
            travel.close(edge("AB"))
            assert times(travel, starts, destination) == closed
        done.set()
        for future in asking:
            assert future.result() <= {tuple(opened), tuple(closed)}
    assert travel.state.restarts == 0


def test_without_a_map_nothing_is_guessed(nothing_served, at):
    trips = engine.current().many_to_one([at(0, 0), at(1, 1)], at(2, 2), CAR)
    assert (trips, trips.reasons) == ([None, None], [Reason.NO_MAP, Reason.NO_MAP])
    with pytest.raises(NoRoute, match="There is no map"):
        engine.current().route(at(0, 0), at(1, 1), CAR)
    assert engine.current().snap(39.0, -76.0, CAR) is None


def test_a_map_is_served_until_it_is_stopped(nothing_served, map_directory, at):
    started = engine.start(map_directory("first"))
    assert engine.current() is started
    assert round(times(engine.current(), [at(100, 0)], at(300, 0))[0] / 1000) == 20
    engine.stop()
    assert times(engine.current(), [at(100, 0)], at(300, 0)) == [None]


def test_starting_the_map_that_is_served_changes_nothing(nothing_served, map_directory):
    first = map_directory("first")
    assert engine.start(first) is engine.start(first)


def test_a_newer_map_takes_the_place_of_the_older_when_it_is_as_fast(
    nothing_served, map_directory, at
):
    old = engine.start(map_directory("old"))
    main_street = Standing(tuple((p.lat, p.lon) for p in (at(0, 0), at(400, 0))))
    new = engine.start(map_directory("new"), [main_street])
    assert engine.current() is new
    assert new.state == engine.State(back_end="contraction", restarts=0, closed=2)
    assert old.state.back_end == "dijkstra"


def test_a_map_that_cannot_be_read_leaves_the_one_that_is_served(
    nothing_served, map_directory, tmp_path
):
    served = engine.start(map_directory("good"))
    with pytest.raises(graph.GraphError):
        engine.start(tmp_path / "nowhere")
    assert engine.current() is served


@pytest.fixture
def loads_slowly(tmp_path):
    """Starts a map whose file comes through a pipe: it loads until the block ends, then fails."""

    @contextlib.contextmanager
    def load():
        directory = tmp_path / "slow"
        directory.mkdir()
        os.mkfifo(directory / engine.GRAPH_FILE)
        with ThreadPoolExecutor(1) as pool:
            starting = pool.submit(engine.start, directory)
            # Opened only once the other end is.
            with (directory / engine.GRAPH_FILE).open("wb"):
                yield
            assert isinstance(starting.exception(10), graph.GraphError)

    return load


def test_while_a_new_map_loads_what_the_old_does_not_know_is_said_to_come(
    nothing_served, map_directory, loads_slowly, at
):
    old = engine.start(map_directory("old"))
    starts, destination = [at(100, 0), at(0, 9000)], at(300, 0)
    with loads_slowly():
        trips = engine.current().many_to_one(starts, destination, CAR)
        assert [trip and round(trip.seconds) for trip in trips] == [20, None]
        assert trips.reasons == [None, Reason.MAP_LOADING]
        with pytest.raises(NoRoute, match="The new map is being loaded"):
            old.route(destination, at(0, 9000), CAR)
    trips = engine.current().many_to_one(starts, destination, CAR)
    assert trips.reasons == [None, Reason.START_OFF_MAP]


def test_while_the_first_map_loads_it_is_not_said_that_there_is_none(
    nothing_served, loads_slowly, at
):
    with loads_slowly():
        trips = engine.current().many_to_one([at(0, 0)], at(2, 2), CAR)
        assert (trips, trips.reasons) == ([None], [Reason.MAP_LOADING])
    assert engine.current().many_to_one([at(0, 0)], at(2, 2), CAR).reasons == [Reason.NO_MAP]


def test_a_map_without_an_order_is_served_and_gets_one_that_is_kept(
    nothing_served, map_directory, town, at
):
    directory = map_directory("first")
    kept = order.load(directory, town)
    (directory / "order-turns.npy").unlink()
    started = engine.start(directory)
    assert started.wait_until_fast(10)
    assert round(times(started, [at(100, 0)], at(300, 0))[0] / 1000) == 20
    assert [made.tolist() for made in order.load(directory, town)] == [k.tolist() for k in kept]


WITHOUT_THE_LIBRARY = """
import sys
sys.modules["routingkit_cch"] = None
from pathlib import Path
from beatbook.contract.values import Point, UnitKind
from beatbook.ground.geo.travel import engine, order
travel = engine.start(Path(sys.argv[1]))
here, there = Point(*map(float, sys.argv[2:4])), Point(*map(float, sys.argv[4:6]))
(trip,) = travel.many_to_one([here], there, UnitKind.CAR)
orders = order.build_order(travel.streets.graph)
print(travel.state.back_end, round(trip.seconds), *map(len, orders))
"""


def test_without_the_library_dijkstra_answers_everything(map_directory, at):
    here, there = at(100, 0), at(300, 0)
    places = [str(value) for value in (here.lat, here.lon, there.lat, there.lon)]
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_LIBRARY, str(map_directory("first")), *places],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["dijkstra", "20", "0", "0"]
