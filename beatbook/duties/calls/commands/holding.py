"""Who stages and who may go in, decided anew whenever something about the call changes."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.values import Part
from beatbook.duties.calls import queries, rules
from beatbook.duties.calls.commands import standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call
from beatbook.ground import journal
from beatbook.ground.force import commands as force
from beatbook.ground.force import states
from beatbook.ground.force.models import Assignment
from beatbook.ground.force.vocabulary import Hold
from beatbook.ground.registry import commands as registry


def reconsider(call: Call, by: Principal, at: datetime) -> None:
    """Hold who must wait, stand off who is there and must not be, free who may go in.

    The caller holds the incident's lock.
    """
    going = rules.going_to(call)
    there = standing.assignments(call)
    able = queries.able_units(call, [one.unit for one in there], at)
    for assignment in there:
        _set_part(assignment, rules.part_of_sent(going, able[assignment.unit_id]))
    for assignment, wanted in _decided(call, there):
        if wanted == Hold.NONE:
            force.free(assignment=assignment, by=by, at=at)
        else:
            waits_for = rules.named(going.alone)
            force.hold(assignment=assignment, hold=wanted, waits_for=waits_for, by=by, at=at)


def stand_off(call: Call, by: Principal, at: datetime) -> None:
    """The call is raised: whoever may not handle it alone leaves it or stays away, whoever else is
    there already, until it is said to be safe.
    """
    going = rules.going_to(call)
    there = standing.assignments(call)
    able = queries.able_units(call, [one.unit for one in there], at)
    for assignment in there:
        _set_part(assignment, rules.part_of_sent(going, able[assignment.unit_id]))
        if assignment.part != Part.ALONE:
            waits_for = rules.named(going.alone)
            wanted = Hold.STAND_OFF if assignment.on_scene_at else Hold.WAIT
            force.hold(assignment=assignment, hold=wanted, waits_for=waits_for, by=by, at=at)


def let_in(call: Call, by: Principal, at: datetime) -> None:
    """The police are there, or said it is safe: free who may go in now, and hold nobody anew."""
    for assignment, wanted in _decided(call, standing.assignments(call)):
        if wanted == Hold.NONE:
            force.free(assignment=assignment, by=by, at=at)


def _decided(call: Call, there: list[Assignment]) -> list[tuple[Assignment, Hold]]:
    requests = queries.requests_of([call.pk])[call.pk]
    said_safe = queries.said_safe(requests)
    opened = said_safe or queries.is_opened(requests, there)
    return [(one, _wanted(one, opened=opened, said_safe=said_safe)) for one in there]


def _set_part(assignment: Assignment, part: Part) -> None:
    if assignment.part != part:
        assignment.part = part
        assignment.save(update_fields=["part"])


def _wanted(assignment: Assignment, *, opened: bool, said_safe: bool) -> Hold:
    """Who may handle the call alone is never held; who only assists waits until it is opened.

    One who is on scene when the call becomes more than that unit may handle stands off, and goes
    back in only when it is said to be safe.
    """
    if assignment.part == Part.ALONE or said_safe:
        return Hold.NONE
    if assignment.hold == Hold.STAND_OFF:
        return Hold.STAND_OFF
    if opened:
        return Hold.NONE
    return Hold.STAND_OFF if assignment.on_scene_at else Hold.WAIT


@journal.command
def reconsider_call(*, call: Call, by: Principal, at: datetime) -> None:
    """Somebody who had opened the call for others had not: they wait again. For the system."""
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    reconsider(standing.lock_open(call), by, at)


@journal.command
def set_staging(*, call: Call, place: str, by: Principal, at: datetime) -> Call:
    """Say where units stage. Empty: near by, out of sight. The same place again is no news."""
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    call = standing.lock_open(call)
    if call.staging == place:
        return call
    call.staging = place
    call.save(update_fields=["staging"])
    registry.touch(call.incident)
    unit_ids = sorted(assignment.unit_id for assignment in standing.assignments(call))
    for unit_id in unit_ids:
        states.touch(unit_id)
    event = events.StagingSet(
        number=call.incident.number, unit_ids=unit_ids, place=place or "a place of their choice"
    )
    record(event, call, by, at)
    return call
