"""What a command asks of whoever gives it."""

from __future__ import annotations

from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency, Member


def demand(by: Principal, permission: Permission, agency: Agency) -> None:
    if not by.may(permission, agency.pk):
        raise NotAllowed(f"{by.name} may not do this in {agency.name}: {permission} is needed.")


def demand_everywhere(by: Principal, permission: Permission, member: Member) -> None:
    """The permission wherever the member belongs, also where ``by`` cannot look."""
    if not all(by.may(permission, agency_id) for agency_id in queries.agencies_of(member.pk)):
        raise NotAllowed(
            f"{member.name} belongs to another agency too: {permission} is needed there."
        )
