"""What somebody tells of an outside service, as one verb: whatever state it names."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract.access import Principal
from beatbook.duties.calls.commands import request, rotation
from beatbook.duties.calls.models import Call, Request
from beatbook.duties.calls.vocabulary import RequestState, Service
from beatbook.ground import journal


@journal.command
def follow_service(
    *,
    call: Call,
    service: Service,
    state: RequestState,
    who: str = "",
    number: str = "",
    reason: str = "",
    by: Principal,
    at: datetime,
) -> Request:
    """Request it, say how far it is, or cancel it: that gives a turn back. Raises what these do."""
    if state == RequestState.REQUESTED:
        return request.request_service(call=call, service=service, by=by, at=at)
    if state != RequestState.CANCELED:
        return request.report_request(
            call=call, service=service, state=state, who=who, number=number, by=by, at=at
        )
    canceled = request.cancel_request(call=call, service=service, reason=reason, by=by, at=at)
    rotation.give_turn_back(request=canceled, by=by, at=at)
    return canceled
