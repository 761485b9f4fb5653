"""What the calls duty announces of the reports that calls end with, and of how they can end."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event, personal

_REPORT = (("call", "number"), ("report", "report_id"))


@event(
    "calls.report.owed",
    sentence="{member} owes the report",
    audience=Permission.CALL_READ,
    touches=_REPORT,
)
class ReportOwed:
    """``member_id`` is 0 where nobody owes it yet."""

    number: str = code()
    report_id: int = code()
    member_id: int = code()
    member: str = personal()


@event(
    "calls.report.reassigned",
    sentence="gave the report to {member}{reason}",
    audience=Permission.CALL_READ,
    touches=_REPORT,
)
class ReportReassigned:
    number: str = code()
    report_id: int = code()
    member_id: int = code()
    member: str = personal()
    reason: str = personal()


@event(
    "calls.report.waived",
    sentence="waived the report: {reason}",
    audience=Permission.CALL_READ,
    touches=_REPORT,
)
class ReportWaived:
    number: str = code()
    report_id: int = code()
    reason: str = personal()


@event(
    "calls.report.written",
    sentence="the report is written",
    audience=Permission.CALL_READ,
    touches=_REPORT,
)
class ReportWritten:
    number: str = code()
    report_id: int = code()


@event(
    "calls.disposition.configured",
    sentence="set up the disposition {disposition}",
    audience=Permission.CALL_CONFIGURE,
)
class DispositionConfigured:
    disposition: str = code()


@event(
    "calls.disposition.retired",
    sentence="took the disposition {disposition} out of use",
    audience=Permission.CALL_CONFIGURE,
)
class DispositionRetired:
    disposition: str = code()


@event(
    "calls.dispositions.ordered",
    sentence="put the dispositions in the order {dispositions}",
    audience=Permission.CALL_CONFIGURE,
)
class DispositionsOrdered:
    dispositions: str = code()
