"""Setting up how calls can end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import closing as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.duties.calls import rules
from beatbook.duties.calls.models import Disposition
from beatbook.duties.calls.vocabulary import Ending
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency

POSSIBLE = re.compile(r"[A-Z][A-Z0-9]{1,11}")


class UnfitDisposition(Refused):
    """No call can end like this; ``field`` says what is wrong with it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class StillNeeded(Refused):
    """Without this disposition some calls could not end."""


@journal.command
def configure_disposition(
    *, agency: Agency, ending: Ending, order: int | None = None, by: Principal, at: datetime
) -> Disposition:
    """Set up a way a call can end; under a code already in use, change that one.

    Without ``order`` a new one comes last and an old one stays where it is. One that was out of
    use is in use again. What already stands so is no news. Raises ``UnfitDisposition``.
    """
    rules.demand(by, Permission.CALL_CONFIGURE, agency.pk)
    _demand_possible(ending)
    found = Disposition.objects.select_for_update().filter(agency=agency, code=ending.code).first()
    disposition = found or Disposition(agency=agency, order=_last(agency) + 1)
    wanted = asdict(ending) | {"retired_at": None}
    if order is not None:
        wanted["order"] = order
    if found and all(getattr(found, name) == value for name, value in wanted.items()):
        return found
    for name, value in wanted.items():
        setattr(disposition, name, value)
    disposition.save()
    _record(events.DispositionConfigured(disposition=ending.code), disposition, by, at)
    return disposition


@journal.command
def retire_disposition(*, disposition: Disposition, by: Principal, at: datetime) -> None:
    """No call ends so any more; those that did keep it. Raises ``StillNeeded``.

    Done twice, the first time stands.
    """
    rules.demand(by, Permission.CALL_CONFIGURE, disposition.agency_id)
    standing = Disposition.objects.select_for_update().filter(
        agency_id=disposition.agency_id, retired_at=None
    )
    others = [one for one in standing if one.pk != disposition.pk]
    if not any(one.without_arrival for one in others):
        raise StillNeeded(_("One disposition must be left for calls at which no unit was."))
    if Disposition.objects.filter(pk=disposition.pk, retired_at=None).update(retired_at=at):
        _record(events.DispositionRetired(disposition=disposition.code), disposition, by, at)


@journal.command
def order_dispositions(
    *, agency: Agency, codes: Sequence[str], by: Principal, at: datetime
) -> list[Disposition]:
    """Put these first, in this order, on every screen; the others follow as they were.

    The order that already stands is no news.
    """
    rules.demand(by, Permission.CALL_CONFIGURE, agency.pk)
    standing = list(
        Disposition.objects.select_for_update()
        .filter(agency=agency, retired_at=None)
        .order_by("order", "name")
    )
    place = {code: at for at, code in enumerate(codes)}
    wanted = sorted(standing, key=lambda one: place.get(one.code, len(codes)))
    if wanted == standing:
        return standing
    for order, disposition in enumerate(wanted):
        disposition.order = order
    Disposition.objects.bulk_update(wanted, ["order"])
    journal.record(
        events.DispositionsOrdered(dispositions=" ".join(one.code for one in wanted)),
        subject=Subject("agency", str(agency.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return wanted


def _demand_possible(ending: Ending) -> None:
    if not POSSIBLE.fullmatch(ending.code):
        raise UnfitDisposition(
            "code",
            _("A code has 2 to 12 capital letters and digits and begins with a letter: GOA."),
        )
    if not ending.name.strip():
        raise UnfitDisposition("name", _("What should screens say? Give it a name."))
    if ending.owes_report and not ending.needs_case_number:
        raise UnfitDisposition("needs_case_number", _("A report is filed under a case number."))


def _last(agency: Agency) -> int:
    standing = Disposition.objects.filter(agency=agency).order_by("-order").first()
    return standing.order if standing else -1


def _record(
    event: events.DispositionConfigured | events.DispositionRetired,
    disposition: Disposition,
    by: Principal,
    at: datetime,
) -> None:
    journal.record(
        event,
        subject=Subject("disposition", str(disposition.pk)),
        agency_id=disposition.agency_id,
        by=by,
        at=at,
    )
