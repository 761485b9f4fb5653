"""The call types and dispositions an agency begins with, set up through the commands."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract.access import Principal
from beatbook.duties.calls import commands
from beatbook.duties.calls.vocabulary import DISPOSITIONS, PLANS
from beatbook.ground.agency.models import Agency


def set_up(agency: Agency, *, by: Principal, at: datetime) -> None:
    """Ten call types and ten dispositions. Done twice, nothing is doubled."""
    for plan in PLANS:
        commands.configure_call_type(
            agency=agency,
            code=plan.code,
            name=plan.name,
            priority=plan.priority,
            target_s=plan.target_s,
            units=plan.units,
            classes=plan.classes,
            qualifications=plan.qualifications,
            kinds=plan.kinds,
            by=by,
            at=at,
        )
    for order, (code, name, without_arrival) in enumerate(DISPOSITIONS):
        commands.configure_disposition(
            agency=agency,
            code=code,
            name=name,
            without_arrival=without_arrival,
            order=order,
            by=by,
            at=at,
        )
