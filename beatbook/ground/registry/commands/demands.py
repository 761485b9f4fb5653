"""What every verb of the registry asks first."""

from __future__ import annotations

from django.utils.translation import gettext as _

from beatbook.contract.access import NotAllowed, Permission, Principal


def demand(by: Principal, permission: Permission, agency_id: int) -> None:
    """Raise ``NotAllowed`` unless the permission is held in that agency."""
    if not by.may(permission, agency_id):
        raise NotAllowed(
            _("{by} may not do this: {permission} is needed.").format(
                by=by.name, permission=permission
            )
        )
