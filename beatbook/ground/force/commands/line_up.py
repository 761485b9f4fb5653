"""Reading the line-up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from beatbook.contract import shift as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force import rules
from beatbook.ground.force.models import LineUpHearer, LineUpReading

TWICE = timedelta(minutes=2)
"""Read again to the same members within this time, it is the same reading, pressed twice."""


class NobodyHeard(Refused):
    """A line-up is read to somebody."""

    field = "members"


@journal.command
def record_line_up(
    *, agency: Agency, members: Sequence[Member], by: Principal, at: datetime
) -> LineUpReading:
    """The line-up was read to these members. Raises ``NobodyHeard``."""
    rules.demand(by, Permission.ROSTER_EDIT, agency.pk)
    if not members:
        raise NobodyHeard(_("To whom was it read? Choose at least one member."))
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    wanted = {member.pk for member in members}
    last = LineUpReading.objects.filter(agency=agency, by=str(by.actor), at__gt=at - TWICE).last()
    if last and set(last.members.values_list("pk", flat=True)) == wanted:
        return last
    reading = LineUpReading.objects.create(agency=agency, at=at, by=str(by.actor))
    LineUpHearer.objects.bulk_create(
        LineUpHearer(agency=agency, reading=reading, member=member) for member in members
    )
    journal.record(
        events.LineUpRead(
            member_ids=" ".join(str(member.pk) for member in members),
            members=", ".join(member.short_name for member in members),
        ),
        subject=Subject("agency", str(agency.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return reading
