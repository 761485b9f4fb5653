"""A call becomes dangerous: raise it, hand it over, and take that back for a reason."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import holding, request, standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.commands.request import SayWhy
from beatbook.duties.calls.models import Call
from beatbook.duties.calls.vocabulary import HANDED_TO, RAISED_PRIORITY, Flag, Status
from beatbook.ground import journal
from beatbook.ground.journal import undoing
from beatbook.ground.registry import commands as registry


@journal.command
def raise_call(*, call: Call, flag: Flag, by: Principal, at: datetime) -> Call:
    """In progress, a weapon, an injury, a person down: the most urgent there is, handed to those
    whose it is, and whoever may not handle it alone stands off. Said again it is no news. The
    crew of a unit on the call may say so as well as who takes calls.
    """
    standing.demand_from_scene(by, call, Permission.CALL_TAKE)
    call = standing.lock_open(call)
    if flag in call.flags:
        return call
    at = max(at, call.received_at)
    if call.status == Status.HELD:
        standing.move(call, Status.WAITING)
        call.due_at = at
    if call.stacked_until:
        standing.unstack(call)
    if not call.flags:
        call.priority_before = call.priority
    call.flags = sorted([*call.flags, flag])
    call.priority = RAISED_PRIORITY
    call.save(update_fields=["flags", "priority", "priority_before", "status", "due_at"])
    registry.touch(call.incident)
    event = events.CallRaised(
        number=call.incident.number, flag=flag, flag_name=flag.label, priority=call.priority
    )
    record(event, call, by, at)
    for service in HANDED_TO[flag]:
        request.renew(call, service, f"raised: {flag.label}", by, at)
    holding.stand_off(call, by, at)
    undoing.cannot("Others were told at once. Take it back with a reason: DOWN.")
    return call


@journal.command
def lower_call(*, call: Call, flag: Flag, reason: str, by: Principal, at: datetime) -> Call:
    """It is not so. With the last flag the call is as urgent as before. What was asked of others
    stands until it is canceled. A flag that it does not have is no news. Raises ``SayWhy``.
    """
    rules.demand(by, Permission.CALL_TAKE, call.agency_id)
    if not reason.strip():
        raise SayWhy(
            _("Say why “{flag}” is taken back: a word or two is enough.").format(flag=_(flag.label))
        )
    call = standing.lock_open(call)
    if flag not in call.flags:
        return call
    at = max(at, call.received_at)
    call.flags = [one for one in call.flags if one != flag]
    if not call.flags:
        call.priority, call.priority_before = call.priority_before or call.priority, None
    call.save(update_fields=["flags", "priority", "priority_before"])
    registry.touch(call.incident)
    event = events.CallLowered(
        number=call.incident.number,
        flag=flag,
        flag_name=flag.label,
        priority=call.priority,
        reason=reason,
    )
    record(event, call, by, at)
    holding.reconsider(call, by, at)
    return call
