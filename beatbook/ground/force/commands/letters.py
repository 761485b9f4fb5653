"""An agency gives the statuses letters of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import force as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import letters as spelled
from beatbook.ground.force import rules, spoken
from beatbook.ground.force.models import StatusLetters
from beatbook.ground.force.vocabulary import Status

TYPED = re.compile(r"[A-Z0-9]{1,4}")
NUMBERED = re.compile(r"[A-Z]?\d{3,4}")
"""Alone on the command line, that chooses a call."""


class UnfitLetters(Refused):
    """These letters cannot stand for this status; ``field`` is the status."""

    def __init__(self, message: str, status: str) -> None:
        super().__init__(message)
        self.field = status


@journal.command
def set_letters(
    *, agency: Agency, letters: Mapping[str, str], by: Principal, at: datetime
) -> dict[str, str]:
    """The agency's own letters of the statuses named; "" is back to ours. Returns all it has then.

    One entry for each status whose letters really change. Raises ``UnfitLetters``.
    """
    rules.demand(by, Permission.AGENCY_CONFIGURE, agency.pk)
    Agency.objects.select_for_update().get(pk=agency.pk)
    stand = spelled.of_agency(agency)
    given = {status: typed.strip().upper() for status, typed in letters.items()}
    wanted = stand | given
    own = {one.value: wanted[one] for one in Status if wanted.get(one, "") not in ("", one)}
    demand_fit(own)
    changed = [one for one in Status if stand.get(one) != own.get(one)]
    StatusLetters.objects.filter(agency=agency, status__in=changed).delete()
    StatusLetters.objects.bulk_create(
        StatusLetters(agency=agency, status=one, letters=own[one]) for one in changed if one in own
    )
    for one in changed:
        event = events.StatusLettersChanged(
            status=one.value,
            status_name=one.label,
            before=stand.get(one, one.value),
            after=own.get(one, one.value),
        )
        subject = Subject("agency", str(agency.pk))
        journal.record(event, subject=subject, agency_id=agency.pk, by=by, at=at)
    return own


def demand_fit(own: Mapping[str, str]) -> None:
    """Whatever is typed means one thing, also to who keeps to ours. Raises ``UnfitLetters``."""
    for status, said in own.items():
        _demand_letters(said, status)
        _demand_one_meaning(Status(status), said, own)


def _demand_letters(said: str, status: str) -> None:
    if not TYPED.fullmatch(said):
        raise UnfitLetters(
            _("Letters are 1 to 4 of A to Z and 0 to 9, without spaces or dashes."), status
        )
    if NUMBERED.fullmatch(said):
        raise UnfitLetters(
            _("{said} reads like the number of a call. Choose other letters.").format(said=said),
            status,
        )


def _demand_one_meaning(status: Status, said: str, own: Mapping[str, str]) -> None:
    other = next((one for one in Status if one != status and said in (one, own.get(one))), None)
    if other:
        raise UnfitLetters(
            _("{said} stands for another status: {status}. Choose other letters.").format(
                said=said, status=_(other.label)
            ),
            status,
        )
    word = spoken.meaning(said)
    if word and word.status != status:
        raise UnfitLetters(
            _("{said} is a command of the console: {command}. Choose other letters.").format(
                said=said, command=_(word.name)
            ),
            status,
        )
