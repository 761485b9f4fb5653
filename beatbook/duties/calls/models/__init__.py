"""Tables of the calls duty, by noun."""

from beatbook.duties.calls.models.call import (
    RETENTION,
    Call,
    CallType,
    Disposition,
    FurtherDisposition,
    Note,
    Request,
)
from beatbook.duties.calls.models.exchange import (
    Center,
    Counterpart,
    StatusAddress,
    Transfer,
)
from beatbook.duties.calls.models.question import Answer
from beatbook.duties.calls.models.relation import Link, Merge
from beatbook.duties.calls.models.report import OwedReport
from beatbook.duties.calls.models.rotation import Company, Turn
from beatbook.duties.calls.models.schedule import Schedule

__all__ = [
    "RETENTION",
    "Answer",
    "Call",
    "CallType",
    "Center",
    "Company",
    "Counterpart",
    "Disposition",
    "FurtherDisposition",
    "Link",
    "Merge",
    "Note",
    "OwedReport",
    "Request",
    "Schedule",
    "StatusAddress",
    "Transfer",
    "Turn",
]
