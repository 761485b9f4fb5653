"""Reports that somebody owes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from beatbook.contract.values import OPEN
from beatbook.duties.calls.models.call import RETENTION, Call
from beatbook.duties.calls.vocabulary import ReportState
from beatbook.ground.agency.models import Agency, Member


class OwedReport(models.Model):
    """A report that a call ended with and somebody owes: written, or waived for a reason.

    Nobody owes it (``member`` is empty) until a sergeant says who, where no officer was there.
    """

    agency = models.ForeignKey(Agency, models.PROTECT)
    need_to_know = models.CharField(max_length=30, default=OPEN)
    call = models.ForeignKey(Call, models.PROTECT, related_name="owed_reports")
    member = models.ForeignKey(Member, models.PROTECT, null=True)
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.OWED)
    owed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=60, blank=True)
    waived_why = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    personal_fields: ClassVar = {"waived_why": RETENTION}
    code_fields: ClassVar = ("need_to_know", "state", "settled_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(state=ReportState.OWED),
                name="one_report_owed_per_call",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.OWED, settled_at__isnull=True, settled_by="")
                | (~Q(state=ReportState.OWED) & Q(settled_at__isnull=False) & ~Q(settled_by="")),
                name="report_settled_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.WAIVED) | ~Q(waived_why=""),
                name="report_waived_for_a_reason",
            ),
        ]
        indexes = [
            # What is owed now, however long the history; the longest owed first.
            models.Index(
                fields=["agency", "owed_at"],
                condition=Q(state=ReportState.OWED),
                name="reports_owed",
            ),
        ]

    def __str__(self) -> str:
        return f"Report on {self.call}"
