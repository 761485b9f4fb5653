"""The call types and dispositions an agency begins with, set up through the commands."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract.access import Principal
from beatbook.duties.calls import commands
from beatbook.duties.calls.seeds.dispositions import DISPOSITIONS
from beatbook.duties.calls.seeds.plans import PLANS
from beatbook.ground.agency.models import Agency

__all__ = ["DISPOSITIONS", "PLANS", "set_up"]


def set_up(agency: Agency, *, by: Principal, at: datetime) -> None:
    """What is missing of it; what the agency has under these codes stays as it is."""
    commands.add_call_types(agency=agency, plans=PLANS, by=by, at=at)
    standing = set(agency.disposition_set.values_list("code", flat=True))
    for order, ending in enumerate(DISPOSITIONS):
        if ending.code not in standing:
            commands.configure_disposition(agency=agency, ending=ending, order=order, by=by, at=at)
