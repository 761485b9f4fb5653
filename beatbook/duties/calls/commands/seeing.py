"""Dispatch has seen that a call waits too long."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call
from beatbook.ground import journal
from beatbook.ground.registry import commands as registry


@journal.command
def see_wait(*, call: Call, by: Principal, at: datetime) -> Call:
    """It alarms nobody any more, until it waits again. Where it does not wait too long, nothing."""
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    call = standing.lock_open(call)
    due = rules.wait_due(call)
    if due is None or at < due or call.wait_seen_at:
        return call
    call.wait_seen_at = at
    call.save(update_fields=["wait_seen_at"])
    registry.touch(call.incident)
    record(events.WaitSeen(number=call.incident.number), call, by, at)
    return call
