"""Taking back what one did a moment ago, over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.duties.calls import commands
from beatbook.ground.agency import posted
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.posted import InvalidField
from beatbook.ground.agency.requests import Request


@requires(Permission.CALL_DISPATCH)
@require_POST
def undo(request: Request) -> HttpResponse:
    """Take back what the tokens name, the last one first: all of them or nothing."""
    fields = posted.body(request)
    [agency_id, *_rest] = request.principal.agencies(Permission.CALL_DISPATCH)

    def run() -> dict[str, Any]:
        given = fields.get("undo")
        tokens = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
        if not tokens:
            raise InvalidField("undo", _("There is nothing to undo."))
        said = commands.undo(tokens=tokens, by=request.principal, at=request.now)
        return {"message": _("Taken back: {what}.").format(what=", ".join(said))}

    return posted.answer(request, agency_id=agency_id, fields=fields, run=run)
