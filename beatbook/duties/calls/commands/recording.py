"""The last line of every verb about one call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from beatbook.contract.access import Principal
from beatbook.duties.calls.models import Call
from beatbook.ground import journal
from beatbook.ground.registry import commands as registry


def record(
    event: Any, call: Call, by: Principal, at: datetime, *, need_to_know: str | None = None
) -> None:
    """Under the call's class, unless another is given."""
    journal.record(
        event,
        subject=registry.subject(call.incident),
        agency_id=call.agency_id,
        by=by,
        at=at,
        need_to_know=need_to_know or call.need_to_know,
    )
