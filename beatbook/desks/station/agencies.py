"""Which agency is set up: the one named in the address, else the first by name."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from beatbook.contract.access import Permission
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request


def to_set_up(request: Request, permission: Permission) -> list[Agency]:
    """Every agency where this member holds the permission; the one that is meant comes first.

    404 for the code of an agency where the permission is not held.
    """
    mine = Agency.objects.filter(pk__in=request.principal.agencies(permission)).order_by("name")
    code = request.GET.get("agency", "")
    first = get_object_or_404(mine, code=code) if code else mine[0]
    return [first, *(agency for agency in mine if agency.pk != first.pk)]
