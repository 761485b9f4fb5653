"""The plan: who is to crew which unit when, and how many are needed."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from beatbook.contract import shift as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force import rules
from beatbook.ground.force.models import PlannedShift, StaffingMinimum, Unit


class PlannedElsewhere(Refused):
    """The member is planned on another unit at that time."""

    field = "member"


class NoSuchShift(Refused):
    """A shift takes time, but no more than a day and a half."""

    field = "ends"


LONGEST_S = 36 * 3600


@journal.command
def plan_shift(
    *,
    unit: Unit,
    member: Member,
    starts_at: datetime,
    ends_at: datetime,
    by: Principal,
    at: datetime,
) -> PlannedShift:
    """Plan a member on a unit. The same plan again is no news. Raises ``PlannedElsewhere`` or
    ``NoSuchShift``.
    """
    rules.demand(by, Permission.ROSTER_EDIT, unit.agency_id)
    if not 0 < (ends_at - starts_at).total_seconds() <= LONGEST_S:
        raise NoSuchShift(_("A shift ends after it begins, and within 36 hours."))
    same = PlannedShift.objects.filter(
        unit=unit, member=member, starts_at=starts_at, ends_at=ends_at
    ).first()
    if same:
        return same
    try:
        with transaction.atomic():
            planned = PlannedShift.objects.create(
                agency_id=unit.agency_id,
                unit=unit,
                member=member,
                starts_at=starts_at,
                ends_at=ends_at,
            )
    except IntegrityError as error:
        raise PlannedElsewhere(
            _(
                "{member} is planned on a unit at that time already. Nobody is in two at once."
            ).format(member=member.name)
        ) from error
    event = events.ShiftPlanned(
        unit_id=unit.pk,
        callsign=unit.callsign,
        member_id=member.pk,
        starts_at=starts_at.isoformat(),
        ends_at=ends_at.isoformat(),
        when=_when(planned),
        member=member.short_name,
    )
    _record(event, planned, by, at)
    return planned


@journal.command
def cancel_planned_shift(*, planned: PlannedShift, by: Principal, at: datetime) -> None:
    """Take it off the plan. Done twice, nothing happens."""
    rules.demand(by, Permission.ROSTER_EDIT, planned.agency_id)
    removed, _ = PlannedShift.objects.filter(pk=planned.pk).delete()
    if removed:
        event = events.ShiftUnplanned(
            unit_id=planned.unit_id,
            callsign=planned.unit.callsign,
            member_id=planned.member_id,
            when=_when(planned),
            member=planned.member.short_name,
        )
        _record(event, planned, by, at)


@journal.command
def swap_planned_shifts(
    *, one: PlannedShift, other: PlannedShift, by: Principal, at: datetime
) -> None:
    """Each takes the other's place. Two of one member change nothing. Raises
    ``PlannedElsewhere``.
    """
    rules.demand(by, Permission.ROSTER_EDIT, one.agency_id)
    rules.demand(by, Permission.ROSTER_EDIT, other.agency_id)
    if one.member_id == other.member_id:
        return
    members = (other.member, one.member)
    try:
        with transaction.atomic():
            _defer("DEFERRED")
            PlannedShift.objects.filter(pk=one.pk).update(member=members[0])
            PlannedShift.objects.filter(pk=other.pk).update(member=members[1])
            _defer("IMMEDIATE")
    except IntegrityError as error:
        raise PlannedElsewhere(
            _("After the swap one of them would be planned on two units at once.")
        ) from error
    one.member, other.member = members
    event = events.ShiftsSwapped(
        member_ids=" ".join(str(member.pk) for member in members),
        members=" and ".join(member.short_name for member in members),
    )
    _record(event, one, by, at)


@journal.command
def set_staffing_minimum(
    *,
    agency: Agency,
    name: str,
    starts: time,
    ends: time,
    members: int,
    by: Principal,
    at: datetime,
) -> StaffingMinimum | None:
    """So many are needed between these hours, each day; with 0 members that minimum is gone.

    What stands already is no news.
    """
    rules.demand(by, Permission.ROSTER_EDIT, agency.pk)
    found = StaffingMinimum.objects.filter(agency=agency, name=name).first()
    if found and (found.starts, found.ends, found.members) == (starts, ends, members):
        return found
    if members:
        found, _ = StaffingMinimum.objects.update_or_create(
            agency=agency,
            name=name,
            defaults={"starts": starts, "ends": ends, "members": members},
        )
    elif found:
        found.delete()
        found = None
    else:
        return None
    event = events.StaffingMinimumSet(
        name_of_it=name, starts=f"{starts:%H:%M}", ends=f"{ends:%H:%M}", members=members
    )
    journal.record(
        event, subject=Subject("agency", str(agency.pk)), agency_id=agency.pk, by=by, at=at
    )
    return found


def _defer(when: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS force_member_planned_once {when}")


def _when(planned: PlannedShift) -> str:
    agency = planned.unit.agency
    starts, ends = agency.local(planned.starts_at), agency.local(planned.ends_at)
    return f"{starts:%b} {starts.day} {starts:%H:%M} to {ends:%H:%M}"


def _record(event: Any, planned: PlannedShift, by: Principal, at: datetime) -> None:
    journal.record(
        event,
        subject=Subject("unit", str(planned.unit_id)),
        agency_id=planned.agency_id,
        by=by,
        at=at,
    )
