"""Sending units to a call, and taking them off it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Part
from beatbook.duties.calls import queries, rules
from beatbook.duties.calls.commands import moving, standing
from beatbook.duties.calls.commands.closing import close_call
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call, Disposition
from beatbook.duties.calls.queries import ranking
from beatbook.duties.calls.rules import Able, Objection
from beatbook.duties.calls.vocabulary import OverrideReason, Status
from beatbook.ground import journal
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Assignment, Unit, UnitState
from beatbook.ground.force.vocabulary import LeftEarly
from beatbook.ground.force.vocabulary import Status as UnitStatus
from beatbook.ground.journal import undoing

SEND, RELEASE = "calls.send", "calls.release"


class UnitNeeded(Refused):
    """Nobody was named to be sent."""


class MustNotGo(Refused):
    """A rule says that these units must not be sent; ``field`` says what would let them go."""

    field = "override"


class DispositionNeeded(Refused):
    """The last unit leaves: how did the call end?"""


@journal.command
def assign_units(
    *,
    call: Call,
    units: Sequence[Unit],
    status: UnitStatus = UnitStatus.DISPATCHED,
    override: OverrideReason | None = None,
    preempt: bool = False,
    by: Principal,
    at: datetime,
) -> list[Assignment]:
    """Send units. All of them or none: if one cannot be sent, nobody is. Raises ``NotAvailable``,
    ``MustNotGo`` or ``UnitNeeded``.

    A unit on another call leaves it if that unit was said to be able to, or to ``preempt``: the
    call it leaves without a unit waits again, with the time it was first received.

    Who must not go by class, or without a qualification that nobody there holds, goes only with an
    ``override``, by somebody who may decide that; each rule that is set aside is an entry. Units
    are taken in the order of their ids, so that two dispatchers cannot block one another.
    """
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    if not units:
        raise UnitNeeded(_("Which unit? Name at least one."))
    busy = moving.on_other_calls(call, units, preempt=preempt)
    moving.lock_in_order([call.pk, *(one.incident_id for one in busy)])
    call = standing.lock_open(call)
    at = max(at, call.received_at)
    there = standing.assignments(call)
    able = queries.able_units(call, [*units, *(one.unit for one in there)], at)
    overridden = _objections(call, units, there, able)
    _demand_override(call, overridden, override, by)
    travel = ranking.travel_seconds(call, units)
    first, kept = call.first_dispatched_at is None, standing.kept(call)
    for assignment in busy:
        moving.take_away(assignment, by, at)
    sent = [
        force.assign(
            unit=unit,
            incident=call.incident,
            status=status,
            terms=_terms(call, there, able[unit.pk], travel[unit.pk]),
            by=by,
            at=at,
        )
        for unit in sorted(units, key=lambda unit: unit.pk)
    ]
    standing.move(call, Status.ACTIVE)
    if call.first_dispatched_at is None:
        call.first_dispatched_at = at
    call.save(update_fields=["status", "first_dispatched_at", "wait_seen_at"])
    for objection in overridden:
        assert override is not None
        record(_overridden(call, objection, override), call, by, at)
    known = {assignment.pk for assignment in there}
    new = [one for one in sent if one.pk not in known]
    if busy:
        undoing.cannot("Units were taken from other calls. Send them back with PRE, or swap: SW.")
    elif new:
        _offer_back(call, new, first=first, kept=kept)
    return sent


def _offer_back(
    call: Call, sent: list[Assignment], *, first: bool, kept: dict[str, Any] | None
) -> None:
    undoing.offer(
        SEND,
        f"sent {', '.join(one.unit.callsign for one in sent)}",
        call=call.pk,
        sent={str(one.pk): one.assigned_at.isoformat() for one in sent},
        first=first,
        kept=kept,
    )


@journal.command
def clear_unit(
    *,
    call: Call,
    unit: Unit,
    disposition: Disposition | None = None,
    further: Sequence[Disposition] = (),
    left: LeftEarly | None = None,
    by: Principal,
    at: datetime,
) -> Call:
    """Take one unit off the call. The last to leave says how it ended, and the call closes.

    A dispatcher may take the last unit off without: the call then waits again, with the time it
    was first received. A unit that never arrived leaves for a reason (``left``), which the
    disposition is only where the call closes. Raises ``DispositionNeeded`` for an officer who
    leaves a call open, and ``SayWhyItLeft``.
    """
    call = standing.lock_open(call)
    assignment = standing.assignment(call, unit)
    standing.demand_work(by, call, [assignment])
    last = len(standing.assignments(call)) == 1
    if last and disposition is not None:
        return close_call(call=call, disposition=disposition, further=further, by=by, at=at)
    if last and not by.may(Permission.CALL_DISPATCH, call.agency_id):
        raise DispositionNeeded(
            _("You are the last unit on {call}. How did it end?").format(call=call)
        )
    force.demand_reason(assignment, left)
    state = UnitState.objects.get(pk=unit.pk)
    moving.leave(call, assignment, left, by, at)
    assignment.refresh_from_db(fields=["cleared_at"])
    undoing.offer(
        RELEASE,
        f"released {unit.callsign}",
        assignment=assignment.pk,
        cleared=assignment.cleared_at.isoformat() if assignment.cleared_at else "",
        status=state.status,
        since=state.since.isoformat(),
        primary=assignment.primary,
    )
    return call


@journal.command
def choose_primary(*, call: Call, unit: Unit, by: Principal, at: datetime) -> Assignment:
    """This unit handles the call, and owes its report. Raises ``NotOnThisCall``."""
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    call = standing.lock_open(call)
    return force.make_primary(assignment=standing.assignment(call, unit), by=by, at=at)


def _objections(
    call: Call, units: Sequence[Unit], there: list[Assignment], able: Mapping[int, Able]
) -> list[Objection]:
    """What speaks against sending them; those who are there already are sent by nobody."""
    known = {assignment.unit_id for assignment in there}
    new = [able[unit.pk] for unit in units if unit.pk not in known]
    if not new:
        return []
    going = rules.going_to(call)
    return rules.objections(going, new, [able[unit_id] for unit_id in known])


def _terms(call: Call, there: list[Assignment], one: Able, travel_s: int | None) -> force.Terms:
    """Who only assists waits until somebody is there who may handle the call alone."""
    going = rules.going_to(call)
    part = rules.part_of_sent(going, one)
    waits = part == Part.ASSIST and not queries.is_opened(
        queries.requests_of([call.pk])[call.pk], there
    )
    return force.Terms(
        part=part,
        waits_for=rules.named(going.alone) if waits else "",
        safety_check_s=call.call_type.safety_check_s,
        travel_s=travel_s,
    )


def _demand_override(
    call: Call, found: list[Objection], override: OverrideReason | None, by: Principal
) -> None:
    """Raise ``MustNotGo`` or ``NotAllowed`` unless nothing speaks against it, or it is decided."""
    if not found:
        return
    if override is None:
        said = " ".join(objection.sentence for objection in found)
        raise MustNotGo(_("{said} To send all the same, override with a reason.").format(said=said))
    rules.demand(by, Permission.CALL_OVERRIDE, call.agency_id)


def _overridden(call: Call, objection: Objection, reason: OverrideReason) -> events.RuleOverridden:
    return events.RuleOverridden(
        number=call.incident.number,
        callsigns=objection.callsigns,
        rule=objection.rule,
        reason=reason,
        reason_name=reason.label,
    )
