"""Setting up what calls can be and how they can end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.values import OPEN, MemberClass, Subject, UnitKind
from beatbook.duties.calls import rules
from beatbook.duties.calls.models import CallType, Disposition
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency


@journal.command
def configure_call_type(
    *,
    agency: Agency,
    code: str,
    name: str,
    priority: int,
    target_s: int,
    units: int = 1,
    classes: Iterable[MemberClass] = tuple(MemberClass),
    qualifications: Iterable[str] = (),
    kinds: Iterable[UnitKind] = (),
    need_to_know: str = OPEN,
    by: Principal,
    at: datetime,
) -> CallType:
    """Set up a call type and its response plan; under a code already in use, change that one."""
    rules.demand(by, Permission.CALL_CONFIGURE, agency.pk)
    call_type, _ = CallType.objects.update_or_create(
        agency=agency,
        code=code,
        defaults={
            "name": name,
            "priority": priority,
            "target_s": target_s,
            "units": units,
            "classes": sorted(classes),
            "qualifications": sorted(qualifications),
            "kinds": sorted(kinds),
            "need_to_know": need_to_know,
            "retired_at": None,
        },
    )
    journal.record(
        events.CallTypeConfigured(call_type=code, priority=priority),
        subject=Subject("call_type", str(call_type.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return call_type


@journal.command
def configure_disposition(
    *,
    agency: Agency,
    code: str,
    name: str,
    without_arrival: bool,
    order: int,
    by: Principal,
    at: datetime,
) -> Disposition:
    """Set up a way a call can end; under a code already in use, change that one."""
    rules.demand(by, Permission.CALL_CONFIGURE, agency.pk)
    disposition, _ = Disposition.objects.update_or_create(
        agency=agency,
        code=code,
        defaults={
            "name": name,
            "without_arrival": without_arrival,
            "order": order,
            "retired_at": None,
        },
    )
    journal.record(
        events.DispositionConfigured(disposition=code),
        subject=Subject("disposition", str(disposition.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return disposition
