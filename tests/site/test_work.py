"""The worker process: it seals, delivers, keeps time, runs jobs, and ends in good order."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction

from beatbook.contract.agency import MemberAdded
from beatbook.contract.values import Subject
from beatbook.core import clock
from beatbook.ground import journal, work
from beatbook.ground.agency import commands, queries
from beatbook.ground.journal.models import Bookmark
from beatbook.ground.journal.subscribers import SUBSCRIBERS
from beatbook.ground.work.models import Deadline
from beatbook.site import crew, upkeep
from beatbook.site.data_directory import CHECKOUT
from tests import threads
from tests.ground.journal import announcing
from tests.ground.work import tally

SHIFT = Subject("shift", "1")


@contextlib.contextmanager
def a_worker():
    """A worker process as the supervisor starts it; killed if it does not end."""
    process = subprocess.Popen([sys.executable, "-m", "beatbook.site.work"], cwd=CHECKOUT)
    with process:
        try:
            yield process
        finally:
            process.kill()


@contextlib.contextmanager
def a_crew(credentials):
    """The hands of a worker, in this process, so that it knows this process's tasks."""
    hands = crew.Crew(credentials)
    working = threads.Actor(hands.work)
    try:
        yield hands
    finally:
        hands.stop.set()
        working.result()


def test_a_worker_seals_and_ends_in_good_order_when_asked_to(committed):
    with a_worker() as worker:
        announcing.announce_alone()
        threads.until(lambda: len(announcing.places(committed)) == 1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(threads.PATIENCE_S) == 0


def test_two_workers_are_as_safe_as_one_and_one_takes_over_when_the_other_is_killed(committed):
    with a_worker() as first, a_worker():
        for _ in range(20):
            announcing.announce_alone()
        threads.until(lambda: len(announcing.places(committed)) == 20)
        first.kill()
        first.wait()
        for _ in range(20):
            announcing.announce_alone()
        threads.until(lambda: len(announcing.places(committed)) == 40)
    assert [position for position, _, _ in announcing.places(committed)] == list(range(1, 41))


def test_a_worker_runs_as_its_own_role_whatever_it_was_started_with(committed):
    with a_worker():
        threads.until(lambda: _signed_in(committed, "worker") and _signed_in(committed, "sealer"))


def test_a_worker_keeps_time_and_says_of_what_it_cannot_do_why(committed):
    """The task is known to this process only."""
    with transaction.atomic():
        work.set_deadline(clock.real_now(), "test.count_deadline", SHIFT)
    with a_worker():
        threads.until(lambda: Deadline.objects.get().attempts == 1)
    assert Deadline.objects.get().error == ("UnknownTask: No task is called test.count_deadline.")


def _signed_in(credentials, role):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = %s", [credentials.user(role)]
        )
        return cursor.fetchone()[0]


@pytest.fixture
def heard():
    taken = []
    journal.subscribe(MemberAdded, name="test.crew")(lambda entry: taken.append(entry.position))
    yield taken
    del SUBSCRIBERS["test.crew"]


def test_what_is_announced_reaches_subscribers_within_a_second(committed, heard):
    with a_crew(committed):
        announcing.announce_alone()
        threads.until(lambda: heard == [1])
        announcing.announce_alone()
        threads.until(lambda: heard == [1, 2])
    assert Bookmark.objects.get(subscriber="test.crew").position == 2


def test_two_crews_hand_nothing_over_twice(committed, heard):
    with a_crew(committed), a_crew(committed):
        for _ in range(20):
            announcing.announce_alone()
        threads.until(lambda: len(heard) == 20)
    assert heard == list(range(1, 21))


def test_the_deliverer_takes_over_when_another_lost_its_connection(committed, heard):
    with a_crew(committed), a_crew(committed):
        announcing.announce_alone()
        threads.until(lambda: heard == [1])
        _cut_listeners(committed)
        announcing.announce_alone()
        threads.until(lambda: heard == [1, 2])


def _cut_listeners(credentials):
    with psycopg.connect(credentials.dsn("worker"), autocommit=True) as itself:
        itself.execute(
            "SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a JOIN pg_locks l USING (pid)"
            " WHERE l.locktype = 'advisory' AND l.objid = %s AND l.granted"
            " AND a.datname = current_database()",
            [crew.DELIVERY_LOCK],
        )


