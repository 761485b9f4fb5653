"""Telling another center how its calls stand: by itself, soon, and again until it was heard.

Each call that changed has a deadline, so a burst of changes is told once, as it stands at the end.
The deadline only asks for a job: another host may take its time, and no timer waits for it. One
thing at a time goes to a center, and while it cannot be reached there is a growing pause for all.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from typing import Any

from beatbook.contract import exchange as events
from beatbook.contract.access import Principal
from beatbook.contract.values import Subject
from beatbook.core import clock
from beatbook.duties.calls.models import Center, Counterpart, StatusAddress
from beatbook.duties.calls.queries import exchange
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground import journal, work
from beatbook.ground.agency import queries as agencies
from beatbook.ground.journal import scope
from beatbook.ground.work import outbound, tasks

DUE = "calls.status_due"
TELL = "calls.tell_status"
REMARKABLE = 3
"""So many misses in a row are worth an entry: ten seconds, and no passing trouble."""
SOON = timedelta(seconds=1)


def owe_status(*, number: str, at: datetime) -> None:
    """Whoever else has the call, and wants to be told, is told how it stands."""
    meant = Counterpart.objects.filter(call__incident__number=number)
    for one in meant.filter(center__status_address__isnull=False):
        _owe(one, at)


def owe_all(*, center: Center, at: datetime) -> None:
    """A center begins to be told: every call of its that is not over."""
    theirs = Counterpart.objects.filter(center=center)
    still = theirs.exclude(call__status__in=[Status.CLOSED, Status.MERGED])
    still.update(returned="")
    for one in still:
        _owe(one, at)


def _owe(one: Counterpart, at: datetime) -> None:
    subject = Subject("counterpart", str(one.pk))
    work.set_deadline(at, DUE, subject, agency=one.agency_id, need_to_know=one.need_to_know)


@work.task(DUE)
def due(*, subject: Subject, at: datetime, agency: int, need_to_know: str) -> None:  # noqa: ARG001
    """The deadline of a call that has changed."""
    work.enqueue(TELL, counterpart=int(subject.id), agency=agency, need_to_know=need_to_know)


@work.task(TELL)
def tell(*, counterpart: int, agency: int, need_to_know: str) -> None:
    """Tell the center that has this call how it stands, unless it knows; later, if it must wait."""
    scope.enter([agency], classes=[need_to_know])
    one = exchange.with_call(counterpart)
    if one is None or not StatusAddress.objects.filter(center=one.center).exists():
        return
    now = agencies.operational_clock().now()
    # A save on the page of centers or another call's job holds it for a moment.
    free = StatusAddress.objects.select_for_update(skip_locked=True)
    address = free.filter(center=one.center).first()
    wait_until = (address.try_again_at or now) if address else now + SOON
    if address is None or wait_until > now:
        _owe(one, wait_until)
        return
    status = exchange.status_of(one)
    digest = hashlib.sha256(json.dumps(status, sort_keys=True).encode()).hexdigest()
    if digest != one.returned:
        _tell(one, address, status, digest, now)


def _tell(
    one: Counterpart, address: StatusAddress, status: dict[str, Any], digest: str, now: datetime
) -> None:
    by = agencies.system("other centers", [one.agency_id])
    body, headers = signed(status, exchange.secret_of(address))
    try:
        outbound.post(address.url, body, headers)
    except outbound.NotDelivered as missed:
        _mark_missed(address=address, missed=missed, by=by, at=now)
        _owe(one, now + tasks.pause_after(address.failures))
    else:
        Counterpart.objects.filter(pk=one.pk).update(returned=digest)
        _mark_told(address=address, by=by, at=now)


def signed(status: dict[str, Any], secret: str) -> tuple[bytes, dict[str, str]]:
    """The body to send, and headers that prove who sent it and when.

    The signature is HMAC-SHA256 over the timestamp, a dot and the body, with the secret as text.
    """
    sent_at = clock.real_now()
    body = json.dumps(status | {"sent_at": sent_at.isoformat()}).encode()
    stamp = str(int(sent_at.timestamp()))
    signature = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return body, {
        "Content-Type": "application/json",
        "User-Agent": "Beatbook",
        "Beatbook-Timestamp": stamp,
        "Beatbook-Signature": signature,
    }


@journal.command
def _mark_missed(
    *, address: StatusAddress, missed: outbound.NotDelivered, by: Principal, at: datetime
) -> None:
    address.failures += 1
    address.unreached_since = address.unreached_since or at
    address.try_again_at = at + tasks.pause_after(address.failures)
    address.trouble, address.answered = missed.trouble, missed.answered
    address.save()
    if address.failures == REMARKABLE:
        trouble = events.CenterUnreached(
            trouble_name=str(missed.trouble.label), center=address.center.name
        )
        record(trouble, address.center, by, at)


@journal.command
def _mark_told(*, address: StatusAddress, by: Principal, at: datetime) -> None:
    was_remarked = address.failures >= REMARKABLE
    address.failures, address.trouble, address.answered = 0, "", None
    address.unreached_since, address.try_again_at, address.told_at = None, None, at
    address.save()
    if was_remarked:
        record(events.CenterReached(center=address.center.name), address.center, by, at)


def record(event: object, center: Center, by: Principal, at: datetime) -> None:
    """An entry about the center itself."""
    subject = Subject("center", str(center.pk))
    journal.record(event, subject=subject, agency_id=center.agency_id, by=by, at=at)
