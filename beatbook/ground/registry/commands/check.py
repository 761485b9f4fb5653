"""Asking a dispatcher to check a plate or a person elsewhere, and the code of what came back.

A possible hit is told to dispatch and, by the agency's code phrase, to who asked. It is no reason
to detain anybody: it has to be confirmed, and a sworn unit is asked to come.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from beatbook.contract import registry as events
from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal, work
from beatbook.ground.agency import queries as agencies
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal import scope
from beatbook.ground.registry.commands import look_up
from beatbook.ground.registry.commands.demands import demand
from beatbook.ground.registry.models import Check, Incident
from beatbook.ground.registry.vocabulary import Asked, CheckResult

CONFIRM = "registry.confirm_hit"


class CheckOutOfSight(Refused):
    """The check is another agency's."""


class AnsweredBefore(Refused):
    """Somebody has answered it, or it was no hit."""


@journal.command
def request_check(
    *,
    agency: Agency,
    kind: Asked,
    asked: str,
    purpose: str,
    incident: Incident | None = None,
    by: Principal,
    at: datetime,
) -> Check:
    """Put it into the dispatchers' queue. The same, still unanswered, is not asked twice.

    Raises ``UnfitLookUp``.
    """
    demand(by, Permission.RECORD_LOOK_UP, agency.pk)
    if by.member_id is None:
        raise NotAllowed(_("Only a member can ask for a check."))
    said, why = look_up.readable(kind, asked), look_up.reason(purpose, incident)
    waiting = Check.objects.filter(agency=agency, asked_by_id=by.member_id, answered_at=None)
    known = waiting.filter(kind=kind, asked=said).first()
    if known is not None:
        return known
    made = Check.objects.create(
        agency=agency,
        incident=incident,
        kind=kind,
        asked=said,
        purpose=why,
        asked_by_id=by.member_id,
        asked_at=at,
    )
    event = events.CheckRequested(
        check_id=made.pk, kind=kind, kind_name=kind.label.lower(), asked=said, purpose=why
    )
    _record(event, made, by, at)
    return made


@journal.command
def answer_check(*, check: Check, result: CheckResult, by: Principal, at: datetime) -> Check:
    """The result as a code; nothing else of a return is kept. A possible hit begins its timer.

    The same again changes nothing. Raises ``AnsweredBefore``.
    """
    demand(by, Permission.CHECK_ANSWER, check.agency_id)
    held = _lock(check)
    if held.result == result:
        return held
    if held.answered_at is not None:
        raise AnsweredBefore(
            _("Check {held} was answered: {result}.").format(
                held=held.pk, result=_(held.get_result_display())
            )
        )
    held.result, held.answered_at, held.answered_by = result, at, str(by.actor)
    if result == CheckResult.HIT:
        held.confirm_by = at + timedelta(seconds=held.agency.hit_confirmation_s)
        work.set_deadline(held.confirm_by, CONFIRM, _subject(held), agency=held.agency_id)
    _save(held)
    event = events.CheckAnswered(
        check_id=held.pk,
        number=held.incident.number if held.incident else "",
        result=result,
        result_name=result.label,
    )
    _record(event, held, by, at)
    return held


@journal.command
def confirm_hit(*, check: Check, confirmed: bool, by: Principal, at: datetime) -> Check:
    """Whoever entered the record says it stands, or that it does not. Raises ``AnsweredBefore``."""
    demand(by, Permission.CHECK_ANSWER, check.agency_id)
    held = _lock(check)
    if held.result != CheckResult.HIT:
        raise AnsweredBefore(_("Check {held} is no possible hit.").format(held=held.pk))
    if held.is_confirmed is not None:
        if held.is_confirmed == confirmed:
            return held
        raise AnsweredBefore(_("Check {held} was settled before.").format(held=held.pk))
    held.is_confirmed, held.confirmed_at = confirmed, at
    _save(held)
    work.cancel_deadline(CONFIRM, _subject(held))
    _record(events.HitSettled(check_id=held.pk, confirmed=confirmed), held, by, at)
    return held


@work.task(CONFIRM)
def chase_confirmation(*, subject: Subject, at: datetime, agency: int) -> None:
    """The deadline of a possible hit: every console is told that nobody has confirmed it."""
    scope.enter([agency])
    late = Check.objects.select_for_update(of=("self",)).filter(pk=int(subject.id)).first()
    if late is not None and late.is_confirmed is None and late.overdue_at is None:
        _mark_overdue(check=late, by=agencies.system("hit confirmation", [agency]), at=at)


@journal.command
def _mark_overdue(*, check: Check, by: Principal, at: datetime) -> None:
    check.overdue_at = at
    _save(check)
    _record(events.HitOverdue(check_id=check.pk), check, by, at)


def _lock(check: Check) -> Check:
    held = (
        Check.objects.select_for_update(of=("self",))
        .select_related("agency", "incident")
        .filter(pk=check.pk)
        .first()
    )
    if held is None:
        raise CheckOutOfSight(_("You may not see this check, so you cannot answer it."))
    return held


def _save(check: Check) -> None:
    check.version += 1
    check.save()


def _subject(check: Check) -> Subject:
    return Subject("check", str(check.pk))


def _record(event: object, check: Check, by: Principal, at: datetime) -> None:
    journal.record(event, subject=_subject(check), agency_id=check.agency_id, by=by, at=at)
