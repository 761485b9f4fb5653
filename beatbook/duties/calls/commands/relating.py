"""Calls that belong together: link them; merge one into another, and take it out again.

Nothing of a merged call is lost: it keeps its number, caller, notes and log, which are shown with
the other's. Its units and what other services were asked go over, and come back with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import taking as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import call as call_commands
from beatbook.duties.calls.commands import holding, raising, request, standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call, Link, Merge
from beatbook.duties.calls.vocabulary import Flag, Status
from beatbook.ground import journal
from beatbook.ground.force import commands as force
from beatbook.ground.force import queries as force_queries
from beatbook.ground.force.models import Assignment
from beatbook.ground.registry import commands as registry


class NotRelated(Refused):
    """These two calls cannot belong together, or do not."""

    field = "other"


@journal.command
def merge_call(*, call: Call, into: Call, by: Principal, at: datetime) -> Merge:
    """They are about the same: ``call`` leaves the board, and all that is done is done on ``into``,
    which is from then on as urgent and as dangerous as either.

    Merged there already, that is the answer. Raises ``NotRelated`` or ``CallClosed``.
    """
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    _demand_pair(call, into)
    standing_one = Merge.objects.filter(call=call, into=into, undone_at=None).first()
    if standing_one is not None:
        return standing_one
    call, into = _lock_both(call, into)
    brought = Merge.objects.filter(into=call, undone_at=None)
    here = {one.pk for one in standing.assignments(call)} - _all(brought, "assignments")
    _move_units(standing.assignments(call), into, by, at)
    taken_over = set(request.hand_over(call, into)) - _all(brought, "requests")
    merge = Merge.objects.create(
        agency_id=call.agency_id,
        need_to_know=call.need_to_know,
        call=call,
        into=into,
        at=at,
        by=str(by.actor),
        assignments=sorted(here),
        requests=sorted(taken_over),
    )
    brought.update(into=into)
    _set_status(call, Status.MERGED)
    event = events.CallMerged(number=call.incident.number, into=into.incident.number)
    for one in (call, into):
        record(event, one, by, at)
    _become_as_urgent(into, call, by, at)
    _settle(into, by, at)
    return merge


@journal.command
def unmerge_call(*, call: Call, by: Principal, at: datetime) -> Call:
    """They are two after all: the call waits again, with its first received time, or is active with
    the units it brought. Raises ``NotRelated`` when it is not merged, ``CallClosed`` when the
    other one was closed.
    """
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    merge = Merge.objects.select_related("into__incident").filter(call=call, undone_at=None).first()
    if merge is None:
        raise NotRelated(_("{call} is not merged into another call.").format(call=call))
    _lock_incidents(call, merge.into)
    into = standing.lock_open(merge.into)
    merge.undone_at = at
    merge.save(update_fields=["undone_at"])
    _set_status(call, Status.WAITING)
    call = standing.lock_open(call)
    _move_units(force_queries.assignments_called(merge.assignments, on=into.pk), call, by, at)
    request.give_back(merge.requests, call, at)
    event = events.CallUnmerged(number=call.incident.number, into=into.incident.number)
    for one in (call, into):
        record(event, one, by, at)
        _settle(one, by, at)
    call.refresh_from_db()
    return call


@journal.command
def link_calls(*, call: Call, other: Call, by: Principal, at: datetime) -> Link:
    """They have to do with one another, open or closed. Linked already, that is the answer."""
    rules.demand(by, Permission.CALL_TAKE, call.agency_id)
    _demand_pair(call, other)
    first, second = sorted((call, other), key=lambda one: one.pk)
    _lock_incidents(first, second)
    link, is_new = Link.objects.get_or_create(
        call=first,
        other=second,
        defaults={
            "agency_id": call.agency_id,
            "need_to_know": call.need_to_know,
            "at": at,
            "by": str(by.actor),
        },
    )
    if is_new:
        event = events.CallLinked(number=call.incident.number, other=other.incident.number)
        for one in (call, other):
            registry.touch(one.incident)
            record(event, one, by, at)
    return link


@journal.command
def unlink_calls(*, call: Call, other: Call, by: Principal, at: datetime) -> None:
    """They have nothing to do with one another. Raises ``NotRelated``."""
    rules.demand(by, Permission.CALL_TAKE, call.agency_id)
    first, second = sorted((call, other), key=lambda one: one.pk)
    _lock_incidents(first, second)
    removed, _by_table = Link.objects.filter(call=first, other=second).delete()
    if not removed:
        raise NotRelated(_("{call} and {other} are not linked.").format(call=call, other=other))
    event = events.CallUnlinked(number=call.incident.number, other=other.incident.number)
    for one in (call, other):
        registry.touch(one.incident)
        record(event, one, by, at)


def _demand_pair(call: Call, other: Call) -> None:
    if call.pk == other.pk:
        raise NotRelated(_("{call} is one call. Name another one too.").format(call=call))
    if call.agency_id != other.agency_id:
        raise NotRelated(
            _("{call} and {other} are calls of two agencies, and stay two.").format(
                call=call, other=other
            )
        )


def _lock_incidents(call: Call, other: Call) -> None:
    """In the order of their ids, so that two dispatchers cannot block one another."""
    for incident_id in sorted((call.pk, other.pk)):
        registry.lock(incident_id)


def _lock_both(call: Call, other: Call) -> tuple[Call, Call]:
    _lock_incidents(call, other)
    return standing.lock_open(call), standing.lock_open(other)


def _all(merges: Iterable[Merge], field: str) -> set[int]:
    """What these had brought with them goes back with them."""
    return {one for merge in merges for one in getattr(merge, field)}


def _move_units(sent: Iterable[Assignment], to: Call, by: Principal, at: datetime) -> None:
    for assignment in sorted(sent, key=lambda one: one.unit_id):
        force.move_assignment(assignment=assignment, to=to.incident, by=by, at=at)


def _become_as_urgent(into: Call, call: Call, by: Principal, at: datetime) -> None:
    for flag in call.flags:
        raising.raise_call(call=into, flag=Flag(flag), by=by, at=at)
    into.refresh_from_db(fields=["priority"])
    if call.priority < into.priority:
        call_commands.correct_call(call=into, priority=call.priority, by=by, at=at)


def _settle(call: Call, by: Principal, at: datetime) -> None:
    """Active with units, waiting without; and who is there may have to wait for somebody."""
    call = standing.lock_open(call)
    there = standing.assignments(call)
    _set_status(call, Status.ACTIVE if there else Status.WAITING)
    if there and call.first_dispatched_at is None:
        call.first_dispatched_at = min(one.assigned_at for one in there)
        call.save(update_fields=["first_dispatched_at"])
    force.settle_primary(incident=call.incident, by=by, at=at)
    holding.reconsider(call, by, at)


def _set_status(call: Call, status: Status) -> None:
    standing.move(call, status)
    call.save(update_fields=["status"])
    registry.touch(call.incident)
