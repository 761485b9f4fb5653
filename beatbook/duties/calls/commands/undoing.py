"""What dispatch takes back a moment after it was done, each by a command that names it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import call as call_commands
from beatbook.duties.calls.commands import moving, scheduling, sending, stacking, standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call, CallType
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground import journal, work
from beatbook.ground.force import commands as force
from beatbook.ground.force import states
from beatbook.ground.force.models import Assignment
from beatbook.ground.force.vocabulary import Status as UnitStatus
from beatbook.ground.journal import undoing
from beatbook.ground.journal.undoing import CannotUndo, Offer, inverse
from beatbook.ground.registry import commands as registry


@journal.command
def undo(*, tokens: Sequence[str], by: Principal, at: datetime) -> list[str]:
    """Take back what these tokens of one's last command name, all of it or nothing; says what.

    Raises ``CannotUndo``.
    """
    said = [undoing.take_back(token, by=by, at=at) for token in reversed(tokens)]
    return said[::-1]


@inverse(sending.SEND)
@journal.command
def take_back_sending(*, offer: Offer, by: Principal, at: datetime) -> None:
    """The units are free again, and the call waits as it did, for whom it was kept."""
    call = _locked(offer, by)
    sent = offer.facts["sent"]
    found = {str(one.pk): one for one in standing.assignments(call)}
    if not sent.keys() <= found.keys():
        raise CannotUndo(f"Somebody has left {call} already.")
    units = [found[pk] for pk in sent]
    for one in units:
        force.demand_unchanged(states.lock(one.unit_id), sent[str(one.pk)])
    for one in units:
        moving.leave(call, one, None, by, at)
    if call.status == Status.WAITING and offer.facts["first"]:
        call.first_dispatched_at = None
        call.save(update_fields=["first_dispatched_at"])
    if call.status == Status.WAITING:
        _keep_again(call, offer.facts["kept"], at)
    _undone(offer, call, [one.unit_id for one in units], by, at)


@inverse(sending.RELEASE)
@journal.command
def take_back_release(*, offer: Offer, by: Principal, at: datetime) -> None:
    """The unit is on the call again, as if it had never left it."""
    given = offer.facts
    found = Assignment.objects.select_related("unit__agency").get(pk=given["assignment"])
    call = _locked(offer, by, found.incident_id)
    state = states.lock(found.unit_id)
    force.demand_unchanged(state, given["cleared"])
    found.incident, found.cleared_at, found.left_early = call.incident, None, ""
    found.primary, found.called_off = False, False
    found.save(update_fields=["cleared_at", "left_early", "primary", "called_off"])
    states.move(state, UnitStatus(given["status"]), datetime.fromisoformat(given["since"]))
    standing.move(call, Status.ACTIVE)
    call.save(update_fields=["status", "wait_seen_at"])
    if given["primary"]:
        force.make_primary(assignment=found, by=by, at=at)
    _undone(offer, call, [found.unit_id], by, at)


@inverse(stacking.KEEP)
@journal.command
def take_back_keeping(*, offer: Offer, by: Principal, at: datetime) -> None:
    """It is kept for whom it was before, or for nobody."""
    call = _locked(offer, by)
    if {"status": call.status, "kept": standing.kept(call)} != offer.facts["now"]:
        raise CannotUndo(f"{call} is not kept as it was then.")
    if call.stacked_until:
        standing.unstack(call)
    _keep_again(call, offer.facts["kept"], at)
    _undone(offer, call, [], by, at)


@inverse(scheduling.PUT_OFF)
@journal.command
def take_back_putting_off(*, offer: Offer, by: Principal, at: datetime) -> None:
    """It waits again as if it had not been put off, or is held as long as it was before."""
    given = offer.facts
    call = _locked(offer, by)
    until = datetime.fromisoformat(given["until"])
    if (call.status, call.due_at) != (Status.HELD, until):
        raise CannotUndo(f"{call} is not held until then any more.")
    due = datetime.fromisoformat(given["due"]) if given["due"] else None
    subject, klass = registry.subject(call.incident), call.need_to_know
    work.cancel_deadline(scheduling.DUE, subject)
    standing.move(call, Status(given["status"]))
    call.due_at = due
    call.save(update_fields=["status", "due_at"])
    if call.status == Status.HELD and due:
        work.set_deadline(due, scheduling.DUE, subject, agency=call.agency_id, need_to_know=klass)
    _keep_again(call, given["kept"], at)
    _undone(offer, call, [], by, at)


@inverse(call_commands.CORRECT)
@journal.command
def take_back_correction(*, offer: Offer, by: Principal, at: datetime) -> None:
    """Type and priority are what they were."""
    given = offer.facts
    call = _locked(offer, by)
    if [call.call_type_id, call.priority] != given["now"]:
        raise CannotUndo(f"{call} was corrected again since then.")
    call_commands.correct_call(
        call=call,
        call_type=CallType.objects.get(pk=given["type"]),
        priority=given["priority"],
        by=by,
        at=at,
    )
    _undone(offer, call, [], by, at)


def _locked(offer: Offer, by: Principal, call_id: int | None = None) -> Call:
    found = Call.objects.get(pk=call_id or offer.facts["call"])
    rules.demand(by, Permission.CALL_DISPATCH, found.agency_id)
    return standing.lock_open(found)


def _keep_again(call: Call, kept: dict[str, Any] | None, at: datetime) -> None:
    until = datetime.fromisoformat(kept["until"]) if kept else at
    if kept is None or until <= at:
        return
    call.stacked_unit_id, call.stacked_beat = kept["unit"], kept["beat"]
    call.stacked_place, call.stacked_until = kept["place"], until
    call.save(update_fields=stacking.STACKED)
    subject, klass = registry.subject(call.incident), call.need_to_know
    work.set_deadline(until, standing.STACKED, subject, agency=call.agency_id, need_to_know=klass)


def _undone(offer: Offer, call: Call, unit_ids: list[int], by: Principal, at: datetime) -> None:
    registry.touch(call.incident)
    event = events.CommandUndone(
        number=call.incident.number, unit_ids=unit_ids, command=offer.command, what=offer.what
    )
    record(event, call, by, at)
