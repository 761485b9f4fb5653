"""What an officer comes upon: a call that begins on scene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands.call import take_call
from beatbook.duties.calls.commands.sending import UnitNeeded, assign_units
from beatbook.duties.calls.models import Call, CallType
from beatbook.duties.calls.vocabulary import Source
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.force import commands as force
from beatbook.ground.force import states
from beatbook.ground.force.models import Assignment, Unit
from beatbook.ground.force.vocabulary import Status
from beatbook.ground.registry.commands import Location

TRAFFIC_STOP = "STOP"
"""The code of the call type that a traffic stop is taken as."""


@journal.command
def start_on_view(
    *,
    agency: Agency,
    call_type: CallType,
    location: Location,
    units: Sequence[Unit],
    note: str = "",
    plate: str = "",
    plate_state: str = "",
    by: Principal,
    at: datetime,
) -> Call:
    """A call that these units came upon and are at. It counts in no response time.

    A unit that may not handle it alone stages, as on any call. Raises ``UnitNeeded``,
    ``LocationNeeded``, ``NotAvailable`` or ``MustNotGo``: then there is no call.
    """
    rules.demand(by, Permission.CALL_ON_VIEW, agency.pk)
    if not units:
        raise UnitNeeded(_("Which unit is there? Name it."))
    for unit in units:
        _demand_own(by, unit)
    own = _own_dispatcher(by, agency)
    call = take_call(
        agency=agency,
        call_type=call_type,
        location=location,
        source=Source.ON_VIEW,
        note=note,
        plate=plate,
        plate_state=plate_state,
        by=own,
        at=at,
    )
    _put_there(call, units, own, at)
    return call


def _put_there(call: Call, units: Sequence[Unit], by: Principal, at: datetime) -> list[Assignment]:
    try:
        with transaction.atomic():
            return assign_units(call=call, units=units, status=Status.ON_SCENE, by=by, at=at)
    except force.HeldBack:
        return assign_units(call=call, units=units, status=Status.STAGING, by=by, at=at)


def _demand_own(by: Principal, unit: Unit) -> None:
    """A dispatcher for every unit, an officer for the unit he or she crews."""
    if by.may(Permission.CALL_DISPATCH, unit.agency_id):
        return
    if by.member_id not in states.crew_ids(unit.pk):
        raise NotAllowed(
            _("{by} does not crew {callsign}.").format(by=by.name, callsign=unit.callsign)
        )


def _own_dispatcher(by: Principal, agency: Agency) -> Principal:
    """Who comes upon something takes the call and is sent to it, by nobody else's hand."""
    held = by.grants.get(agency.pk, frozenset())
    more = held | {Permission.CALL_TAKE, Permission.CALL_DISPATCH}
    return replace(by, grants={**by.grants, agency.pk: more})
