"""Running jobs, in a worker process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import procrastinate
from django.db import connection, transaction
from procrastinate import jobs as procrastinate_jobs
from procrastinate import retry

from beatbook.ground.work import jobs, tasks

POLL_S = 1.0
AT_ONCE = 2
PATIENCE_AT_STOP_S = 10.0
LONGEST_THOUGHT = "10min"


class GrowingPause(retry.BaseRetryStrategy):
    """Try again after 2 s, 8 s, 32 s ... and give up after the last attempt."""

    def get_retry_decision(
        self,
        *,
        exception: BaseException,  # noqa: ARG002 -- whatever it was, it is tried again
        job: procrastinate_jobs.Job,
    ) -> retry.RetryDecision | None:
        attempts = job.attempts + 1
        if attempts >= jobs.MOST_ATTEMPTS:
            return None
        pause_s = int(tasks.pause_after(attempts).total_seconds())
        return retry.RetryDecision(retry_in={"seconds": pause_s})


async def run_jobs(dsn: str) -> None:
    """Run jobs until cancelled; then finish those that were begun."""
    connector = procrastinate.PsycopgConnector(conninfo=dsn, min_size=1, max_size=AT_ONCE + 1)
    app = procrastinate.App(connector=connector)
    for name, function in tasks.TASKS.items():
        app.task(name=name, retry=GrowingPause())(_in_transaction(function))
    async with app.open_async():
        await app.run_worker_async(
            concurrency=AT_ONCE,
            fetch_job_polling_interval=POLL_S,
            listen_notify=False,
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=jobs.HEARTBEAT_S,
            stalled_worker_timeout=jobs.STALLED_S,
            shutdown_graceful_timeout=PATIENCE_AT_STOP_S,
        )


def _in_transaction(function: Callable[..., None]) -> Callable[..., None]:
    def run(**args: Any) -> None:
        try:
            with transaction.atomic():
                _may_think_long()
                function(**args)
        finally:
            # The thread may be another one next time.
            connection.close()

    return run


def _may_think_long() -> None:
    """A request that does nothing for seconds is stuck; a report is at work."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('idle_in_transaction_session_timeout', %s, true)", [LONGEST_THOUGHT]
        )
