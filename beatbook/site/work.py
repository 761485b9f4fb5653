"""The worker process: ``python -m beatbook.site.work``.

It seals the journal, hands entries to subscribers, fires deadlines, runs jobs and does the
upkeep, until it is asked to end (SIGTERM, SIGINT). Two of them are as safe as one.
"""

from __future__ import annotations

import os
import signal

import django

from beatbook.site import roles


def main() -> None:
    os.environ[roles.ROLE_VARIABLE] = roles.WORKER
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beatbook.site.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- reads the role set above

    from beatbook.site import crew  # noqa: PLC0415 -- its models need the settings

    hands = crew.Crew(roles.credentials(settings.DATA))
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda *_: hands.stop.set())
    hands.work()


if __name__ == "__main__":
    main()
