"""A call as it stands, under its incident's lock: what every verb about it begins with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.duties.calls import queries, rules
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.vocabulary import ALLOWED, Status
from beatbook.ground import work
from beatbook.ground.force import queries as force
from beatbook.ground.force import states
from beatbook.ground.force.models import Assignment, Unit
from beatbook.ground.registry import commands as registry


class CallClosed(Refused):
    """The call is closed; what was asked comes too late."""


class NotOnThisCall(Refused):
    """The unit is not on this call."""


RELATED = ("agency", "call_type", "disposition", "stacked_unit")


def lock(call: Call) -> Call:
    """The call as it is now, under its incident's lock."""
    incident = registry.lock(call.pk)
    locked = Call.objects.select_related(*RELATED).get(pk=call.pk)
    locked.incident = incident
    incident.agency = locked.agency
    return locked


def lock_open(call: Call) -> Call:
    """The same, of one that is open. Raises ``CallClosed``."""
    locked = lock(call)
    if locked.status == Status.CLOSED:
        raise CallClosed(
            _("{locked} is already closed: {ended_as}.").format(
                locked=locked, ended_as=locked.ended_as
            )
        )
    if locked.status == Status.MERGED:
        other = queries.merged_into_what(locked)
        raise CallClosed(
            _("{locked} was merged into {other}. Work on that one.").format(
                locked=locked, other=other
            )
        )
    return locked


def assignments(call: Call) -> list[Assignment]:
    found = force.active_assignments([call.pk])[call.pk]
    for assignment in found:
        assignment.incident = call.incident
    return found


def assignment(call: Call, unit: Unit) -> Assignment:
    for assignment in assignments(call):
        if assignment.unit_id == unit.pk:
            return assignment
    raise NotOnThisCall(_("{callsign} is not on {call}.").format(callsign=unit.callsign, call=call))


def demand_work(by: Principal, call: Call, assignments: list[Assignment]) -> None:
    crews = [states.crew_ids(assignment.unit_id) for assignment in assignments]
    if not rules.may_work(by, call, crews):
        raise NotAllowed(_("{by} is not on {call}.").format(by=by.name, call=call))


def demand_from_scene(by: Principal, call: Call, permission: Permission) -> None:
    """The permission, or to crew a unit on the call and add notes: who is there sees what is
    needed."""
    if by.may(permission, call.agency_id):
        return
    crews = [states.crew_ids(assignment.unit_id) for assignment in assignments(call)]
    if not (by.may(Permission.CALL_NOTE, call.agency_id) and rules.may_work(by, call, crews)):
        said = f"{permission} is needed, or to be on {call}"
        raise NotAllowed(_("{by} may not do this: {said}.").format(by=by.name, said=said))


STACKED = "calls.stack_over"
"""The deadline of a call that is kept for a unit or a beat."""


def unstack(call: Call) -> None:
    """It is kept for nobody any more."""
    call.stacked_unit, call.stacked_beat = None, ""
    call.stacked_place, call.stacked_until = None, None
    call.save(update_fields=["stacked_unit", "stacked_beat", "stacked_place", "stacked_until"])
    work.cancel_deadline(STACKED, registry.subject(call.incident))


def kept(call: Call) -> dict[str, Any] | None:
    """For whom the call is kept, as plain values; None when it is kept for nobody."""
    if call.stacked_until is None:
        return None
    return {
        "unit": call.stacked_unit_id,
        "beat": call.stacked_beat,
        "place": call.stacked_place,
        "until": call.stacked_until.isoformat(),
    }


def move(call: Call, status: Status) -> None:
    """The next status, for the caller to save. Only a call that waits is kept for somebody, and
    whoever saw that it waits saw it until then.
    """
    if status != call.status and status not in ALLOWED[call.status]:
        raise CallClosed(
            _("{call} is {status} and cannot become {status2}.").format(
                call=call, status=call.status, status2=status
            )
        )
    if status != Status.WAITING and call.stacked_until:
        unstack(call)
    call.status = status
    if status == Status.ACTIVE:
        call.wait_seen_at = None
