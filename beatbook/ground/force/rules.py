"""Who may do what with units. Pure: no queries."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.values import AUTHORITY, MemberClass
from beatbook.ground.force.models import Unit


def may_set_status(by: Principal, unit: Unit, crew: set[int]) -> bool:
    """A dispatcher for every unit of the agency; an officer for the unit he or she crews."""
    if by.may(Permission.UNIT_STATUS, unit.agency_id):
        return True
    return by.member_id in crew and by.may(Permission.UNIT_OWN_STATUS, unit.agency_id)


def counts_as(unit_class: str, crew_classes: Iterable[str]) -> MemberClass:
    """What a unit is by law now: its own class, but no more than the best of its crew.

    A unit whose crew is not named counts as what it was set up as.
    """
    crew = [AUTHORITY.index(MemberClass(one)) for one in crew_classes]
    own = AUTHORITY.index(MemberClass(unit_class))
    return AUTHORITY[min(own, max(crew, default=own))]


def demand(by: Principal, permission: Permission, agency_id: int) -> None:
    """Raise ``NotAllowed`` unless the permission is held there."""
    if not by.may(permission, agency_id):
        raise NotAllowed(
            _("{by} may not do this: {permission} is needed.").format(
                by=by.name, permission=permission
            )
        )


def demand_status(by: Principal, unit: Unit, crew: set[int]) -> None:
    if not may_set_status(by, unit, crew):
        raise NotAllowed(
            _("{by} does not crew {callsign} and may not set its status.").format(
                by=by.name, callsign=unit.callsign
            )
        )
