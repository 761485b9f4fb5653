"""Tagged vehicles: what stands, by when somebody must look again."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet

from beatbook.contract.access import Permission, Principal
from beatbook.ground.registry.models import Tag, TagPhoto
from beatbook.ground.ui import live


def tags_for(principal: Principal) -> QuerySet[Tag]:
    """The tags that this principal may read."""
    mine = principal.agencies(Permission.CALL_READ)
    return Tag.objects.filter(agency_id__in=mine).select_related("agency")


def tags_standing(principal: Principal) -> QuerySet[Tag]:
    """Those not moved, cited or towed, the first that is due at the top, with their photos."""
    photos = Prefetch("photos", TagPhoto.objects.order_by("added_at", "pk"))
    standing = tags_for(principal).filter(ended_at=None).prefetch_related(photos)
    return standing.order_by("recheck_at", "pk")


def photos_for(principal: Principal) -> QuerySet[TagPhoto]:
    """The photos of the tags that this principal may read."""
    mine = principal.agencies(Permission.CALL_READ)
    return TagPhoto.objects.filter(agency_id__in=mine).select_related("file")


def board_tags(ids: list[int] | None) -> list[live.Patch]:
    """Live rows of the vehicles that are due for another look: one query.

    The running scope decides which tags exist.
    """
    tags = Tag.objects.select_related("agency")
    if ids is None:
        tags = tags.filter(ended_at=None, due_at__isnull=False)
    else:
        tags = tags.filter(pk__in=ids)
    return [
        live.patch("tag", tag.pk, tag.version, _row(tag) if tag.is_due else None)
        for tag in tags.order_by("due_at", "pk")
    ]


def _row(tag: Tag) -> dict[str, Any]:
    return {
        "id": tag.pk,
        "agency": tag.agency.code,
        "vehicle": tag.vehicle,
        "description": tag.description,
        "address": tag.address,
        "beat": tag.beat,
        "due_at": tag.due_at.isoformat() if tag.due_at else None,
    }
