"""Calls that wait for their time: held, scheduled, and repeating by a rule."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import taking as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.core.recurrence import Recurrence, UnfitRule
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import call as call_commands
from beatbook.duties.calls.commands import request, standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call, CallType, Schedule
from beatbook.duties.calls.vocabulary import Service, Source, Status
from beatbook.ground import journal, work
from beatbook.ground.agency import queries as agency_queries
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal import scope, undoing
from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.commands import Location

PUT_OFF = "calls.put_off"
DUE = "calls.make_due"
REPEAT = "calls.take_scheduled"


class CannotWait(Refused):
    """The call cannot be put off, or not until then; ``field`` says what is wrong."""

    field = "until"


class RuleUnfit(Refused):
    """The rule cannot be followed."""

    field = "rule"


class ScheduleEnded(Refused):
    """It does not come any more."""


@journal.command
def hold_call(
    *, call: Call, until: datetime, reason: str = "", by: Principal, at: datetime
) -> Call:
    """Put a waiting call off: nobody counts its minutes until then, and then it waits by itself.

    Held until then already, nothing changes. Raises ``CannotWait`` or ``CallClosed``.
    """
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    if until <= at:
        raise CannotWait(_("Until when? The time must lie ahead."))
    call = standing.lock_open(call)
    if call.status == Status.ACTIVE:
        raise CannotWait(_("Units are on {call}. Release them first.").format(call=call))
    if call.flags:
        raise CannotWait(_("{call} is dangerous and cannot be put off.").format(call=call))
    if call.status == Status.HELD and call.due_at == until:
        return call
    before = {"status": call.status, "kept": standing.kept(call)}
    was_due = call.due_at.isoformat() if call.due_at else ""
    _hold(call, until, reason, by, at)
    undoing.offer(PUT_OFF, "put off", call=call.pk, until=until.isoformat(), due=was_due, **before)
    return call


@journal.command
def schedule_call(
    *,
    agency: Agency,
    call_type: CallType,
    location: Location,
    due: datetime,
    note: str = "",
    by: Principal,
    at: datetime,
) -> Call:
    """Take a call now that is to wait from ``due`` on. Raises ``CannotWait``."""
    if due <= at:
        raise CannotWait(_("When? The time must lie ahead."))
    call = call_commands.take_call(
        agency=agency,
        call_type=call_type,
        location=location,
        source=Source.SCHEDULED,
        note=note,
        by=by,
        at=at,
    )
    call = standing.lock_open(call)
    _hold(call, due, "", by, at)
    return call


@journal.command
def make_due(*, call: Call, by: Principal, at: datetime) -> Call:
    """It waits from now on, whenever it was to. One that is not held is no news."""
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    call = standing.lock_open(call)
    if call.status != Status.HELD:
        return call
    standing.move(call, Status.WAITING)
    call.due_at = max(at, call.received_at)
    call.wait_seen_at = None
    call.save(update_fields=["status", "due_at", "wait_seen_at"])
    work.cancel_deadline(DUE, registry.subject(call.incident))
    registry.touch(call.incident)
    record(events.CallDue(number=call.incident.number), call, by, at)
    if rules.asks_police(call.call_type, call.agency):
        request.make(call, Service.POLICE, by, call.due_at)
    return call


@journal.command
def repeat_call(
    *,
    agency: Agency,
    call_type: CallType,
    location: Location,
    starts: datetime,
    rule: str,
    note: str = "",
    by: Principal,
    at: datetime,
) -> Schedule:
    """Take such a call each time the rule (RFC 5545) says so, from ``starts`` on: local, without
    zone. Raises ``RuleUnfit`` or ``LocationNeeded``.
    """
    rules.demand(by, Permission.CALL_TAKE, agency.pk)
    rules.demand_class(by, call_type.need_to_know)
    call_commands.demand_location(location)
    recurrence = _read(rule, starts)
    schedule = Schedule.objects.create(
        agency=agency,
        need_to_know=call_type.need_to_know,
        call_type=call_type,
        location=location.text,
        lat=location.point.lat if location.point else None,
        lon=location.point.lon if location.point else None,
        note=note,
        rule=recurrence.rule,
        starts=recurrence.starts.isoformat(timespec="minutes"),
        added_at=at,
        added_by=str(by.actor),
    )
    _set_next(schedule, recurrence, at)
    event = events.ScheduleAdded(
        schedule_id=schedule.pk, call_type=call_type.code, when=recurrence.words
    )
    _record(event, schedule, by, at)
    return schedule


@journal.command
def end_schedule(*, schedule: Schedule, by: Principal, at: datetime) -> Schedule:
    """It comes no more. What was taken stays. Done twice, the first time stands."""
    rules.demand(by, Permission.CALL_TAKE, schedule.agency_id)
    schedule = Schedule.objects.select_for_update().get(pk=schedule.pk)
    if schedule.ended_at:
        return schedule
    schedule.ended_at, schedule.next_at = at, None
    schedule.save(update_fields=["ended_at", "next_at"])
    work.cancel_deadline(REPEAT, _subject(schedule))
    event = events.ScheduleEnded(schedule_id=schedule.pk, call_type=schedule.call_type.code)
    _record(event, schedule, by, at)
    return schedule


@journal.command
def take_scheduled(*, schedule: Schedule, by: Principal, at: datetime) -> Call:
    """One call, however many times were missed while nothing ran; then the next after now.

    Raises ``ScheduleEnded``.
    """
    rules.demand(by, Permission.CALL_TAKE, schedule.agency_id)
    related = ("agency", "call_type")
    schedule = (
        Schedule.objects.select_for_update(of=("self",))
        .select_related(*related)
        .get(pk=schedule.pk)
    )
    if schedule.ended_at:
        raise ScheduleEnded(_("It was ended and comes no more."))
    _set_next(schedule, _recurrence(schedule), at)
    return call_commands.take_call(
        agency=schedule.agency,
        call_type=schedule.call_type,
        location=Location(schedule.location, schedule.point),
        source=Source.SCHEDULED,
        note=schedule.note,
        by=by,
        at=at,
    )


@work.task(DUE)
def due(*, subject: Subject, at: datetime, agency: int, need_to_know: str) -> None:
    """The deadline of a call that is held."""
    scope.enter([agency], classes=[need_to_know])
    call = Call.objects.filter(pk=int(subject.id), status=Status.HELD).first()
    if call is not None:
        make_due(call=call, by=agency_queries.system("schedule", [agency]), at=at)


@work.task(REPEAT)
def come_again(*, subject: Subject, at: datetime, agency: int, need_to_know: str) -> None:
    """The deadline of a schedule."""
    scope.enter([agency], classes=[need_to_know])
    schedule = Schedule.objects.filter(pk=int(subject.id), ended_at=None).first()
    if schedule is not None:
        by = agency_queries.system("schedule", [agency])
        take_scheduled(schedule=schedule, by=by, at=at)


def _hold(call: Call, until: datetime, reason: str, by: Principal, at: datetime) -> None:
    standing.move(call, Status.HELD)
    call.due_at = until
    call.save(update_fields=["status", "due_at"])
    work.set_deadline(
        until,
        DUE,
        registry.subject(call.incident),
        agency=call.agency_id,
        need_to_know=call.need_to_know,
    )
    registry.touch(call.incident)
    event = events.CallHeld(
        number=call.incident.number,
        until=f"{call.agency.local(until):%a %b %-d %H:%M}",
        reason=f": {reason.strip()}" if reason.strip() else "",
    )
    record(event, call, by, at)


def _read(rule: str, starts: datetime) -> Recurrence:
    try:
        return Recurrence.read(rule, starts)
    except UnfitRule as error:
        raise RuleUnfit(str(error)) from error


def _recurrence(schedule: Schedule) -> Recurrence:
    return Recurrence(schedule.rule, datetime.fromisoformat(schedule.starts))


def _set_next(schedule: Schedule, recurrence: Recurrence, at: datetime) -> None:
    found = recurrence.after_in(at, schedule.agency.time_zone)
    schedule.next_at = found
    schedule.save(update_fields=["next_at"])
    if found is not None:
        work.set_deadline(
            found,
            REPEAT,
            _subject(schedule),
            agency=schedule.agency_id,
            need_to_know=schedule.need_to_know,
        )


def _subject(schedule: Schedule) -> Subject:
    return Subject("schedule", str(schedule.pk))


def _record(
    event: events.ScheduleAdded | events.ScheduleEnded,
    schedule: Schedule,
    by: Principal,
    at: datetime,
) -> None:
    journal.record(
        event,
        subject=_subject(schedule),
        agency_id=schedule.agency_id,
        by=by,
        at=at,
        need_to_know=schedule.need_to_know,
    )
