"""Tagged vehicles: what stands, by when somebody must look again."""

from __future__ import annotations

from django.db.models import QuerySet

from beatbook.contract.access import Permission, Principal
from beatbook.ground.registry.models import Tag


def tags_for(principal: Principal) -> QuerySet[Tag]:
    """The tags that this principal may read."""
    mine = principal.agencies(Permission.CALL_READ)
    return Tag.objects.filter(agency_id__in=mine).select_related("agency")


def tags_standing(principal: Principal) -> QuerySet[Tag]:
    """Those not moved, cited or towed, the first that is due at the top."""
    return tags_for(principal).filter(ended_at=None).order_by("recheck_at", "pk")
