"""Asking another service to come, following that, and chasing it when nobody accepts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from beatbook.contract import calls as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import holding, standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call, Request
from beatbook.duties.calls.vocabulary import (
    ALLOWED_REQUEST,
    ENDED_REQUEST,
    UNANSWERED,
    RequestState,
    Service,
)
from beatbook.ground import journal, work
from beatbook.ground.agency import queries as agency_queries
from beatbook.ground.force import queries as force
from beatbook.ground.journal import scope
from beatbook.ground.registry import commands as registry

CHASE = "calls.chase_request"
STAMPS = {
    RequestState.ASKED: "asked_at",
    RequestState.ACCEPTED: "accepted_at",
    RequestState.EN_ROUTE: "en_route_at",
    RequestState.ON_SCENE: "on_scene_at",
    RequestState.SAFE: "safe_at",
    RequestState.CLEARED: "cleared_at",
}


# Once the police are that far, units that wait may go in.
OPENING = frozenset({RequestState.ON_SCENE, RequestState.SAFE})


class NotRequested(Refused):
    """The service was not asked to come to this call."""


class NotAfterThat(Refused):
    """That does not follow from how far the request is."""


class SayWhy(Refused):
    """A request is canceled for a reason."""


@journal.command
def request_service(*, call: Call, service: Service, by: Principal, at: datetime) -> Request:
    """Ask for another service. The timer runs until somebody has accepted.

    The crew of a unit on the call asks dispatch to ask. Where a request stands already, that one
    is the answer. Raises ``CallClosed``.
    """
    standing.demand_from_scene(by, call, Permission.CALL_DISPATCH)
    call = standing.lock_open(call)
    wanted_by = ""
    if not by.may(Permission.CALL_DISPATCH, call.agency_id):
        crewed = force.unit_crewed_by(by.member_id)
        wanted_by = crewed.callsign if crewed else ""
    return make(call, service, by, at, wanted_by=wanted_by)


def make(
    call: Call, service: Service, by: Principal, at: datetime, *, wanted_by: str = ""
) -> Request:
    """The request that stands, or a new one, under the call's lock."""
    made, is_new = Request.objects.exclude(state__in=sorted(ENDED_REQUEST)).get_or_create(
        call=call,
        service=service,
        defaults={
            "agency_id": call.agency_id,
            "need_to_know": call.need_to_know,
            "since": at,
            "requested_at": at,
            "wanted_by": wanted_by,
        },
    )
    made.call = call
    if is_new:
        _chase(made, at)
        registry.touch(call.incident)
        event = events.RequestMade(
            number=call.incident.number,
            service=service,
            service_name=made.get_service_display(),
        )
        record(event, call, by, at)
    return made


@journal.command
def report_request(
    *,
    call: Call,
    service: Service,
    state: RequestState,
    who: str = "",
    number: str = "",
    by: Principal,
    at: datetime,
) -> Request:
    """How far the other service is: asked (whom), accepted (who, their number), en route, on scene,
    said safe, cleared.

    Asking a service that nobody requested requests it. Asking again begins the timer anew; any
    other state it has already, with nothing new said, changes nothing. Once the police are on
    scene the units that wait for them may go in; once they said it is safe, all may.
    Raises ``NotRequested`` or ``NotAfterThat``.
    """
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    call = standing.lock_open(call)
    at = max(at, call.received_at)
    request = _standing(call, service, state, by, at)
    if _says_nothing_new(request, state, who, number):
        return request
    if state not in ALLOWED_REQUEST[request.state] and state != request.state:
        now = RequestState(request.state).label
        raise NotAfterThat(
            _("{service}: {now}; it cannot become {state}.").format(
                service=_(request.get_service_display()), now=now, state=_(state.label)
            )
        )
    _progress(request, state, who, number, at)
    registry.touch(call.incident)
    record(_progressed(call, request, who, number), call, by, at)
    if state in OPENING:
        holding.let_in(call, by, at)
    return request


@journal.command
def cancel_request(
    *, call: Call, service: Service, reason: str, by: Principal, at: datetime
) -> Request:
    """They are not needed any more. Raises ``SayWhy``, ``NotRequested`` or ``NotAfterThat``."""
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    if not reason.strip():
        raise SayWhy(_("Say why they need not come: a word or two is enough."))
    call = standing.lock_open(call)
    at = max(at, call.received_at)
    request = _standing(call, service, RequestState.CANCELED, by, at)
    if RequestState.CANCELED not in ALLOWED_REQUEST[request.state]:
        now = RequestState(request.state).label
        raise NotAfterThat(
            _("{service}: {now}; that cannot be canceled.").format(
                service=_(request.get_service_display()), now=now
            )
        )
    _cancel(request, reason, by, at)
    return request


def chase_under_class(call: Call) -> None:
    """The call's class may have changed: the timers must be able to see it when they are due."""
    for request in Request.objects.filter(call=call, chase_at__isnull=False, overdue_at=None):
        request.call = call
        if request.chase_at:
            _set_timer(request, request.chase_at)


def renew(call: Call, service: Service, reason: str, by: Principal, at: datetime) -> Request:
    """Ask for a service again that had already said it is safe; under the call's lock."""
    done = Request.objects.filter(call=call, service=service, state=RequestState.SAFE).first()
    if done is not None:
        done.call = call
        _cancel(done, reason, by, at)
    return make(call, service, by, at)


