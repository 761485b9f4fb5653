import time

import pytest

from beatbook.ground.geo.travel import engine, following, order
from beatbook.ground.geo.travel.closures import Standing
from beatbook.ground.geo.travel.no_map import NoMap


@pytest.fixture
def map_directory(town, tmp_path):
    def make(name):
        directory = tmp_path / name
        directory.mkdir()
        town.save(directory / engine.GRAPH_FILE)
        order.save(order.build_order(town), directory)
        return directory

    return make


@pytest.fixture
def active():
    """The active map, as a list of one: what the database would say."""
    return [None]


@pytest.fixture
def looks(active):
    """How often the follower has looked; it looks all the time."""
    seen = []

    def find():
        seen.append(active[0])
        if isinstance(active[0], Exception):
            raise active[0]
        return active[0]

    follower = following.Follower(find, every_s=0.01)
    yield seen
    follower.stop()
    assert isinstance(engine.current(), NoMap)


def wait_until(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def looked_again(looks):
    count = len(looks)
    wait_until(lambda: len(looks) > count + 1)


def test_the_active_map_is_served_and_a_newer_one_takes_its_place(active, looks, map_directory):
    active[0] = map_directory("old")
    wait_until(lambda: not isinstance(engine.current(), NoMap))
    old = engine.current()
    active[0] = map_directory("new")
    wait_until(lambda: engine.current() is not old)
    assert engine.current().wait_until_fast(10)


def test_no_map_is_served_when_none_is_active_any_more(active, looks, map_directory):
    active[0] = map_directory("old")
    wait_until(lambda: not isinstance(engine.current(), NoMap))
    active[0] = None
    wait_until(lambda: isinstance(engine.current(), NoMap))


@pytest.mark.parametrize("fault", ["no database", "no file"])
def test_the_map_that_is_served_stays_when_the_active_one_cannot_be_had(
    active, looks, map_directory, tmp_path, fault
):
    active[0] = map_directory("old")
    wait_until(lambda: not isinstance(engine.current(), NoMap))
    served = engine.current()
    active[0] = OSError("no database") if fault == "no database" else tmp_path / "nowhere"
    looked_again(looks)
    assert engine.current() is served


def test_one_that_is_woken_looks_at_once(map_directory):
    active = [None]
    follower = following.Follower(lambda: active[0], every_s=3600.0)
    active[0] = map_directory("new")
    follower.wake()
    wait_until(lambda: not isinstance(engine.current(), NoMap))
    follower.stop()


def test_closures_that_stand_are_obeyed_at_once_and_lifted_ones_no_more(map_directory, at):
    directory, standing = map_directory("new"), []
    follower = following.Follower(lambda: directory, lambda: list(standing), every_s=3600.0)
    wait_until(lambda: not isinstance(engine.current(), NoMap))
    main_street = tuple((place.lat, place.lon) for place in (at(0, 0), at(400, 0)))
    standing.append(Standing(main_street, percent=50))
    follower.wake()
    wait_until(lambda: engine.current().state.slowed == 2)
    standing.clear()
    follower.wake()
    wait_until(lambda: engine.current().state.slowed == 0)
    follower.stop()


def test_closures_stand_also_on_a_map_that_comes_later(active, map_directory, at):
    main_street = tuple((place.lat, place.lon) for place in (at(0, 0), at(400, 0)))
    active[0] = map_directory("old")
    follower = following.Follower(lambda: active[0], lambda: [Standing(main_street)], every_s=0.01)
    wait_until(lambda: not isinstance(engine.current(), NoMap))
    old = engine.current()
    active[0] = map_directory("new")
    wait_until(lambda: engine.current() is not old)
    assert (old.state.closed, engine.current().state.closed) == (2, 2)
    follower.stop()
