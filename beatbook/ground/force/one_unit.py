"""A command to one unit by HTTP: found among those one may see, told, and answered in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from beatbook.ground.agency import posted
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import queries
from beatbook.ground.force.models import Unit

Act = Callable[[Unit, dict[str, Any]], str]
"""Does it, from the unit and what was sent, and says what is so now. May raise ``Refused``."""


def tell(request: Request, unit_id: int, act: Act) -> HttpResponse:
    """404 for a unit that the sender may not see."""
    unit = get_object_or_404(queries.units_for(request.principal), pk=unit_id)
    fields = posted.body(request)
    return posted.answer(
        request,
        agency_id=unit.agency_id,
        fields=fields,
        run=lambda: {"message": act(unit, fields)},
    )