def hand_over(call: Call, to: Call) -> list[int]:
    """What was asked for the one is asked for the other, if that has not asked the same service;
    the ids of what went over. Nobody is chased for the rest any more. Under both calls' locks.
    """
    known = set(_asked_for(to).values_list("service", flat=True))
    going = list(_asked_for(call).exclude(service__in=known))
    _give(going, to)
    end_all(call)
    return [one.pk for one in going]


def give_back(ids: list[int], call: Call, at: datetime) -> None:
    """The call has what it had brought; and whoever has not answered is chased anew."""
    _give(list(Request.objects.filter(pk__in=ids)), call)
    for one in _asked_for(call).filter(state__in=sorted(UNANSWERED)):
        one.call = call
        _chase(one, at)


def _asked_for(call: Call) -> QuerySet[Request]:
    return Request.objects.filter(call=call).exclude(state__in=sorted(ENDED_REQUEST))


def _give(requests: list[Request], to: Call) -> None:
    for one in requests:
        one.call, one.need_to_know = to, to.need_to_know
        one.save(update_fields=["call", "need_to_know"])
    chase_under_class(to)


def end_all(call: Call) -> None:
    """The call closes: nobody is chased any more. What they did stays as it stands."""
    for request in Request.objects.filter(call=call, chase_at__isnull=False):
        _stop_chasing(request)
        request.save(update_fields=["chase_at", "overdue_at"])


@journal.command
def mark_overdue(*, call: Call, service: Service, by: Principal, at: datetime) -> None:
    """Nobody accepted in time: every console is told. An answer that came first makes it moot."""
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    call = standing.lock_open(call)
    late = Request.objects.filter(
        call=call, service=service, state__in=sorted(UNANSWERED), chase_at__lte=at, overdue_at=None
    ).first()
    if late is None:
        return
    late.overdue_at = at
    late.save(update_fields=["overdue_at"])
    registry.touch(call.incident)
    event = events.RequestOverdue(
        number=call.incident.number, service=service, service_name=late.get_service_display()
    )
    record(event, call, by, at)


@work.task(CHASE)
def chase_request(*, subject: Subject, at: datetime, agency: int, need_to_know: str) -> None:
    """The deadline of a request that nobody has accepted."""
    scope.enter([agency], classes=[need_to_know])
    request = Request.objects.select_related("call__incident").filter(pk=int(subject.id)).first()
    if request is not None and request.state in UNANSWERED:
        by = agency_queries.system("chase timer", [agency])
        mark_overdue(call=request.call, service=Service(request.service), by=by, at=at)


def _cancel(request: Request, reason: str, by: Principal, at: datetime) -> None:
    call = request.call
    request.state, request.since, request.canceled_reason = RequestState.CANCELED, at, reason
    _stop_chasing(request)
    request.save()
    registry.touch(call.incident)
    event = events.RequestCanceled(
        number=call.incident.number,
        service=request.service,
        service_name=request.get_service_display(),
        reason=reason,
    )
    record(event, call, by, at)


def _standing(
    call: Call, service: Service, state: RequestState, by: Principal, at: datetime
) -> Request:
    if state == RequestState.ASKED:
        return make(call, service, by, at)
    found = Request.objects.filter(call=call, service=service)
    request = found.exclude(state__in=sorted(ENDED_REQUEST)).first()
    if request is None:
        raise NotRequested(
            _("{service} was not asked to come to {call}. Ask first.").format(
                service=_(service.label), call=call
            )
        )
    request.call = call
    return request


def _says_nothing_new(request: Request, state: RequestState, who: str, number: str) -> bool:
    if state != request.state or state == RequestState.ASKED:
        return False
    said = who in ("", request.accepted_by) and number in ("", request.their_number)
    return state != RequestState.ACCEPTED or said


def _progress(request: Request, state: RequestState, who: str, number: str, at: datetime) -> None:
    request.state, request.since = state, at
    if getattr(request, STAMPS[state]) is None or state == RequestState.ASKED:
        setattr(request, STAMPS[state], at)
    if state == RequestState.ASKED:
        request.asked_of = who
        _chase(request, at)
    else:
        request.accepted_by = who or request.accepted_by
        request.their_number = number or request.their_number
        _stop_chasing(request)
    request.save()


def _chase(request: Request, at: datetime) -> None:
    """Tell dispatch when nobody has accepted in the agency's time from now."""
    request.chase_at, request.overdue_at = at + timedelta(seconds=request.call.agency.chase_s), None
    request.save(update_fields=["chase_at", "overdue_at"])
    _set_timer(request, request.chase_at)


def _set_timer(request: Request, due: datetime) -> None:
    work.set_deadline(
        due,
        CHASE,
        _subject(request),
        agency=request.agency_id,
        need_to_know=request.need_to_know,
    )


def _stop_chasing(request: Request) -> None:
    request.chase_at = request.overdue_at = None
    work.cancel_deadline(CHASE, _subject(request))


def _subject(request: Request) -> Subject:
    return Subject("request", str(request.pk))


def _progressed(call: Call, request: Request, who: str, number: str) -> events.RequestProgressed:
    said = [who, f"their number {number}" if number else ""]
    words = ", ".join(one for one in said if one)
    return events.RequestProgressed(
        number=call.incident.number,
        service=request.service,
        service_name=request.get_service_display(),
        state=request.state,
        state_name=request.get_state_display(),
        said=f": {words}" if words else "",
    )
