"""Deadlines fire once, when operational time reaches them, and never after they were cancelled."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from beatbook.contract.values import Subject
from beatbook.ground import work
from beatbook.ground.work import firing, tasks
from beatbook.ground.work.models import Deadline
from tests import threads
from tests.ground.work import tally

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
UNIT = Subject("unit", "7")
COUNT = "test.count_deadline"


def set_in_time(due_at=NOON, subject=UNIT, task=COUNT, **args):
    with transaction.atomic():
        work.set_deadline(due_at, task, subject, **args)


def test_a_deadline_fires_when_operational_time_reaches_it(committed):
    set_in_time()
    assert firing.fire_due(NOON - MINUTE) == 0
    assert firing.fire_due(NOON) == 1
    assert firing.fire_due(NOON) == 0
    assert tally.of("unit:7 at 12:00") == 1


def test_the_task_is_told_the_operational_time_at_which_it_fires(committed):
    set_in_time()
    firing.fire_due(NOON + 5 * MINUTE)
    assert tally.of("unit:7 at 12:05") == 1


@pytest.mark.parametrize("moved_to", [NOON - 2 * MINUTE, NOON + 2 * MINUTE])
def test_a_deadline_set_again_is_moved(committed, moved_to):
    set_in_time()
    set_in_time(moved_to)
    assert Deadline.objects.count() == 1
    assert firing.fire_due(moved_to - MINUTE) == 0
    assert firing.fire_due(moved_to) == 1


def test_each_subject_has_its_own_deadline(committed):
    set_in_time()
    set_in_time(subject=Subject("unit", "8"))
    assert firing.fire_due(NOON) == 2


def test_a_cancelled_deadline_never_fires(committed):
    set_in_time()
    with transaction.atomic():
        work.cancel_deadline(COUNT, UNIT)
    assert firing.fire_due(NOON + 60 * MINUTE) == 0
    assert tally.of("unit:7 at 13:00") == 0


def test_what_is_rolled_back_was_neither_set_nor_cancelled(committed):
    with transaction.atomic():
        work.set_deadline(NOON, COUNT, UNIT)
        transaction.set_rollback(True)
    assert firing.fire_due(NOON) == 0
    set_in_time()
    with transaction.atomic():
        work.cancel_deadline(COUNT, UNIT)
        transaction.set_rollback(True)
    assert firing.fire_due(NOON) == 1


def test_two_workers_never_fire_one_twice(committed):
    subjects = [Subject("unit", str(number)) for number in range(40)]
    for subject in subjects:
        set_in_time(subject=subject)
    workers = [threads.Actor(firing.fire_due, NOON) for _ in range(2)]
    assert sum(worker.result() for worker in workers) == 40
    assert [tally.of(f"{subject} at 12:00") for subject in subjects] == [1] * 40


@pytest.fixture
def named():
    """A task for one test alone."""
    names = []

    def name(function):
        names.append(f"test.{function.__name__}")
        return work.task(names[-1])(function)

    yield name
    for known in names:
        del tasks.TASKS[known]


def test_a_failing_task_leaves_nothing_behind_and_is_tried_again_later(committed, named):
    @named
    def stumble(*, subject, at):
        tally.add("stumbled")
        raise LookupError("no such unit")

    set_in_time(task="test.stumble")
    assert firing.fire_due(NOON) == 0
    assert tally.of("stumbled") == 0
    deadline = Deadline.objects.get()
    assert (deadline.attempts, deadline.error) == (1, "LookupError: no such unit")
    assert firing.fire_due(NOON) == 0, "its pause is not over"
    Deadline.objects.update(retry_at=NOON)
    firing.fire_due(NOON)
    assert Deadline.objects.get().attempts == 2


def test_pauses_grow_to_an_hour_and_no_further():
    assert [tasks.pause_after(attempts).total_seconds() for attempts in (1, 2, 3, 7, 1000)] == [
        2,
        8,
        32,
        3600,
        3600,
    ]


def test_a_failing_task_does_not_hold_up_the_others(committed, named):
    @named
    def stumble(*, subject, at):
        raise LookupError

    set_in_time(NOON - MINUTE, task="test.stumble")
    set_in_time()
    assert firing.fire_due(NOON) == 1
    assert tally.of("unit:7 at 12:00") == 1


def test_a_task_may_set_its_own_deadline_anew(committed, named):
    @named
    def check_again(*, subject, at):
        work.set_deadline(at + MINUTE, "test.check_again", subject)

    set_in_time(task="test.check_again")
    assert firing.fire_due(NOON) == 1
    assert Deadline.objects.get().due_at == NOON + MINUTE


def test_a_task_gives_way_to_a_command_that_cancels_it(committed, named):
    """The command has locked the unit, the task has the deadline, and each wants the other."""
    tally.add("unit")
    ready, go_on = threading.Event(), threading.Event()

    @named
    def want_the_unit(*, subject, at):
        tally.add("unit")

    def command():
        with transaction.atomic():
            tally.add("unit")
            ready.set()
            assert go_on.wait(threads.PATIENCE_S)
            work.cancel_deadline("test.want_the_unit", UNIT)

    set_in_time(task="test.want_the_unit")
    commanding = threads.Actor(command)
    assert ready.wait(threads.PATIENCE_S)
    assert firing.fire_due(NOON) == 0, "the unit is locked"
    go_on.set()
    commanding.result()
    assert firing.fire_due(NOON) == 0, "it was cancelled"
    assert tally.of("unit") == 2


def test_a_command_that_cancels_too_late_comes_after_the_task(committed, named):
    begun, go_on, pids = threading.Event(), threading.Event(), []

    @named
    def take_time(*, subject, at):
        begun.set()
        assert go_on.wait(threads.PATIENCE_S)
        tally.add("fired")

    def cancel():
        with transaction.atomic():
            pids.append(threads.server_pid())
            work.cancel_deadline("test.take_time", UNIT)
            return tally.of("fired")

    set_in_time(task="test.take_time")
    worker = threads.Actor(firing.fire_due, NOON)
    assert begun.wait(threads.PATIENCE_S)
    cancelling = threads.Actor(cancel)
    threads.until(lambda: pids and threads.is_waiting_for_a_lock(pids[0]))
    go_on.set()
    assert worker.result() == 1
    assert cancelling.result() == 1, "the command sees what the task did"


def test_a_deadline_whose_worker_dies_is_still_due(committed, named):
    begun, pids = threading.Event(), []

    @named
    def die(*, subject, at):
        tally.add("half done")
        pids.append(threads.server_pid())
        begun.set()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(60)")

    set_in_time(task="test.die")
    worker = threads.Actor(firing.fire_due, NOON)
    assert begun.wait(threads.PATIENCE_S)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pids[0]])
    with pytest.raises(Exception, match=r"terminat|closed"):
        worker.result()
    assert tally.of("half done") == 0
    assert Deadline.objects.get().attempts == 0


def test_only_known_tasks_can_be_asked_for(committed):
    with pytest.raises(tasks.UnknownTask, match=r"test\.nobody"):
        work.set_deadline(NOON, "test.nobody", UNIT)
    with pytest.raises(tasks.UnknownTask):
        work.cancel_deadline("test.nobody", UNIT)
    with pytest.raises(tasks.UnknownTask):
        work.enqueue("test.nobody")


def test_arguments_are_ids_and_codes(committed):
    with pytest.raises(TypeError, match="unit is a list"):
        work.set_deadline(NOON, COUNT, UNIT, unit=[7])
