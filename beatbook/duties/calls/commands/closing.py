"""Ending a call, and opening it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.duties.calls import queries, rules
from beatbook.duties.calls.commands import report, request, standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call, Disposition, FurtherDisposition, Merge
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground import journal
from beatbook.ground.force import commands as force
from beatbook.ground.force import queries as force_queries
from beatbook.ground.force.models import Assignment
from beatbook.ground.journal import undoing
from beatbook.ground.registry import commands as registry


class NobodyWasThere(Refused):
    """This disposition says that a unit was there, and none was."""


class ReopenedForAReason(Refused):
    """A call is reopened for a reason, or not at all."""

    field = "reason"


@journal.command
def close_call(
    *,
    call: Call,
    disposition: Disposition,
    further: Sequence[Disposition] = (),
    by: Principal,
    at: datetime,
) -> Call:
    """End the call and release the units on it.

    ``disposition`` is the primary one; ``further`` are other ways it ended too. Raises
    ``NobodyWasThere`` or ``CallClosed``.
    """
    rules.demand(by, Permission.CALL_CLOSE, call.agency_id)
    call = standing.lock_open(call)
    assignments = standing.assignments(call)
    standing.demand_work(by, call, assignments)
    endings = list({one.pk: one for one in (disposition, *further)}.values())
    _demand_arrival(call, endings)
    at = max(at, call.received_at)
    for assignment in sorted(assignments, key=_leaves_last):
        force.release(assignment=assignment, by=by, at=at)
    request.end_all(call)
    standing.move(call, Status.CLOSED)
    call.closed_at, call.disposition = at, disposition
    call.save(update_fields=["status", "closed_at", "disposition"])
    _keep_further(call, endings[1:])
    if any(one.needs_case_number for one in endings):
        registry.need_case_number(incident=call.incident, by=by, at=at)
    registry.close_incident(incident=call.incident, by=by, at=at)
    event = events.CallClosed(
        number=call.incident.number,
        call_type=call.call_type.code,
        disposition=disposition.code,
        disposition_name=", ".join(one.name for one in endings),
        further=" ".join(one.code for one in endings[1:]),
    )
    record(event, call, by, at)
    for merged in queries.merged_into(call):
        if merged.status != Status.CLOSED:
            _close_merged(merged, event, by, at)
    owes = any(one.owes_report for one in endings)
    report.settle_at_closing(call, owes=owes, by=by, at=at)
    undoing.cannot("A closed call is opened again with a reason: REOPEN.")
    return call


@journal.command
def reopen_call(*, call: Call, reason: str, by: Principal, at: datetime) -> Call:
    """The call waits again under its old number, and units can be sent. The log keeps how it had
    ended; a report that is owed stays owed until it ends anew. One that was merged into another
    stands for itself from then on.

    One that is open stays as it is. Raises ``ReopenedForAReason``.
    """
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    reason = reason.strip()
    if not reason:
        raise ReopenedForAReason(_("Say why the call is opened again."))
    call = standing.lock(call)
    if call.disposition is None:
        return call
    ended, at = call.disposition.code, max(at, call.closed_at or at)
    event = events.CallReopened(
        number=call.incident.number,
        disposition=ended,
        disposition_name=call.ended_as,
        reason=reason,
    )
    standing.move(call, Status.WAITING)
    call.closed_at, call.disposition = None, None
    call.reopened_at, call.wait_seen_at = at, None
    call.save(update_fields=["status", "closed_at", "disposition", "reopened_at", "wait_seen_at"])
    call.further.all().delete()
    Merge.objects.filter(call=call, undone_at=None).update(undone_at=at)
    registry.reopen_incident(incident=call.incident, by=by, at=at)
    record(event, call, by, at)
    return call


def _leaves_last(assignment: Assignment) -> tuple[bool, bool, int]:
    """Who never arrived leaves first and the primary unit last, so that who was there stays it."""
    return assignment.arrived, assignment.primary, assignment.unit_id


def _close_merged(merged: Call, event: events.CallClosed, by: Principal, at: datetime) -> None:
    """What is about the same ended the same way."""
    merged.incident = registry.lock(merged.pk)
    standing.move(merged, Status.CLOSED)
    merged.closed_at = max(at, merged.received_at)
    merged.disposition = Disposition.objects.get(agency_id=merged.agency_id, code=event.disposition)
    merged.save(update_fields=["status", "closed_at", "disposition"])
    registry.close_incident(incident=merged.incident, by=by, at=merged.closed_at)
    own = replace(event, number=merged.incident.number, call_type=merged.call_type.code)
    record(own, merged, by, merged.closed_at)


def _demand_arrival(call: Call, endings: list[Disposition]) -> None:
    unfit = [one for one in endings if not one.without_arrival]
    if unfit and not force_queries.somebody_arrived(call.pk):
        raise NobodyWasThere(
            _(
                "No unit was on scene at {call}, so it cannot end as “{name}”. Give the "
                "arrival first, or choose another disposition."
            ).format(call=call, name=unfit[0].name)
        )


def _keep_further(call: Call, endings: list[Disposition]) -> None:
    FurtherDisposition.objects.bulk_create(
        FurtherDisposition(
            agency_id=call.agency_id,
            need_to_know=call.need_to_know,
            call=call,
            disposition=one,
        )
        for one in endings
    )
