"""Jobs run after the commit that asked for them, once, also when a worker is killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import threading

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from beatbook.ground import work
from beatbook.ground.work import jobs, tasks, worker
from beatbook.site.data_directory import CHECKOUT
from tests import threads
from tests.ground.work import tally

SLEEPER = """
import asyncio, os, sys, time
import django
django.setup()
from beatbook.ground import work
from beatbook.ground.work import worker

@work.task("test.linger")
def linger():
    print("begun", flush=True)
    time.sleep(600)

asyncio.run(worker.run_jobs(sys.argv[1]))
"""


def ask(task="test.count_job", **args):
    with transaction.atomic():
        work.enqueue(task, **args)


@contextlib.contextmanager
def running_worker(credentials):
    """A worker for jobs, in a thread; its jobs are finished when the block ends."""
    loop, begun = asyncio.new_event_loop(), threading.Event()
    running = []

    async def run():
        running.append(asyncio.current_task())
        begun.set()
        with contextlib.suppress(asyncio.CancelledError):
            await worker.run_jobs(credentials.dsn("worker"))

    actor = threads.Actor(loop.run_until_complete, run())
    assert begun.wait(threads.PATIENCE_S)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(running[0].cancel)
        actor.result()
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


def test_a_job_runs_once_and_leaves_no_row(committed):
    ask(number=1)
    with running_worker(committed):
        threads.until(lambda: not ProcrastinateJob.objects.exists())
    assert tally.of("job 1") == 1


def test_a_job_asked_for_in_a_transaction_that_is_rolled_back_does_not_exist(committed):
    with transaction.atomic():
        work.enqueue("test.count_job", number=1)
        assert ProcrastinateJob.objects.count() == 1
        transaction.set_rollback(True)
    assert ProcrastinateJob.objects.count() == 0


def test_two_workers_never_run_one_job_twice(committed):
    for number in range(20):
        ask(number=number)
    with running_worker(committed), running_worker(committed):
        threads.until(lambda: not ProcrastinateJob.objects.exists())
    assert [tally.of(f"job {number}") for number in range(20)] == [1] * 20


def test_writers_never_notify(committed):
    """PostgreSQL serializes the commits of transactions that notified."""
    with psycopg.connect(committed.dsn("owner")) as owner:
        notifying = owner.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgrelid = 'procrastinate_jobs'::regclass AND t.tgenabled <> 'D'"
            " AND t.tgtype & 4 <> 0 AND p.prosrc ILIKE '%pg_notify%'"
        ).fetchall()
    assert notifying == []


def test_a_failing_job_is_undone_and_tried_again_after_a_pause(committed):
    @work.task("test.stumble_job")
    def stumble():
        tally.add("stumbled")
        raise LookupError("nothing there")

    try:
        ask("test.stumble_job")
        with running_worker(committed):
            threads.until(lambda: ProcrastinateJob.objects.filter(attempts=1).exists())
    finally:
        del tasks.TASKS["test.stumble_job"]
    job = ProcrastinateJob.objects.get()
    assert (job.status, job.scheduled_at is not None) == ("todo", True)
    assert tally.of("stumbled") == 0


def test_a_job_may_think_longer_than_a_request(committed):
    allowed = []

    @work.task("test.think")
    def think():
        with connection.cursor() as cursor:
            cursor.execute("SHOW idle_in_transaction_session_timeout")
            allowed.append(cursor.fetchone()[0])

    try:
        ask("test.think")
        with running_worker(committed):
            threads.until(lambda: not ProcrastinateJob.objects.exists())
    finally:
        del tasks.TASKS["test.think"]
    assert allowed == ["10min"]


def test_the_last_attempt_is_the_last():
    attempts = [
        worker.GrowingPause().get_retry_decision(exception=LookupError(), job=job)
        for job in (_job(attempts=6), _job(attempts=7))
    ]
    assert [attempt is None for attempt in attempts] == [False, True]


def _job(*, attempts):
    return ProcrastinateJob(
        id=1,
        queue_name="default",
        task_name="test.count_job",
        args={},
        attempts=attempts,
        status="doing",
        priority=0,
        abort_requested=False,
    ).procrastinate_job


@pytest.fixture
def killed_worker(committed):
    """A worker process that was killed in the middle of a job."""
    tasks.TASKS["test.linger"] = lambda: tally.add("taken up")
    ask("test.linger")
    child = subprocess.Popen(
        [sys.executable, "-c", SLEEPER, committed.dsn("worker")],
        stdout=subprocess.PIPE,
        env=os.environ | {"BEATBOOK_ROLE": "worker"},
        cwd=CHECKOUT,
    )
    with child:
        assert child.stdout.readline() == b"begun\n"
        child.kill()
    yield committed
    del tasks.TASKS["test.linger"]


def let_its_heart_stop(credentials):
    with psycopg.connect(credentials.dsn("owner"), autocommit=True) as owner:
        owner.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")


def test_a_job_whose_worker_was_killed_is_taken_up_again(killed_worker):
    assert jobs.take_up_stalled() == 0, "its heart beat a moment ago"
    let_its_heart_stop(killed_worker)
    assert jobs.take_up_stalled() == 1
    assert jobs.take_up_stalled() == 0
    with running_worker(killed_worker):
        threads.until(lambda: not ProcrastinateJob.objects.exists())
    assert tally.of("taken up") == 1


def test_a_job_that_kills_every_worker_is_given_up(killed_worker):
    let_its_heart_stop(killed_worker)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s", [jobs.MOST_ATTEMPTS - 1])
    jobs.take_up_stalled()
    assert ProcrastinateJob.objects.get().status == "failed"
    assert jobs.forget_failed() == 0
    with psycopg.connect(killed_worker.dsn("owner"), autocommit=True) as owner:
        owner.execute("UPDATE procrastinate_events SET at = now() - interval '31 days'")
    assert jobs.forget_failed() == 1
