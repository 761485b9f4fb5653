"""Setting up what calls can be: their types, each with its target time and response plan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.duties.calls import rules
from beatbook.duties.calls.models import CallType
from beatbook.duties.calls.vocabulary import Plan
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency

PRIORITIES = range(1, 6)
TARGET_S = range(60, 24 * 3600 + 1)
SAFETY_CHECK_S = range(60, 4 * 3600 + 1)
UNITS = range(1, 10)
CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")


class UnfitPlan(Refused):
    """No dispatcher can work with this call type; ``field`` is what is wrong with it."""

    def __init__(self, words: str, field: str) -> None:
        super().__init__(words)
        self.field = field


class CallTypeRetired(Refused):
    """It is out of use already."""


@journal.command
def configure_call_type(*, agency: Agency, plan: Plan, by: Principal, at: datetime) -> CallType:
    """Set up a call type and its response plan; under a code already in use, change that one.

    One that was out of use is used again. Nothing is recorded where nothing changes. Raises
    ``UnfitPlan``.
    """
    rules.demand(by, Permission.CALL_CONFIGURE, agency.pk)
    _demand_fit(plan)
    standing = CallType.objects.select_for_update().filter(agency=agency, code=plan.code).first()
    if standing is None or standing.retired_at:
        values = _values(plan) | {"retired_at": None}
        call_type, _ = CallType.objects.update_or_create(
            agency=agency, code=plan.code, defaults=values
        )
        _record(
            events.CallTypeConfigured(call_type=plan.code, priority=plan.priority),
            call_type,
            by,
            at,
        )
        return call_type
    changes = _change(standing, _values(plan))
    if changes:
        standing.save(update_fields=list(changes))
        said = "; ".join(f"{name} {before} to {after}" for name, (before, after) in changes.items())
        _record(events.CallTypeChanged(call_type=plan.code, changes=said), standing, by, at)
    return standing


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


@journal.command
def retire_call_type(*, call_type: CallType, by: Principal, at: datetime) -> CallType:
    """Take no more calls of this type. Those that were taken keep it. Raises
    ``CallTypeRetired``."""
    rules.demand(by, Permission.CALL_CONFIGURE, call_type.agency_id)
    call_type = CallType.objects.select_for_update().get(pk=call_type.pk)
    if call_type.retired_at:
        raise CallTypeRetired(
            _("{call_type} is out of use already.").format(call_type=call_type.code)
        )
    call_type.retired_at = at
    call_type.save(update_fields=["retired_at"])
    _record(events.CallTypeRetired(call_type=call_type.code), call_type, by, at)
    return call_type


def _demand_fit(plan: Plan) -> None:
    """Raise ``UnfitPlan`` for the first thing nobody could work with."""
    for is_fit, field, words in (
        (
            CODE.fullmatch(plan.code),
            "code",
            "A code is 2 to 20 capital letters, digits and dashes, and begins with a letter.",
        ),
        (plan.name.strip(), "name", "What is it called? The name is read aloud."),
        (plan.priority in PRIORITIES, "priority", "The priority is 1 to 5; 1 is the most urgent."),
        (plan.target_s in TARGET_S, "target", "The target is a minute to 24 hours."),
        (plan.units in UNITS, "units", "A plan sends 1 to 9 units."),
        (plan.alone, "classes", "Somebody must be allowed to handle it."),
        (
            not set(plan.alone) & set(plan.assist),
            "classes",
            "A class handles the call or assists, not both.",
        ),
        (
            plan.safety_check_s is None or plan.safety_check_s in SAFETY_CHECK_S,
            "safety_check",
            "A safety check is due after a minute to 4 hours.",
        ),
    ):
        if not is_fit:
            raise UnfitPlan(words, field)


def _values(plan: Plan) -> dict[str, Any]:
    """The plan as columns: lists are kept sorted, so that equal plans are equal rows; questions in
    the order they are asked, where the plan says what is asked.
    """
    values = {
        name: sorted(value) if isinstance(value, tuple) else value
        for name, value in asdict(replace(plan, questions=None)).items()
        if value is not None or name not in ("questions", "hint")
    }
    if plan.questions is not None:
        values["questions"] = [one.kept() for one in plan.questions]
    del values["code"]
    return values


def _change(standing: CallType, values: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Set what differs; by column, what stood before and what stands now, in words."""
    changes = {}
    for name, value in values.items():
        before = getattr(standing, name)
        if before != value:
            setattr(standing, name, value)
            changes[name] = (_said(before), _said(value))
    return changes


def _said(value: object) -> str:
    """Of a question, its word: the whole of it is in the log where it is answered."""
    if not isinstance(value, list):
        return str(value)
    return ",".join(one["code"] if isinstance(one, dict) else str(one) for one in value)


def _record(event: Any, call_type: CallType, by: Principal, at: datetime) -> None:
    journal.record(
        event,
        subject=Subject("call_type", str(call_type.pk)),
        agency_id=call_type.agency_id,
        by=by,
        at=at,
    )
