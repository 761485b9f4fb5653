"""Reports that are owed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from beatbook.contract.access import Permission, Principal
from beatbook.duties.calls.models import OwedReport
from beatbook.duties.calls.vocabulary import ReportState
from beatbook.ground.registry import queries as registry
from beatbook.ground.ui import live


def reports_for(principal: Principal) -> QuerySet[OwedReport]:
    """Every report that this principal may see: what one owes oneself; of who says who writes
    which, the whole agency's.
    """
    mine = Q(member_id=principal.member_id) if principal.member_id else Q(pk=None)
    return _whole(
        OwedReport.objects.filter(
            Q(need_to_know="open") | Q(need_to_know__in=principal.classes),
            Q(agency_id__in=principal.agencies(Permission.REPORT_ASSIGN))
            | mine & Q(agency_id__in=principal.agencies(Permission.CALL_READ)),
        )
    )


def owed_reports(principal: Principal) -> list[OwedReport]:
    """Those of them that are owed, the longest owed first."""
    return list(reports_for(principal).filter(state=ReportState.OWED).order_by("owed_at", "pk"))


def board_rows(report_ids: list[int] | None = None) -> list[live.Patch]:
    """Live rows of reports, for the page's state and for the feed alike. A settled one has none."""
    reports = _whole(OwedReport.objects.all())
    if report_ids is None:
        reports = reports.filter(state=ReportState.OWED)
    else:
        reports = reports.filter(pk__in=report_ids)
    return [
        live.patch(
            "report",
            report.pk,
            report.version,
            _row(report) if report.state == ReportState.OWED else None,
        )
        for report in reports.order_by("owed_at", "pk")
    ]


def _whole(reports: QuerySet[OwedReport]) -> QuerySet[OwedReport]:
    return reports.select_related(
        "agency", "member", "call__incident", "call__call_type"
    ).prefetch_related(registry.with_case_numbers("call__incident__"))


def _row(report: OwedReport) -> dict[str, Any]:
    incident = report.call.incident
    return {
        "id": report.pk,
        "number": incident.number,
        "agency": report.agency.code,
        "case_numbers": [one.number for one in incident.standing_case_numbers],
        "type_name": report.call.call_type.name,
        "location": incident.location,
        "member_id": report.member_id,
        "member": report.member.short_name if report.member else "",
        "owed_at": report.owed_at.isoformat(),
    }
