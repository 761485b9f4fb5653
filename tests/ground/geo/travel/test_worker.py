"""The thread that owns the fast back end: what happens to those who wait when it goes wrong."""

import threading
import time

import pytest

from beatbook.ground.geo.travel import contraction, network, order, worker


@pytest.fixture
def prepare(town):
    net = network.of(town, "foot")
    prepared = order.build_order(town).of("foot")
    return lambda: {
        "foot": contraction.Contraction(net, contraction.hierarchy(net.links, prepared))
    }


@pytest.fixture
def keeper(prepare):
    made = worker.Keeper(prepare)
    assert made.wait_until_ready(10)
    yield made
    made.stop()


def from_first_to_second_corner(searches):
    return searches["foot"].times([0], [(1, 0)]).tolist()


def panic(searches):
    """A node that does not exist makes the library panic, which is not an Exception."""
    return searches["foot"].times([10**6], [(0, 0)])


def leave(searches):
    raise SystemExit


def test_a_question_is_answered_in_the_thread_that_made_the_searches(prepare):
    made_in = []

    def remember():
        made_in.append(threading.get_ident())
        return prepare()

    keeper = worker.Keeper(remember)
    assert keeper.wait_until_ready(10)
    assert keeper.worker().ask(lambda _: threading.get_ident(), 10) == made_in[0]
    keeper.stop()


@pytest.mark.parametrize("fatal", [panic, leave])
def test_whoever_waits_is_told_at_once_when_the_thread_dies(keeper, fatal):
    gate = threading.Event()
    serving = keeper.worker()
    serving.submit(lambda _: gate.wait(10))
    asked = [serving.submit(task) for task in (fatal, from_first_to_second_corner)]
    gate.set()
    for future in asked:
        with pytest.raises(worker.WorkerDied):
            future.result(10)


@pytest.mark.parametrize("fatal", [panic, leave])
def test_a_dead_thread_is_replaced_by_one_that_answers(keeper, fatal):
    (before,) = keeper.worker().ask(from_first_to_second_corner, 10)
    with pytest.raises(worker.WorkerDied):
        keeper.worker().ask(fatal, 10)
    assert keeper.wait_until_ready(10)
    assert keeper.worker().ask(from_first_to_second_corner, 10) == [before]
    assert keeper.restarts == 1


def test_a_thread_that_is_dead_refuses_instead_of_keeping_one_waiting(keeper):
    serving = keeper.worker()
    with pytest.raises(worker.WorkerDied):
        serving.ask(leave, 10)
    with pytest.raises(worker.WorkerDied):
        serving.ask(from_first_to_second_corner, 10)


def test_a_thread_that_keeps_dying_is_not_restarted_again_and_again(monkeypatch):
    def die():
        raise SystemExit

    monkeypatch.setattr(worker, "SHORTEST_PAUSE_S", 600.0)  # however slow this machine is
    keeper = worker.Keeper(die)
    assert not keeper.wait_until_ready(10)
    for _ in range(100):
        assert keeper.worker() is None
    assert keeper.restarts == 1
    keeper.stop()


def test_a_late_answer_is_not_waited_for_and_the_late_question_is_dropped(keeper):
    gate, answered = threading.Event(), []
    serving = keeper.worker()
    serving.submit(lambda _: gate.wait(10))
    with pytest.raises(TimeoutError):
        serving.ask(lambda _: answered.append("late"), 0.01)
    gate.set()
    assert serving.ask(from_first_to_second_corner, 10)
    assert answered == []


def test_a_thread_stuck_at_one_question_is_given_up_for_another(keeper, monkeypatch):
    monkeypatch.setattr(worker, "STUCK_S", 0.05)
    gate, entered = threading.Event(), threading.Event()
    stuck = keeper.worker()
    stuck.submit(lambda _: (entered.set(), gate.wait(10)))
    assert entered.wait(10)
    deadline = time.monotonic() + 10
    while not stuck.lost and time.monotonic() < deadline:
        entered.wait()
    assert keeper.worker() is not stuck
    assert keeper.wait_until_ready(10)
    assert keeper.worker().ask(from_first_to_second_corner, 10)
    gate.set()
    stuck.join(10)


def test_questions_that_wait_are_answered_before_the_thread_stops(keeper):
    gate = threading.Event()
    serving = keeper.worker()
    serving.submit(lambda _: gate.wait(10))
    asked = serving.submit(from_first_to_second_corner)
    serving.stop()
    gate.set()
    assert asked.result(10)
