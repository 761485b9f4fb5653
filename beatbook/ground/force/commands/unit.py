"""Setting up units, crewing them, and taking them off duty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from beatbook.contract import force as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import MemberClass, Subject, UnitKind
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force import rules, states
from beatbook.ground.force.models import Qualification, RosterEntry, Unit, UnitState
from beatbook.ground.force.vocabulary import ASSIGNED, Status


class CallsignTaken(Refused):
    """Another unit of the agency has this callsign."""


class AlreadyCrewing(Refused):
    """A member crews another unit at this moment."""


class OutOfUse(Refused):
    """The unit was taken out of use."""


class OnACall(Refused):
    """The unit is on a call and must be cleared from it first."""


@journal.command
def create_unit(
    *,
    agency: Agency,
    callsign: str,
    kind: UnitKind,
    member_class: MemberClass,
    capabilities: Iterable[str] = (),
    home_beat: str = "",
    by: Principal,
    at: datetime,
) -> Unit:
    """A new unit, off duty. Raises ``CallsignTaken``."""
    rules.demand(by, Permission.UNIT_CONFIGURE, agency.pk)
    unit = Unit(
        agency=agency,
        callsign=callsign.upper(),
        kind=kind,
        member_class=member_class,
        capabilities=sorted(capabilities),
        home_beat=home_beat,
    )
    _save_unless_taken(unit)
    UnitState.objects.create(unit=unit, agency=agency, since=at)
    event = events.UnitCreated(unit_id=unit.pk, callsign=unit.callsign)
    _record(event, unit, by, at)
    return unit


@journal.command
def change_unit(
    *,
    unit: Unit,
    callsign: str,
    kind: UnitKind,
    member_class: MemberClass,
    capabilities: Iterable[str],
    home_beat: str,
    by: Principal,
    at: datetime,
) -> Unit:
    """Change what a unit is. Nothing is recorded when nothing changed."""
    rules.demand(by, Permission.UNIT_CONFIGURE, unit.agency_id)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    wanted = {
        "callsign": callsign.upper(),
        "kind": kind,
        "member_class": member_class,
        "capabilities": sorted(capabilities),
        "home_beat": home_beat,
    }
    changed = [name for name, value in wanted.items() if getattr(unit, name) != value]
    if not changed:
        return unit
    for name in changed:
        setattr(unit, name, wanted[name])
    _save_unless_taken(unit)
    states.touch(unit.pk)
    event = events.UnitChanged(
        unit_id=unit.pk, callsign=unit.callsign, fields=", ".join(changed).replace("_", " ")
    )
    _record(event, unit, by, at)
    return unit


@journal.command
def retire_unit(*, unit: Unit, by: Principal, at: datetime) -> None:
    """Take a unit out of use. Its history stays. Raises ``OnACall``."""
    rules.demand(by, Permission.UNIT_CONFIGURE, unit.agency_id)
    state = states.lock(unit.pk)
    if state.status != Status.OFF_DUTY:
        put_off_duty(unit=unit, by=by, at=at)
    if Unit.objects.filter(pk=unit.pk, retired_at=None).update(retired_at=at):
        states.touch(unit.pk)
        _record(events.UnitRetired(unit_id=unit.pk, callsign=unit.callsign), unit, by, at)


@journal.command
def put_on_duty(
    *, unit: Unit, members: Sequence[Member], by: Principal, at: datetime
) -> Sequence[RosterEntry]:
    """Crew a unit and make it available. The crew it already has, available, changes nothing.

    Raises ``AlreadyCrewing``, ``OnACall`` or ``OutOfUse``.
    """
    rules.demand(by, Permission.ROSTER_EDIT, unit.agency_id)
    state = states.lock(unit.pk)
    if state.status in ASSIGNED:
        raise OnACall(
            _("{callsign} is on a call; its crew changes after it has cleared.").format(
                callsign=unit.callsign
            )
        )
    if state.unit.retired_at:
        raise OutOfUse(_("{callsign} is out of use.").format(callsign=unit.callsign))
    standing = list(RosterEntry.objects.filter(unit=unit, ends_at=None))
    same = {entry.member_id for entry in standing} == {member.pk for member in members}
    if same and state.status == Status.AVAILABLE:
        return standing
    at = states.not_before(state, at)
    return crew_up(state, unit, members, by, at)


def crew_up(
    state: UnitState, unit: Unit, members: Sequence[Member], by: Principal, at: datetime
) -> list[RosterEntry]:
    """Give the unit this crew and make it available. The caller holds its lock."""
    states.end_shift(unit.pk, at)
    entries = [_crew(unit, member, at) for member in members]
    states.move(state, Status.AVAILABLE, at)
    event = events.UnitOnDuty(
        unit_id=unit.pk,
        callsign=unit.callsign,
        member_ids=" ".join(str(member.pk) for member in members),
        crew=", ".join(member.short_name for member in members) or "nobody named",
    )
    _record(event, unit, by, at)
    return entries


@journal.command
def put_off_duty(*, unit: Unit, by: Principal, at: datetime) -> None:
    """End the unit's shift. Raises ``OnACall``. Done twice, nothing happens."""
    rules.demand(by, Permission.ROSTER_EDIT, unit.agency_id)
    go_off_duty(states.lock(unit.pk), unit, by, at)


def go_off_duty(state: UnitState, unit: Unit, by: Principal, at: datetime) -> bool:
    """End the unit's shift and say whether there was one. The caller holds its lock."""
    if state.status == Status.OFF_DUTY:
        return False
    if state.status in ASSIGNED:
        raise OnACall(
            _("{callsign} is on a call. Clear it from the call first.").format(
                callsign=unit.callsign
            )
        )
    at = states.not_before(state, at)
    states.end_shift(unit.pk, at)
    states.bring_back(unit.pk, at)
    states.move(state, Status.OFF_DUTY, at)
    _record(events.UnitOffDuty(unit_id=unit.pk, callsign=unit.callsign), unit, by, at)
    return True


@journal.command
def grant_qualification(
    *,
    agency: Agency,
    member: Member,
    code: str,
    expires_on: date | None,
    by: Principal,
    at: datetime,
) -> Qualification:
    """Record what a member is qualified for. Done twice, the expiry given last stands."""
    rules.demand(by, Permission.UNIT_CONFIGURE, agency.pk)
    held, _ = Qualification.objects.update_or_create(
        agency=agency, member=member, code=code, defaults={"expires_on": expires_on}
    )
    journal.record(
        events.QualificationGranted(
            member_id=member.pk, qualification=code, expires_on=str(expires_on or "")
        ),
        subject=Subject("member", str(member.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return held


def _crew(unit: Unit, member: Member, at: datetime) -> RosterEntry:
    try:
        with transaction.atomic():
            return RosterEntry.objects.create(
                agency_id=unit.agency_id, unit=unit, member=member, starts_at=at
            )
    except IntegrityError as error:
        raise AlreadyCrewing(
            _("{member} crews another unit now. End that shift first.").format(member=member.name)
        ) from error


def _save_unless_taken(unit: Unit) -> None:
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as error:
        if "one_unit_per_callsign" not in str(error):
            raise
        raise CallsignTaken(
            _("There is already a unit {callsign}.").format(callsign=unit.callsign)
        ) from error


def _record(event: Any, unit: Unit, by: Principal, at: datetime) -> None:
    journal.record(
        event, subject=Subject("unit", str(unit.pk)), agency_id=unit.agency_id, by=by, at=at
    )
