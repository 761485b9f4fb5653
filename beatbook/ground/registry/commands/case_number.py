"""The numbers under which incidents are on record."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from beatbook.contract import registry as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.core.numbering import NumberFormat, compact, squeeze
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.registry.commands import incident as incidents
from beatbook.ground.registry.commands.demands import demand
from beatbook.ground.registry.models import CaseNumber, Incident

POSSIBLE = re.compile(r"(?=.*[0-9])[A-Z0-9][A-Z0-9 ./-]{0,28}[A-Z0-9]")
LONGEST_ISSUER = 80
LONGEST_REASON = 200


class UnfitCaseNumber(Refused):
    """No agency writes a case number so."""

    field = "case_number"


class IssuerNeeded(Refused):
    """A number of another agency, without which."""

    field = "issued_by"


class ReasonNeeded(Refused):
    """A number is voided for a reason, or not at all."""

    field = "reason"


@journal.command
def draw_case_number(*, incident: Incident, by: Principal, at: datetime) -> CaseNumber:
    """The next number of the agency's own series. Drawn twice, it is the same one."""
    demand(by, Permission.CASE_NUMBER_DRAW, incident.agency_id)
    locked = incidents.lock(incident.pk)
    own = locked.case_numbers.filter(serial__isnull=False, voided_at=None).first()
    return own or _draw(locked, by, at)


@journal.command
def need_case_number(*, incident: Incident, by: Principal, at: datetime) -> CaseNumber:
    """What happened is going on record: any number that stands will do, else one is drawn.

    For the duty whose rule says so, which has asked who may. The caller holds the incident's lock.
    """
    standing = incident.case_numbers.filter(voided_at=None).first()
    return standing or _draw(incident, by, at)


@journal.command
def record_foreign_case_number(
    *, incident: Incident, number: str, issued_by: str, by: Principal, at: datetime
) -> CaseNumber:
    """Note the number under which another agency has it. Noted twice, it is the same one.

    Raises ``UnfitCaseNumber`` or ``IssuerNeeded``.
    """
    demand(by, Permission.CASE_NUMBER_DRAW, incident.agency_id)
    number, issuer = _possible(number), " ".join(issued_by.split())
    if not issuer or len(issuer) > LONGEST_ISSUER:
        raise IssuerNeeded(
            _("Say which agency issued it, in at most {longest_issuer} letters.").format(
                longest_issuer=LONGEST_ISSUER
            )
        )
    locked = incidents.lock(incident.pk)
    standing = locked.case_numbers.filter(
        serial=None, voided_at=None, compact=compact(number), issued_by_agency__iexact=issuer
    ).first()
    if standing:
        return standing
    noted = CaseNumber.objects.create(
        agency_id=locked.agency_id,
        incident=locked,
        number=number,
        compact=compact(number),
        squeezed=squeeze(number),
        issued_by_agency=issuer,
        drawn_at=at,
        drawn_by=str(by.actor),
    )
    event = events.CaseNumberRecorded(
        number=locked.number, case_number_id=noted.pk, case_number=number, issued_by_agency=issuer
    )
    _record(event, locked, by, at)
    return noted


@journal.command
def void_case_number(*, case_number: CaseNumber, reason: str, by: Principal, at: datetime) -> None:
    """The number stands no more and is never used again; it stays on file, with who and why.

    The first voiding stands. Raises ``ReasonNeeded``.
    """
    demand(by, Permission.CASE_NUMBER_VOID, case_number.agency_id)
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise ReasonNeeded(
            _("Say why it is voided, in at most {longest_reason} letters.").format(
                longest_reason=LONGEST_REASON
            )
        )
    locked = incidents.lock(case_number.incident_id)
    standing = CaseNumber.objects.filter(pk=case_number.pk, voided_at=None)
    if standing.update(voided_at=at, voided_by=str(by.actor), voided_why=reason):
        event = events.CaseNumberVoided(
            number=locked.number,
            case_number_id=case_number.pk,
            case_number=case_number.number,
            reason=reason,
        )
        _record(event, locked, by, at)


def _draw(incident: Incident, by: Principal, at: datetime) -> CaseNumber:
    """In the agency's format as it is now, numbered by its local year."""
    agency = Agency.objects.get(pk=incident.agency_id)
    year = agency.local(at).year
    serial = _next_serial(agency.pk, year)
    written = NumberFormat.parse(agency.case_number_format)
    number = written.write(year, serial)
    drawn = CaseNumber.objects.create(
        agency=agency,
        incident=incident,
        number=number,
        compact=compact(number),
        squeezed=written.squeezed(year, serial),
        year=year,
        serial=serial,
        drawn_at=at,
        drawn_by=str(by.actor),
    )
    event = events.CaseNumberDrawn(number=incident.number, case_number=number)
    _record(event, incident, by, at)
    return drawn


def _possible(typed: str) -> str:
    number = " ".join(typed.upper().split())
    if not POSSIBLE.fullmatch(number):
        raise UnfitCaseNumber(
            _(
                "A case number has 2 to 30 letters and digits, at least one of them a digit; "
                "spaces, dots, slashes and dashes may stand between them."
            )
        )
    return number


def _record(event: object, incident: Incident, by: Principal, at: datetime) -> None:
    """What screens show of the incident has changed."""
    incidents.touch(incident)
    journal.record(
        event,
        subject=incidents.subject(incident),
        agency_id=incident.agency_id,
        by=by,
        at=at,
        need_to_know=incident.need_to_know,
    )


def _next_serial(agency_id: int, year: int) -> int:
    """Drawn from a sequence of its own, like the number of a call."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_next_case_serial(%s, %s)", [agency_id, year])
        row = cursor.fetchone()
        assert row is not None
        return int(row[0])
