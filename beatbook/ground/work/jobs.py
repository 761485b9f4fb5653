"""Asking for a job, and what happens to jobs whose worker died. Kept in procrastinate's tables."""

from __future__ import annotations

from typing import Any

from django.db import connection
from procrastinate import jobs, manager
from procrastinate.contrib.django import django_connector

from beatbook.ground.work import tasks

MOST_ATTEMPTS = 8
"""After these a job is given up: it stays, marked failed, for people to see."""

HEARTBEAT_S = 5.0
STALLED_S = 20.0
KEPT_FAILED = "30 days"

# Always Django's connection, also inside a worker: so always the running transaction.
_manager = manager.JobManager(django_connector.DjangoConnector())

# One statement locks each job and looks again at its worker, so several may do this at once.
_TAKE_UP = """
WITH stalled AS (
    SELECT j.id, j.attempts FROM procrastinate_jobs j
    WHERE j.status = 'doing' AND NOT EXISTS (
        SELECT FROM procrastinate_workers w WHERE w.id = j.worker_id
        AND w.last_heartbeat > clock_timestamp() - make_interval(secs => %(stalled_s)s))
    FOR UPDATE OF j SKIP LOCKED)
SELECT CASE WHEN attempts + 1 >= %(most)s
       THEN procrastinate_finish_job_v1(id, 'failed', false)
       ELSE procrastinate_retry_job_v2(id, clock_timestamp(), NULL, NULL, NULL) END
FROM stalled
"""
_FORGET = """
DELETE FROM procrastinate_jobs j WHERE j.status = 'failed' AND NOT EXISTS (
    SELECT FROM procrastinate_events e
    WHERE e.job_id = j.id AND e.at > clock_timestamp() - %s::interval)
"""


def enqueue(task: str, **args: Any) -> None:
    """Run ``task`` soon after this transaction has committed, at least once."""
    tasks.find(task)
    _manager.defer_job(
        jobs.Job(
            id=None,
            queue=jobs.DEFAULT_QUEUE,
            lock=None,
            queueing_lock=None,
            task_name=task,
            task_kwargs=tasks.plain(args),
        )
    )


def take_up_stalled() -> int:
    """Hand the jobs of workers that stopped beating to others; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_UP, {"stalled_s": STALLED_S, "most": MOST_ATTEMPTS})
        return int(cursor.rowcount)


def forget_failed() -> int:
    """Remove what was given up long ago; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [KEPT_FAILED])
        return int(cursor.rowcount)