def test_deadlines_fire_by_operational_time(committed):
    """An hour passes in a second: what is due in an hour fires after a second, not before."""
    now = clock.real_now()
    commands.set_clock(rate=3600.0, operational=now, real=now, by=queries.system("test"))
    in_an_hour = now + timedelta(hours=1)
    with transaction.atomic():
        work.set_deadline(in_an_hour, "test.count_deadline", SHIFT)
        work.set_deadline(now + timedelta(days=300), "test.count_deadline", Subject("shift", "2"))
    with a_crew(committed):
        threads.until(lambda: Deadline.objects.count() == 1)
        assert clock.real_now() >= now + timedelta(seconds=1)
    assert Deadline.objects.get().subject_id == "2"


def test_jobs_are_run(committed):
    with transaction.atomic():
        work.enqueue("test.count_job", number=5)
    with a_crew(committed):
        threads.until(lambda: tally.of("job 5") == 1)


def test_a_hand_that_fails_begins_again(committed, heard, caplog):
    broken = threading.Event()

    class Clumsy(crew.Crew):
        def deliver(self):
            if not broken.is_set():
                broken.set()
                raise LookupError("dropped it")
            super().deliver()

    hands = Clumsy(committed)
    working = threads.Actor(hands.work)
    announcing.announce_alone()
    threads.until(lambda: heard == [1])
    hands.stop.set()
    working.result()
    assert "The worker's deliver failed" in caplog.text


def test_it_goes_on_after_every_connection_was_cut(committed, heard):
    """As when the database was started anew."""
    with a_crew(committed):
        threads.until(lambda: _signed_in(committed, "sealer"))
        for role in ("worker", "sealer"):
            _cut(committed, role)
        announcing.announce_alone()
        with transaction.atomic():
            work.enqueue("test.count_job", number=6)
            work.set_deadline(clock.real_now(), "test.count_deadline", SHIFT)
        threads.until(lambda: heard == [1])
        threads.until(lambda: tally.of("job 6") == 1)
        threads.until(lambda: not Deadline.objects.exists())


def _cut(credentials, role):
    with psycopg.connect(credentials.dsn(role), autocommit=True) as itself:
        itself.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = current_user AND pid <> pg_backend_pid()"
        )


class TestUpkeep:
    @pytest.fixture
    def done(self):
        return []

    @pytest.fixture
    def rota(self, done):
        hourly = upkeep.Upkeep("hourly", timedelta(hours=1), lambda: done.append("hourly"))
        return upkeep.Rota([hourly])

    def test_it_is_done_at_the_start_and_then_when_its_time_has_come(self, committed, rota, done):
        for now_s in (0.0, 3599.0, 3600.0, 3601.0):
            rota.do_due(now_s)
        assert done == ["hourly", "hourly"]

    def test_one_that_fails_holds_up_no_other(self, committed, rota, done, caplog):
        def fail():
            raise LookupError

        rota.tasks = [upkeep.Upkeep("broken", timedelta(hours=1), fail), *rota.tasks]
        rota.do_due(0.0)
        assert done == ["hourly"]
        assert "Upkeep failed: broken" in caplog.text

    def test_what_another_worker_is_doing_is_left_to_it(self, committed):
        begun, go_on, done = threading.Event(), threading.Event(), []

        def take_time():
            done.append("once")
            begun.set()
            assert go_on.wait(threads.PATIENCE_S)

        slow = [upkeep.Upkeep("slow", timedelta(hours=1), take_time)]
        first = threads.Actor(upkeep.Rota(slow).do_due, 0.0)
        assert begun.wait(threads.PATIENCE_S)
        upkeep.Rota(slow).do_due(0.0)
        go_on.set()
        first.result()
        assert done == ["once"]

    @pytest.mark.parametrize("task", upkeep.UPKEEP, ids=lambda task: task.name)
    def test_every_upkeep_can_be_done_twice(self, committed_cast, task):
        with transaction.atomic():
            task.run()
        with transaction.atomic():
            task.run()
