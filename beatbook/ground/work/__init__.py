"""Work that happens later: jobs, and deadlines.

Nouns: a *task* (a function with a name that lasts), a *job* (run the task soon), a *deadline*
(run the task when operational time reaches an hour, unless something makes it moot before).

Verbs: ``@task`` names a function, ``enqueue`` asks for a job, ``set_deadline`` and
``cancel_deadline`` keep one deadline for each task and subject. All three write in the running
transaction, so what is rolled back was never asked for.

Nothing else in Beatbook fires on the absence of an event. Arguments are ids and codes, never
names or free text: this is no place where a person's data could be found to be removed.

Jobs are kept by procrastinate; only ``jobs`` and ``worker`` know that.
"""

from beatbook.ground.work.deadlines import cancel_deadline, set_deadline
from beatbook.ground.work.jobs import enqueue
from beatbook.ground.work.tasks import task

__all__ = ["cancel_deadline", "enqueue", "set_deadline", "task"]
