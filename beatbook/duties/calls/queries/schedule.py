"""Calls that wait for their time, and schedules."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q, QuerySet

from beatbook.contract.access import Permission, Principal
from beatbook.core.recurrence import Recurrence
from beatbook.duties.calls.models import Call, CallType, Schedule
from beatbook.duties.calls.queries.call import call_types_for, calls_for
from beatbook.duties.calls.vocabulary import Status


def held_calls(principal: Principal, agency_id: int) -> QuerySet[Call]:
    """What was put off, the first that is due first."""
    held = calls_for(principal).filter(agency_id=agency_id, status=Status.HELD)
    return held.order_by("due_at", "pk")


def schedules_for(principal: Principal, permission: Permission) -> QuerySet[Schedule]:
    """Those that go on."""
    return Schedule.objects.filter(
        Q(need_to_know="open") | Q(need_to_know__in=principal.classes),
        agency_id__in=principal.agencies(permission),
        ended_at=None,
    ).select_related("call_type", "agency")


def schedules(principal: Principal, agency_id: int) -> QuerySet[Schedule]:
    """Those of one agency, the next one first."""
    found = schedules_for(principal, Permission.CALL_READ).filter(agency_id=agency_id)
    return found.order_by(F("next_at").asc(nulls_last=True), "pk")


def types_to_schedule(principal: Principal, agency_id: int) -> QuerySet[CallType]:
    found = call_types_for(principal, Permission.CALL_READ)
    return found.filter(agency_id=agency_id).order_by("name")


def words(schedule: Schedule) -> str:
    """``every week on Mon, Fri at 08:00``"""
    return Recurrence(schedule.rule, datetime.fromisoformat(schedule.starts)).words
