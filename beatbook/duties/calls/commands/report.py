"""The reports that calls end with: who owes one, who writes it, whether it is waived."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from beatbook.contract import closing as events
from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call, OwedReport
from beatbook.duties.calls.vocabulary import ReportState
from beatbook.ground import journal
from beatbook.ground.agency.models import Member
from beatbook.ground.force import queries as force
from beatbook.ground.registry import commands as registry

ENDED_OTHERWISE = "the call ended otherwise"


class ReportSettled(Refused):
    """The report is written or waived already."""


class NotAMember(Refused):
    """Whoever owes a report belongs to the agency."""


class WaivedForAReason(Refused):
    """A report is waived for a reason, or not at all."""

    field = "reason"


def settle_at_closing(call: Call, *, owes: bool, by: Principal, at: datetime) -> None:
    """The call ends with a report or without. One that is owed already stays whose it is.

    The caller holds the incident's lock.
    """
    standing = call.owed_reports.filter(state=ReportState.OWED).first()
    if owes and standing is None:
        _owe(call, by, at)
    if not owes and standing is not None:
        _settle(standing, call, ReportState.WAIVED, ENDED_OTHERWISE, by, at)


@journal.command
def reassign_report(
    *, report: OwedReport, member: Member, reason: str = "", by: Principal, at: datetime
) -> OwedReport:
    """Somebody else writes it. Whose it is already, it stays. Raises ``NotAMember`` or
    ``ReportSettled``.
    """
    rules.demand(by, Permission.REPORT_ASSIGN, report.agency_id)
    if not member.membership_set.filter(agency_id=report.agency_id, ended_at=None).exists():
        raise NotAMember(
            _("{member} does not belong to {agency}.").format(
                member=member.name, agency=report.agency.name
            )
        )
    call, report = _lock(report)
    if report.member_id == member.pk:
        return report
    report.member = member
    report.version += 1
    report.save(update_fields=["member", "version"])
    registry.touch(call.incident)
    event = events.ReportReassigned(
        number=call.incident.number,
        report_id=report.pk,
        member_id=member.pk,
        member=member.short_name,
        reason=f": {reason.strip()}" if reason.strip() else "",
    )
    record(event, call, by, at)
    return report


@journal.command
def waive_report(*, report: OwedReport, reason: str, by: Principal, at: datetime) -> OwedReport:
    """Nobody need write it. Raises ``WaivedForAReason`` or ``ReportSettled``."""
    rules.demand(by, Permission.REPORT_ASSIGN, report.agency_id)
    if not reason.strip():
        raise WaivedForAReason(_("Say why nobody need write it."))
    call, report = _lock(report)
    return _settle(report, call, ReportState.WAIVED, reason.strip(), by, at)


@journal.command
def write_report(*, report: OwedReport, by: Principal, at: datetime) -> OwedReport:
    """It is written and filed. Said by who owes it, or by who may give it to somebody else.

    Said twice, the first time stands. Raises ``ReportSettled``.
    """
    call, report = _lock(report, but=ReportState.WRITTEN)
    mine = report.member_id == by.member_id and by.may(Permission.CALL_READ, report.agency_id)
    if not mine and not by.may(Permission.REPORT_ASSIGN, report.agency_id):
        raise NotAllowed(
            _("{by} does not owe this report: {report_assign} is needed.").format(
                by=by.name, report_assign=Permission.REPORT_ASSIGN
            )
        )
    if report.state == ReportState.WRITTEN:
        return report
    return _settle(report, call, ReportState.WRITTEN, "", by, at)


def _owe(call: Call, by: Principal, at: datetime) -> OwedReport:
    """The crew of the primary unit; at the desk, who closed the call."""
    crew = force.crew_of_primary(call.pk)
    closed_by = [member for member in crew if member.pk == by.member_id]
    owing = next(iter(closed_by or crew), None)
    if not crew and by.member_id is not None:
        owing = Member.objects.get(pk=by.member_id)
    report = OwedReport.objects.create(
        agency_id=call.agency_id,
        need_to_know=call.need_to_know,
        call=call,
        member=owing,
        owed_at=at,
    )
    event = events.ReportOwed(
        number=call.incident.number,
        report_id=report.pk,
        member_id=owing.pk if owing else 0,
        member=owing.short_name if owing else "nobody yet",
    )
    record(event, call, by, at)
    return report


def _settle(
    report: OwedReport, call: Call, state: ReportState, why: str, by: Principal, at: datetime
) -> OwedReport:
    report.state, report.settled_at, report.settled_by = state, at, str(by.actor)
    report.waived_why = why
    report.version += 1
    report.save()
    registry.touch(call.incident)
    said: dict[str, Any] = {"number": call.incident.number, "report_id": report.pk}
    if state == ReportState.WRITTEN:
        record(events.ReportWritten(**said), call, by, at)
    else:
        record(events.ReportWaived(**said, reason=why), call, by, at)
    return report


def _lock(report: OwedReport, *, but: ReportState | None = None) -> tuple[Call, OwedReport]:
    """The report as it is now, under its incident's lock. Raises ``ReportSettled``."""
    incident = registry.lock(report.call_id)
    locked = OwedReport.objects.select_related("call", "agency").get(pk=report.pk)
    locked.call.incident = incident
    if locked.state not in (ReportState.OWED, but):
        raise ReportSettled(
            _("The report on {number} is {state} already.").format(
                number=incident.number, state=locked.state
            )
        )
    return locked.call, locked
