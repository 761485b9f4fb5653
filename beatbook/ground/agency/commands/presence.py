"""Who signed in, who signed out, and who was refused."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract import agency as events
from beatbook.contract.access import Principal
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Member
from beatbook.ground.journal import scope
from beatbook.ground.journal.models import INSTALLATION


@journal.command
def record_sign_in(*, member: Member, by: Principal, at: datetime) -> None:
    _record_presence(events.SignedIn(member_id=member.pk), member, by, at)


@journal.command
def record_sign_out(*, member: Member, by: Principal, at: datetime) -> None:
    _record_presence(events.SignedOut(member_id=member.pk), member, by, at)


@journal.command
def record_sign_in_refused(*, username: str, by: Principal, at: datetime) -> None:
    """In the log of every agency whose member was meant; of the installation, if of nobody's."""
    member_id = queries.member_id(username)
    agencies = [] if member_id is None else queries.agencies_of(member_id)
    with scope.within(agencies):
        for agency_id in agencies or [INSTALLATION]:
            journal.record(
                events.SignInRefused(username=username),
                subject=Subject("sign_in", "refused"),
                agency_id=agency_id,
                by=by,
                at=at,
            )


def _record_presence(
    event: events.SignedIn | events.SignedOut, member: Member, by: Principal, at: datetime
) -> None:
    """In the log of every agency where the member belongs: each sees its own people only."""
    for agency_id in by.agencies() or [INSTALLATION]:
        journal.record(
            event,
            subject=Subject("member", str(member.pk)),
            agency_id=agency_id,
            by=by,
            at=at,
        )
