"""Waiting calls that are kept for a unit or for a beat: the stack of what a busy unit does next.

Such a call goes on waiting: its timers run, and anybody may be sent to it. The time it is kept for
has a limit, so that it is never forgotten: then dispatch is told, whatever was seen before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from beatbook.contract import taking as events
from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.duties.calls import queries, rules
from beatbook.duties.calls.commands import standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.commands.scheduling import CannotWait
from beatbook.duties.calls.commands.sending import assign_units
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground import journal, work
from beatbook.ground.agency import queries as agency_queries
from beatbook.ground.force.models import Unit
from beatbook.ground.journal import scope, undoing
from beatbook.ground.registry import commands as registry

KEEP = "calls.keep"
LIMIT = timedelta(minutes=30)
"""How long a call is kept where nobody says until when."""


class ForWhom(Refused):
    """A call is kept for a unit or for a beat; the message says what is missing."""

    field = "unit"


class NotStacked(Refused):
    """The call is kept for nobody."""


@journal.command
def stack_call(
    *,
    call: Call,
    unit: Unit | None = None,
    beat: str = "",
    until: datetime | None = None,
    reason: str = "",
    by: Principal,
    at: datetime,
) -> Call:
    """Keep a waiting call for a unit, behind what that unit has already, or for the units of a
    beat. Kept so already, nothing changes. Raises ``ForWhom``, ``CannotWait`` or ``CallClosed``.
    """
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    if (unit is None) == (not beat):
        raise ForWhom(_("For whom? Name a unit, or the beat."))
    call = standing.lock_open(call)
    _demand_waiting(call)
    until = until or at + LIMIT
    if until <= at:
        raise CannotWait(_("Until when? The time must lie ahead."))
    if (call.stacked_unit, call.stacked_beat, call.stacked_until) == (unit, beat, until):
        return call
    before = standing.kept(call)
    if call.stacked_unit != unit or unit is None:
        call.stacked_place = _last_place(unit)
    call.stacked_unit, call.stacked_beat, call.stacked_until = unit, beat, until
    call.save(update_fields=STACKED)
    subject, klass = registry.subject(call.incident), call.need_to_know
    work.set_deadline(until, standing.STACKED, subject, agency=call.agency_id, need_to_know=klass)
    registry.touch(call.incident)
    event = events.CallStacked(
        number=call.incident.number,
        unit_id=unit.pk if unit else 0,
        waits_for=call.kept_for,
        until=f"{call.agency.local(until):%H:%M}",
        reason=f": {reason.strip()}" if reason.strip() else "",
    )
    record(event, call, by, at)
    undoing.offer(KEEP, f"kept for {call.kept_for}", call=call.pk, kept=before, now=_now(call))
    return call


@journal.command
def unstack_call(*, call: Call, by: Principal, at: datetime) -> Call:
    """Keep it for nobody any more. One that is kept for nobody is no news."""
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    call = standing.lock_open(call)
    if call.stacked_until is None:
        return call
    before, whom = standing.kept(call), call.kept_for
    event = events.CallUnstacked(number=call.incident.number, waits_for=whom)
    standing.unstack(call)
    registry.touch(call.incident)
    record(event, call, by, at)
    undoing.offer(KEEP, f"kept for {whom} no more", call=call.pk, kept=before, now=_now(call))
    return call


@journal.command
def stack_first(*, call: Call, by: Principal, at: datetime) -> Call:
    """It is the next of those that are kept for the same unit. It is already: no news.

    Raises ``NotStacked``.
    """
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    call = standing.lock_open(call)
    if call.stacked_unit is None:
        raise NotStacked(_("{call} is kept for no unit. Hold it for one first.").format(call=call))
    before = standing.kept(call)
    first, *_others = queries.stack_of(call.stacked_unit)
    if first.pk == call.pk:
        return call
    call.stacked_place = (first.stacked_place or 0) - 1
    call.save(update_fields=["stacked_place"])
    registry.touch(call.incident)
    event = events.CallStackedFirst(number=call.incident.number, callsign=call.kept_for)
    record(event, call, by, at)
    what = f"made it the next for {call.kept_for}"
    undoing.offer(KEEP, what, call=call.pk, kept=before, now=_now(call))
    return call


@journal.command
def tell_stacked(*, call: Call, by: Principal, at: datetime) -> Call:
    """The time it was kept for is over, and it still waits: dispatch is told anew."""
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    call = standing.lock_open(call)
    if call.stacked_until is None or at < call.stacked_until:
        return call
    call.wait_seen_at = None
    call.save(update_fields=["wait_seen_at"])
    registry.touch(call.incident)
    event = events.StackOverdue(number=call.incident.number, waits_for=call.kept_for)
    record(event, call, by, at)
    return call


@journal.command
def send_next(*, unit: Unit, by: Principal, at: datetime) -> Sequence[Call]:
    """Send a free unit to the first call that is kept for it, else for its beat; that call, if any.

    What the rules do not let it go to is left to dispatch.
    """
    for call in queries.stack_of(unit):
        try:
            with transaction.atomic():
                assign_units(call=call, units=[unit], by=by, at=at)
        except (Refused, NotAllowed):
            continue
        return [call]
    return []


@work.task(standing.STACKED)
def over(*, subject: Subject, at: datetime, agency: int, need_to_know: str) -> None:
    """The deadline of a call that is kept for somebody."""
    scope.enter([agency], classes=[need_to_know])
    call = Call.objects.filter(pk=int(subject.id), status=Status.WAITING).first()
    if call is not None:
        tell_stacked(call=call, by=agency_queries.system("stack", [agency]), at=at)


STACKED = ["stacked_unit", "stacked_beat", "stacked_place", "stacked_until"]


def _now(call: Call) -> dict[str, Any]:
    """As the command left it."""
    return {"status": call.status, "kept": standing.kept(call)}


def _demand_waiting(call: Call) -> None:
    if call.status == Status.ACTIVE:
        raise CannotWait(_("Units are on {call}. Release them first.").format(call=call))
    if call.status == Status.HELD:
        raise CannotWait(
            _("{call} is put off until a time. Let it wait first: DUE.").format(call=call)
        )
    if call.flags:
        raise CannotWait(
            _("{call} is dangerous and is kept for nobody: send whoever is free.").format(call=call)
        )


def _last_place(unit: Unit | None) -> int:
    stack = queries.stack_of(unit) if unit else []
    return max((one.stacked_place or 0 for one in stack), default=0) + 1
