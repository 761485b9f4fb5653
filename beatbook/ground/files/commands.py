"""Making received bytes an agency's file, and sweeping those that nobody made one of."""

from __future__ import annotations

from datetime import datetime, timedelta

from beatbook.contract import files as events
from beatbook.contract.access import Principal
from beatbook.contract.values import Subject
from beatbook.core import clock
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.files import store
from beatbook.ground.files.models import StoredFile
from beatbook.ground.files.store import Received
from beatbook.ground.journal import scope

LONGEST_NAME = 200
UNKEPT_FOR = timedelta(days=1)
"""How long bytes may lie in the store without being kept: a transaction may be under way."""


@journal.command
def store_file(
    *, agency: Agency, received: Received, name: str, by: Principal, at: datetime
) -> StoredFile:
    """Keep what was received. Whoever attaches it has asked whether that is allowed.

    The same bytes again are the same file, and no news.
    """
    stored, is_new = StoredFile.objects.get_or_create(
        agency=agency,
        sha256=received.sha256,
        defaults={
            "size": received.size,
            "media_type": received.media_type,
            "name": name[:LONGEST_NAME],
            "stored_at": at,
            "stored_by": str(by.actor),
        },
    )
    if is_new:
        event = events.FileStored(
            file_id=stored.pk,
            sha256=stored.sha256,
            size=stored.size,
            media_type=stored.media_type,
            file_name=stored.name,
        )
        subject = Subject("file", str(stored.pk))
        journal.record(event, subject=subject, agency_id=agency.pk, by=by, at=at)
    return stored


def sweep() -> int:
    """Remove what was received long ago and kept by nobody; how many there were."""
    before = clock.real_now() - UNKEPT_FOR
    old = set(store.older_than(before.timestamp()))
    with scope.within(list(Agency.objects.values_list("pk", flat=True))):
        kept = StoredFile.objects.filter(sha256__in=old).values_list("sha256", flat=True)
        unkept = old - set(kept)
    for sha256 in unkept:
        store.remove(sha256)
    return len(unkept)
