"""Setting up what calls can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.values import Subject
from beatbook.duties.calls import rules
from beatbook.duties.calls.models import CallType
from beatbook.duties.calls.vocabulary import Plan
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency


@journal.command
def configure_call_type(*, agency: Agency, plan: Plan, by: Principal, at: datetime) -> CallType:
    """Set up a call type and its response plan; under a code already in use, change that one."""
    rules.demand(by, Permission.CALL_CONFIGURE, agency.pk)
    values = _values(plan) | {"retired_at": None}
    call_type, _ = CallType.objects.update_or_create(agency=agency, code=plan.code, defaults=values)
    journal.record(
        events.CallTypeConfigured(call_type=plan.code, priority=plan.priority),
        subject=Subject("call_type", str(call_type.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return call_type


@journal.command
def add_call_types(
    *, agency: Agency, plans: Iterable[Plan], by: Principal, at: datetime
) -> list[CallType]:
    """Set up those whose code is not in use yet, under one entry; the others stay as they are."""
    rules.demand(by, Permission.CALL_CONFIGURE, agency.pk)
    standing = set(CallType.objects.filter(agency=agency).values_list("code", flat=True))
    missing = [plan for plan in plans if plan.code not in standing]
    if not missing:
        return []
    added = CallType.objects.bulk_create(
        CallType(agency=agency, code=plan.code, **_values(plan)) for plan in missing
    )
    journal.record(
        events.CallTypesAdded(call_types=", ".join(plan.code for plan in missing)),
        subject=Subject("agency", str(agency.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return added


def _values(plan: Plan) -> dict[str, Any]:
    """The plan as columns: lists are kept sorted, so that equal plans are equal rows."""
    values = {
        name: sorted(value) if isinstance(value, tuple) else value
        for name, value in asdict(plan).items()
    }
    del values["code"]
    return values
