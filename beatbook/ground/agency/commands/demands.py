"""What a command asks of whoever gives it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency, Member


def demand(by: Principal, permission: Permission, agency: Agency) -> None:
    if not by.may(permission, agency.pk):
        raise NotAllowed(
            _("{by} may not do this in {agency}: {permission} is needed.").format(
                by=by.name, agency=agency.name, permission=permission
            )
        )


def demand_everywhere(by: Principal, permission: Permission, member: Member) -> None:
    """The permission wherever the member belongs, also where ``by`` cannot look."""
    if not all(by.may(permission, agency_id) for agency_id in queries.agencies_of(member.pk)):
        raise NotAllowed(
            _("{member} belongs to another agency too: {permission} is needed there.").format(
                member=member.name, permission=permission
            )
        )
