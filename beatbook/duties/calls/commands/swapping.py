"""Two units exchange what they are on."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import moving, standing
from beatbook.duties.calls.commands.sending import assign_units
from beatbook.duties.calls.models import Call
from beatbook.ground import journal
from beatbook.ground.force.models import Assignment, Unit
from beatbook.ground.force.vocabulary import LeftEarly
from beatbook.ground.journal import undoing


class NothingToSwap(Refused):
    """Neither unit is on a call, or both are on the same."""


@journal.command
def swap_units(*, units: tuple[Unit, Unit], by: Principal, at: datetime) -> list[Assignment]:
    """Each of the two goes to the call that the other is on; one that is on none gives none.

    They are sent anew, so the times of each are its own. Raises ``NothingToSwap``, and what
    ``assign_units`` raises: then nobody has moved.
    """
    active = {
        one.unit_id: one for one in Assignment.objects.filter(unit__in=units, cleared_at=None)
    }
    incidents = {one.incident_id for one in active.values()}
    if len(incidents) < max(1, len(active)):
        names = " and ".join(unit.callsign for unit in units)
        raise NothingToSwap(
            _("{names} are on the same call, or on none: there is nothing to swap.").format(
                names=names
            )
        )
    moving.lock_in_order(incidents)
    calls = {unit_id: _left(units, one, by, at) for unit_id, one in active.items()}
    one, other = units
    undoing.cannot("Swap them again: SW.")
    moves = [(calls.get(one.pk), other), (calls.get(other.pk), one)]
    return [
        sent
        for call, unit in moves
        if call is not None
        for sent in assign_units(call=call, units=[unit], by=by, at=at)
    ]


def _left(units: tuple[Unit, Unit], assignment: Assignment, by: Principal, at: datetime) -> Call:
    call = standing.lock_open(Call.objects.get(pk=assignment.incident_id))
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    [unit] = [unit for unit in units if unit.pk == assignment.unit_id]
    found = standing.assignment(call, unit)
    moving.leave(call, found, None if found.arrived else LeftEarly.WRONG_UNIT, by, at)
    return call
