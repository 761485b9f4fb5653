"""Companies that are called in turn: keeping the line, and what became of each offer.

The line is fair by its places alone: whoever used the turn goes to its end, whoever was passed over
stays, and whoever was not needed after all is first again.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, Min, QuerySet
from django.utils.translation import gettext as _

from beatbook.contract import taking as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import request as request_commands
from beatbook.duties.calls.commands import standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.commands.request import SayWhy
from beatbook.duties.calls.models import Call, Company, Request, Turn
from beatbook.duties.calls.queries import rotation
from beatbook.duties.calls.vocabulary import (
    BY_ROTATION,
    USES_THE_TURN,
    Outcome,
    RequestState,
    Service,
)
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.registry import commands as registry


class UnfitCompany(Refused):
    """A company that cannot stand in line; ``field`` says what is wrong."""

    field = "name"


class NotNext(Refused):
    """Somebody else is next in line, or nobody is."""


@journal.command
def add_company(
    *, agency: Agency, service: Service, name: str, phone: str = "", by: Principal, at: datetime
) -> Company:
    """Put a company at the end of the line. Raises ``UnfitCompany``."""
    rules.demand(by, Permission.CALL_CONFIGURE, agency.pk)
    if service not in BY_ROTATION:
        raise UnfitCompany(
            _("{service} is not called by rotation.").format(service=_(service.label))
        )
    _lock_line(agency.pk, service)
    name = _fit_name(name, Company.objects.filter(agency=agency, service=service))
    company = Company.objects.create(
        agency=agency,
        service=service,
        name=name,
        phone=phone,
        place=_last_place(agency.pk, service) + 1,
        added_at=at,
    )
    _record(events.CompanyAdded(service=service, company=name), company, by, at)
    return company


@journal.command
def change_company(
    *, company: Company, name: str, phone: str, by: Principal, at: datetime
) -> Company:
    """It is called otherwise, or has another telephone; its place in line and its turns stay.

    Raises ``UnfitCompany``. With nothing to change, nothing is recorded.
    """
    rules.demand(by, Permission.CALL_CONFIGURE, company.agency_id)
    _lock_line(company.agency_id, company.service)
    company.refresh_from_db()
    line = Company.objects.filter(agency_id=company.agency_id, service=company.service)
    name, before = _fit_name(name, line.exclude(pk=company.pk)), (company.name, company.phone)
    if (name, phone) == before:
        return company
    company.name, company.phone = name, phone
    company.save(update_fields=["name", "phone"])
    event = events.CompanyChanged(
        service=company.service, company=name, before=", ".join(filter(None, before))
    )
    _record(event, company, by, at)
    return company


@journal.command
def retire_company(*, company: Company, by: Principal, at: datetime) -> Company:
    """It is called no more. Its turns stay on file. Done twice, the first time stands."""
    rules.demand(by, Permission.CALL_CONFIGURE, company.agency_id)
    _lock_line(company.agency_id, company.service)
    company.refresh_from_db()
    if company.retired_at:
        return company
    company.retired_at = at
    company.save(update_fields=["retired_at"])
    _record(events.CompanyRetired(service=company.service, company=company.name), company, by, at)
    return company


@journal.command
def report_offer(
    *,
    call: Call,
    service: Service,
    outcome: Outcome,
    company: Company | None = None,
    reason: str = "",
    by: Principal,
    at: datetime,
) -> Turn:
    """The next in line was asked to come: did they accept, refuse, not answer, or were they passed
    over (with a reason: they cannot do this one)? Who accepts has accepted the request.

    ``company`` is whom one spoke with; if by now another is next, nothing is kept. Raises
    ``NotNext``, ``NotRequested`` or ``SayWhy``.
    """
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    if outcome == Outcome.PASSED and not reason.strip():
        raise SayWhy(_("Say why they are passed over: a word or two is enough."))
    call = standing.lock_open(call)
    asked = request_commands.make(call, service, by, at)
    _lock_line(call.agency_id, service)
    following = rotation.next_in_line(asked)
    if following is None:
        raise NotNext(
            _("Nobody else is in line for {service}. Ask somebody by name.").format(
                service=service.label.lower()
            )
        )
    if company is not None and company.pk != following.pk:
        raise NotNext(
            _("{company} is not next in line now: {following} is.").format(
                company=company, following=following
            )
        )
    turn = Turn.objects.create(
        agency_id=call.agency_id,
        need_to_know=call.need_to_know,
        company=following,
        request=asked,
        outcome=outcome,
        reason=reason,
        at=at,
        by=str(by.actor),
    )
    if outcome in USES_THE_TURN:
        _go_to(following, _last_place(call.agency_id, service) + 1)
    registry.touch(call.incident)
    record(_offered(call, turn), call, by, at)
    if outcome == Outcome.ACCEPTED:
        request_commands.report_request(
            call=call,
            service=service,
            state=RequestState.ACCEPTED,
            who=following.name,
            by=by,
            at=at,
        )
    return turn


@journal.command
def give_turn_back(*, request: Request, by: Principal, at: datetime) -> Turn | None:
    """They were not needed after all, before they came: they are first in line again."""
    rules.demand(by, Permission.CALL_DISPATCH, request.agency_id)
    turn = request.turns.filter(outcome=Outcome.ACCEPTED, returned_at=None).first()
    if turn is None:
        return None
    _lock_line(request.agency_id, request.service)
    turn.returned_at = at
    turn.save(update_fields=["returned_at"])
    company = Company.objects.get(pk=turn.company_id)
    first = Company.objects.filter(agency_id=request.agency_id, service=request.service)
    _go_to(company, (first.aggregate(Min("place"))["place__min"] or 0) - 1)
    call = request.call
    event = events.TurnReturned(
        number=call.incident.number, service=request.service, company=company.name
    )
    record(event, call, by, at)
    return turn


def _fit_name(name: str, others: QuerySet[Company]) -> str:
    """The name without needless blanks; nobody else in the line has it."""
    name = " ".join(name.split())
    if not name:
        raise UnfitCompany(_("What is the company called?"))
    if others.filter(name=name, retired_at=None).exists():
        raise UnfitCompany(_("{name} stands in this line already.").format(name=name))
    return name


def _lock_line(agency_id: int, service: str) -> None:
    """Two dispatchers are never offered the same turn."""
    line = Company.objects.filter(agency_id=agency_id, service=service).order_by("pk")
    list(line.select_for_update().values_list("pk"))


def _last_place(agency_id: int, service: str) -> int:
    line = Company.objects.filter(agency_id=agency_id, service=service)
    return int(line.aggregate(Max("place"))["place__max"] or 0)


def _go_to(company: Company, place: int) -> None:
    company.place = place
    company.save(update_fields=["place"])


def _offered(call: Call, turn: Turn) -> events.TurnOffered:
    return events.TurnOffered(
        number=call.incident.number,
        service=turn.request.service,
        service_name=turn.request.get_service_display(),
        outcome=turn.outcome,
        outcome_name=turn.get_outcome_display(),
        company=turn.company.name,
        reason=f": {turn.reason}" if turn.reason else "",
    )


def _record(
    event: events.CompanyAdded | events.CompanyChanged | events.CompanyRetired,
    company: Company,
    by: Principal,
    at: datetime,
) -> None:
    journal.record(
        event,
        subject=Subject("company", str(company.pk)),
        agency_id=company.agency_id,
        by=by,
        at=at,
    )
