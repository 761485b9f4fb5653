"""Photos of tagged vehicles over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from beatbook.contract.access import Permission
from beatbook.contract.base import Refused
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.files import pictures, serving, store
from beatbook.ground.registry import commands, queries

PIECE = 64 * 1024


@requires(Permission.TOW_LOG)
@require_POST
def photograph(request: Request, tag_id: int) -> HttpResponse:
    """The body is the photo itself, read as it comes: what it is called counts for nothing."""
    tag = get_object_or_404(queries.tags_for(request.principal), pk=tag_id)
    try:
        received = store.receive(_pieces(request), most=pictures.MOST_BYTES, look=pictures.look)
    except store.TooLarge as refusal:
        return JsonResponse({"ok": False, "message": refusal.message}, status=413)
    except Refused as refusal:
        return JsonResponse({"ok": False, "message": refusal.message}, status=422)

    def run() -> dict[str, Any]:
        said = _("The photo of {vehicle} is kept.")
        photo = commands.photograph_tag(
            tag=tag, received=received, by=request.principal, at=request.now
        )
        return {"photo": photo.pk, "message": said.format(vehicle=tag.vehicle)}

    fields = {"sha256": received.sha256}
    return posted.answer(request, agency_id=tag.agency_id, fields=fields, run=run)


@require_safe
@requires(Permission.CALL_READ)
def photo(request: Request, tag_id: int, photo_id: int) -> HttpResponse:
    """As screens show it."""
    found = get_object_or_404(queries.photos_for(request.principal), tag_id=tag_id, pk=photo_id)
    return serving.picture(found.file)


@require_safe
@requires(Permission.TOW_LOG)
def original(request: Request, tag_id: int, photo_id: int) -> HttpResponse:
    """The very bytes that the camera wrote, with where and when, for who keeps the record."""
    found = get_object_or_404(queries.photos_for(request.principal), tag_id=tag_id, pk=photo_id)
    return serving.original(found.file)


def _pieces(request: Request) -> Iterator[bytes]:
    while piece := request.read(PIECE):
        yield piece
